import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { CaseEventPayload, ReviewItem } from '../domain/case-file/index.ts';
import { instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import { incidentKinds, pointsOf } from '../domain/time-limits/index.ts';
import { clocksJobKind } from '../storage/clock-jobs.ts';
import {
  casesDue,
  casesNeverWorkedOut,
  casesOfOtherRules,
  dueClocks,
  type CaseSide,
  type DueRow,
  type Points,
} from '../storage/clocks.ts';
import { claimJob, failJob, finishJob, forgetJobs } from '../storage/jobs.ts';
import { chaseCharges } from './chase-charges.ts';
import { clockActor } from './clock-keeper.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { systemViewer } from './viewer.ts';
import { rulesNow, workOutClocks } from './work-out-clocks.ts';

/** What a sweep said: how many points people were warned of, and how many clocks ran out. */
export interface Swept {
  readonly cases: number;
  readonly warnings: number;
  readonly incidents: number;
}

/** What a sweep needs of the application. */
export type Sweeping = Pick<Deps, 'db' | 'log' | 'now' | 'clockSettings'>;

/** Cases that are read about at once. */
const roundSize = 20_000;
/** Cases that are swept in one transaction: whoever writes to one of them waits for its end. */
const usualBatch = 400;
/** Transactions under way at once: the server works on one while the next is made. */
const lanes = 2;

/**
 * Warns of every point that was reached and raises an incident for every clock that ran out, in batches until none is left.
 * Each is said once, however often it is swept and by however many processes: what was said is in the log in the same
 * transaction that keeps it, and what another process is at is passed over. Cut off, it has said what it committed and
 * nothing else; the next sweep goes on from there. `only` keeps to one case; `batch` is how many are swept in one transaction.
 */
export async function sweepClocks(
  deps: Sweeping,
  { only, batch = usualBatch }: { readonly only?: CaseRef; readonly batch?: number } = {},
): Promise<Swept> {
  if (only !== undefined)
    return sweepBatch(
      deps,
      (['police', 'cps'] as const).map((side) => ({ ...only, side })),
    );
  const total = { cases: 0, warnings: 0, incidents: 0 };
  for (;;) {
    const due = await deps.db.transaction(systemViewer, (tx) => casesDue(tx, pointsNow(deps), roundSize), unhurried);
    const before = total.cases;
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < due.length) {
        const from = next;
        next += batch;
        const swept = await sweepBatch(deps, due.slice(from, next));
        total.cases += swept.cases;
        total.warnings += swept.warnings;
        total.incidents += swept.incidents;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    // Nothing is due, or all that is left is in the hands of others.
    if (total.cases === before) return total;
  }
}

const unhurried = { statementTimeoutMs: 0 };

const pointsNow = (deps: Sweeping): Points => ({
  ...{ now: deps.now().toString(), ...pointsOf(deps.clockSettings), incidentKinds },
});

const sweepBatch = (deps: Sweeping, cases: readonly CaseSide[]): Promise<Swept> =>
  deps.db.transaction(
    systemViewer,
    async (tx) => {
      const points = pointsNow(deps);
      const due = await dueClocks(tx, points, cases);
      const at = instant(points.now);
      const parts = byCase(due).flatMap((rows) => {
        const [first] = rows;
        if (first === undefined) return [];
        const { ownerId, caseId, side } = first;
        return [
          {
            stream: { ownerId, caseId, streamType: 'case', streamId: caseId, audience: side },
            command: {
              events: [{ type: 'clocks-swept', payload: sweptOf(rows, first), touches: [`clocks:${side}`] }],
              ...{ actor: clockActor(ownerId), at },
            },
          },
        ];
      });
      if (parts.length > 0) {
        const appended = await deps.log.appendMany(tx, parts);
        if (!appended.ok) throw new Error(`a sweep could not be recorded: ${appended.refusal.code}`);
      }
      return {
        cases: parts.length,
        warnings: due.filter(({ ranOut }) => !ranOut).length,
        incidents: due.filter(({ ranOut }) => ranOut).length,
      };
    },
    unhurried,
  );

/** Rows of one case and side together; they come in that order. */
function byCase(due: readonly DueRow[]): DueRow[][] {
  const groups = new Map<string, DueRow[]>();
  for (const row of due) {
    const key = `${row.ownerId} ${row.caseId} ${row.side}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function sweptOf(rows: readonly DueRow[], first: DueRow): CaseEventPayload<'clocks-swept'> {
  const { side, urn, unit, officers, supervisors, holders } = first;
  const common = ({ clockId, title, suspect, provision, endsAt, inHours }: DueRow) => ({
    ...{ clockId, title, suspect, provision, endsAt, inHours },
  });
  const ranOut = rows.filter((row) => row.ranOut);
  return {
    ...{ side, urn, unit },
    warnings: rows.flatMap((row) => (row.ranOut || row.point === null ? [] : [{ ...common(row), point: row.point }])),
    incidents: ranOut.map((row) => ({
      ...{ incidentId: `${row.clockId}@${row.endsAt}`, kind: row.kind, defendantId: row.defendantId, ...common(row) },
    })),
    toUsers: [...new Set([...officers, ...supervisors, ...holders])].sort(),
    // A case that names no supervisor is everybody's of them; the managers of the CPS are named nowhere.
    toSupervisors: supervisors.length === 0,
    raised: [...new Set(rows.map(({ defendantId }) => defendantId))].sort(),
    review: side === 'police' ? ranOut.filter(({ kind }) => kind === 'prosecution-limit').map(lapsed) : [],
  };
}

/** A limit on starting proceedings that ran out, for the monthly review. The last day is the one before the midnight. */
function lapsed(row: DueRow): ReviewItem {
  const lastDay = londonDateOf(instant(row.endsAt)).subtract({ days: 1 }).toString();
  return {
    itemId: `lapsed:${row.clockId}@${row.endsAt}`,
    ...{ month: lastDay.slice(0, 7), kind: 'lapsed', what: 'The time limit ran out without proceedings' },
    ...{ title: row.title, suspect: row.suspect, provision: row.provision, lastDay, happenedOn: lastDay, days: 0 },
    ...{ officer: row.officer, supervisor: row.supervisor },
  };
}

const Payload = z.strictObject({ caseId: z.uuid() });

/** Seconds that a worker may take over one case before another may try. */
const leaseSeconds = 60;

/** Works out the clocks of the case that has waited longest, and sweeps it. False when none waits. */
export async function workNextClocks(deps: Deps): Promise<boolean> {
  const job = await deps.db.transaction(systemViewer, (tx) =>
    claimJob(tx, { kinds: [clocksJobKind], now: deps.now(), leaseSeconds }),
  );
  if (job === undefined) return false;
  try {
    const ref = { ownerId: job.ownerId, caseId: Payload.parse(job.payload).caseId };
    await deps.db.transaction(systemViewer, async (tx) => {
      await workOutClocks(deps, tx, ref);
      // Somebody else took it over meanwhile: what was done here is rolled back.
      if (!(await finishJob(tx, job, deps.now()))) throw new Error('the lease of a job had ended');
    });
    await sweepClocks(deps, { only: ref });
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown';
    await deps.db.transaction(systemViewer, (tx) => failJob(tx, job, kind, deps.now()));
    throw error;
  }
  return true;
}

/** Cases that are worked out in one transaction where none were yet, or by older rules. */
const catchUpSize = 20;

/** Which cases are still to be worked out, as far as one process knows. */
interface CatchUp {
  /** Cases that were never worked out may be among them: looking for those reads every case. */
  readonly never: boolean;
  /** Ids of cases that failed, left for the next time. */
  readonly failed: readonly string[];
}

/**
 * Works out the next few cases whose clocks were never worked out, or by another edition of the rules. Each that is done is
 * noted in the same transaction, so whoever goes on after a stop, here or elsewhere, goes on from there. Gives back what is left to
 * look at; undefined when none is. A case that cannot be worked out is told to `onError` and holds up no other.
 */
async function catchUp(
  deps: Deps,
  { never, failed }: CatchUp,
  onError: (error: unknown) => void,
): Promise<CatchUp | undefined> {
  const given = { rules: rulesNow(deps), limit: catchUpSize, except: failed };
  const behind = (tx: Transaction) => (never ? casesNeverWorkedOut(tx, given) : casesOfOtherRules(tx, given));
  let taken: readonly CaseRef[] = [];
  try {
    await deps.db.transaction(
      systemViewer,
      async (tx) => {
        taken = await behind(tx);
        for (const ref of taken) await workOutClocks(deps, tx, ref);
      },
      unhurried,
    );
  } catch (error) {
    if (taken.length === 0) throw error;
    const broken: string[] = [];
    for (const ref of taken) {
      try {
        await deps.db.transaction(systemViewer, (tx) => workOutClocks(deps, tx, ref));
      } catch (reason) {
        broken.push(ref.caseId);
        onError(reason);
      }
    }
    return { never, failed: [...failed, ...broken] };
  }
  if (taken.length > 0) return { never, failed };
  return never ? { never: false, failed } : undefined;
}

/** Everything at once: works out every case that is behind, sweeps all, and chases for charges that are not laid. */
export async function sweepAll(deps: Deps): Promise<Swept> {
  const fail = (error: unknown): never => {
    throw error;
  };
  for (let left: CatchUp | undefined = { never: true, failed: [] }; left !== undefined;)
    left = await catchUp(deps, left, fail);
  const swept = await sweepClocks(deps);
  await chaseCharges(deps);
  return swept;
}

/**
 * Keeps the clocks: works out each case that was changed, and sweeps all every minute, and so at midnight. Where the rules
 * are another edition every case is worked out anew beside that, which can take hours and holds up neither. Any number of
 * processes may do it. Ends when told.
 */
export async function keepClocks(
  deps: Deps,
  { signal, onError, restMs = 1000, sweepMs = 60_000, lookMs = 3_600_000 }: KeepOptions,
): Promise<void> {
  const [sweepIsDue, lookIsDue] = [every(sweepMs), every(lookMs)];
  let left: CatchUp | undefined;
  while (!signal.aborted) {
    try {
      // Case by case, so that a long queue of them holds up neither the sweep nor the end.
      const worked = await workNextClocks(deps);
      if (sweepIsDue()) {
        await sweepClocks(deps);
        await chaseCharges(deps);
        const old = deps.now().subtract({ hours: 24 });
        await deps.db.transaction(systemViewer, (tx) => forgetJobs(tx, clocksJobKind, old));
        if (lookIsDue()) left = { never: true, failed: [] };
        left ??= { never: false, failed: [] };
      }
      if (worked) continue;
      if (left !== undefined) left = await catchUp(deps, left, onError);
      if (left !== undefined) continue;
    } catch (error) {
      onError(error);
    }
    await sleep(restMs, undefined, { signal }).catch(() => {}); // aborted: the loop ends
  }
}

/** Says true at the first time it is asked, and again when so much time has passed since it did. */
function every(ms: number): () => boolean {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < ms) return false;
    last = now;
    return true;
  };
}

interface KeepOptions {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
  readonly restMs?: number;
  readonly sweepMs?: number;
  /** How often every case is looked at for one that was never worked out, and those that failed are tried again. */
  readonly lookMs?: number;
}
