import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CaseRecord, SubmissionKind } from '../src/domain/case-file/index.ts';
import { checkSubmission, ownEditions } from '../src/domain/file-standard/index.ts';
import { instant, londonDateOf } from '../src/domain/kernel/civil-date.ts';
import { englandAndWales, projectTo } from '../src/domain/kernel/working-days.ts';
import { clocksForCase, limitsForCase } from '../src/domain/time-limits/index.ts';
import { loadOffences } from '../src/standing-data/index.ts';
import { signIn } from './sign-in.ts';
import { timeQueues } from './queues.ts';
import { timeSuggestions } from './suggestions.ts';
import { sweepNight } from './sweep.ts';

/**
 * Measures the product as a person meets it, and what it leans on, and holds each median (or p95, where the name says so)
 * to its budget. Prints a table; a figure over budget is said and fails nothing: only correctness fails. Arguments: which of
 * `domain`, `product`, `night`, `queues` and `suggestions` to measure; the first two unless told.
 */

const rounds = 5;
const pages = 40;
const Budgets = z.record(z.string(), z.object({ most: z.number(), says: z.string() }));
const budgets = Budgets.parse(JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8')));

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const median = (values: readonly number[]): number => at(values, 0.5);

const found: { name: string; value: number; spread: string }[] = [];
const note = (name: string, values: readonly number[], value = median(values)): void => {
  found.push({
    name,
    value,
    spread: `${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}, n=${values.length}`,
  });
};

interface Server {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly ms: number;
}

/** Starts the product on a data folder, and says how long it took until its first page was answered. */
async function start(data: string, port: number): Promise<Server> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    env: { ...process.env, JCF_DATA: data, PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /Joint Case File is at (\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
  await (await fetch(origin, { redirect: 'manual' })).text();
  return { child, origin, ms: performance.now() - began };
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.child.on('exit', () => resolve());
    server.child.kill('SIGINT');
  });

/** Resident memory of a process, MB; 0 where the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
    return Number(kb ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function timesOf(origin: string, cookie: string, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < pages; round += 1) {
    const began = performance.now();
    const answer = await fetch(origin + path, { headers: { cookie } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`);
    times.push(performance.now() - began);
  }
  return times.slice(5);
}

async function product(): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  const rest: number[] = [];
  const load: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const data = mkdtempSync(join(tmpdir(), 'jcf-bench-'));
    const first = await start(data, 4400 + round);
    cold.push(first.ms);
    await stop(first);
    const second = await start(data, 4500 + round);
    warm.push(second.ms);
    rest.push(memoryOf(second.child.pid));
    if (round === 0) {
      const gatekeeper = await signIn(second.origin, 'Priya Santhanam');
      const officer = await signIn(second.origin, 'Farah Kesteven');
      const overview = await timesOf(second.origin, officer, '/cases/35NT0952226');
      note('casePageP95Ms', overview, at(overview, 0.95));
      const check = await timesOf(second.origin, officer, '/cases/35NT0952226/submissions/S1');
      note('submissionPageP95Ms', check, at(check, 0.95));
      const queue = await timesOf(second.origin, gatekeeper, '/queues/gatekeeping');
      note('queuePageP95Ms', queue, at(queue, 0.95));
      load.push(memoryOf(second.child.pid));
    }
    await stop(second);
    rmSync(data, { recursive: true, force: true });
  }
  note('coldStartMs', cold);
  note('warmStartMs', warm);
  note('memoryAtRestMb', rest);
  note('memoryUnderLoadMb', load);
}

/** Milliseconds of a processor that this process takes for some work: what it costs however busy the machine is. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Measures a piece of work in a process that has done it for a while, as a server or a sweep has. */
function measured(rounds: { readonly warm: number; readonly kept: number }, work: () => void): number[] {
  for (let round = 0; round < rounds.warm; round += 1) work();
  return Array.from({ length: rounds.kept }, () => processorMs(work));
}

const demonstration = 'demo/cases';
const readCase = (name: string): CaseRecord =>
  CaseRecord.parse(JSON.parse(readFileSync(join(demonstration, name, 'case.json'), 'utf8')));

function domain(): void {
  const small = readCase('05-abh-two-defendants-youth-mismatch');
  const record: CaseRecord = {
    ...small,
    material: Array.from({ length: 10 }, (_each, copy) =>
      small.material.map((item) => ({
        ...item,
        id: `M${String(copy * 30 + Number(item.id.slice(1))).padStart(2, '0')}`,
      })),
    ).flat(),
  };
  const offences = loadOffences().lookup;
  const holidays = projectTo(englandAndWales, 2040);
  const [edition] = ownEditions.all;
  if (edition === undefined) throw new Error('no edition is on file');
  const asOf = instant(record.export.exportedAt);
  const check = (): void => {
    // New texts each round: what is remembered of a case is remembered by them.
    const context = { edition, offences, limits: [], answers: new Map(), texts: new Map(), media: new Map(), asOf };
    for (const kind of SubmissionKind.options) checkSubmission(record, 'S1', { ...context, kind });
  };
  note('checkOfCaseMs', measured({ warm: 30, kept: 30 }, check));
  note('checkOfCaseWarmMs', measured({ warm: 240, kept: 100 }, check));
  const cases = readdirSync(demonstration).map(readCase);
  const limits = (): void => {
    for (const each of cases) {
      const now = instant(each.export.exportedAt);
      limitsForCase(each, { offences, holidays, today: londonDateOf(now) });
      clocksForCase(each, { holidays, now });
    }
  };
  const ofAll = measured({ warm: 1000, kept: 500 }, () => {
    for (let time = 0; time < 10; time += 1) limits();
  });
  const ofOne = ofAll.map((ms) => ms / 10 / cases.length);
  note('limitsOfCaseMs', ofOne);
  note(
    'limitsOfMillionCasesS',
    ofOne.map((ms) => ms * 1000),
  );
}

/** One night over a million cases. Its database takes minutes to fill, so it is measured where it is asked for. */
async function night(): Promise<void> {
  const { seconds, processorSeconds } = await sweepNight(1_000_000);
  note('sweepMillionCasesS', [seconds]);
  note('sweepMillionProcessorS', [processorSeconds]);
}

/** A queue page and a claim among 250,000 open files. */
async function queues(): Promise<void> {
  const { page, claimAlone, claimTogether, twice } = await timeQueues();
  if (twice > 0) throw new Error(`${twice} files were given to two people`);
  note('queueOf250kP95Ms', page, at(page, 0.95));
  note('claimNextMs', claimAlone);
  note('claimNext32Ms', claimTogether);
}

const asked = process.argv.slice(2);
const isAsked = (part: string): boolean =>
  asked.length === 0 ? part === 'domain' || part === 'product' : asked.includes(part);
if (isAsked('domain')) domain();
if (isAsked('product')) await product();
if (isAsked('night')) await night();
if (isAsked('queues')) await queues();
if (isAsked('suggestions')) {
  const { textS, cellsS } = timeSuggestions();
  note('suggest20MbS', [textS]);
  note('suggest350kCellsS', [cellsS]);
}
console.log(`Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
for (const { name, value, spread } of found) {
  const budget = budgets[name];
  const verdict =
    budget === undefined ? '' : value <= budget.most ? 'within budget' : `OVER the budget of ${budget.most}`;
  console.log(
    `${name.padEnd(22)} ${value.toFixed(value < 1 ? 3 : 2).padStart(10)}  (${spread})  ${verdict}  ${budget?.says ?? ''}`,
  );
}
