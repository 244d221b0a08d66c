import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadOffences } from '../../standing-data/index.ts';
import { CaseRecord } from '../case-file/index.ts';
import { instant, londonDateOf } from '../kernel/civil-date.ts';
import { englandAndWales } from '../kernel/working-days.ts';
import { limitsForCase } from '../time-limits/index.ts';
import { checkAsTruth, checkSubmission, ownEditions, type CheckResult, type TruthEntry } from './index.ts';

/**
 * The nine example cases, held against the answers of an expert. A difference is either listed here with its reason or
 * it fails the test: no rule is bent to fit a sample.
 */

const bundles = join('demo', 'cases');
const truths = join('test', 'fixtures', 'case-truth');

const Reason = z.object({ id: z.string() });
const Truth = z.object({
  nfs: z.array(
    z.object({
      submissionId: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      verdict: z.string(),
      items: z.array(z.object({ item: z.string(), level: z.string(), result: z.string() })),
    }),
  ),
  triage: z.array(
    z.object({
      submissionId: z.string(),
      outcome: z.string(),
      reasons: z.array(Reason),
      alsoDefensible: z.array(z.string()),
    }),
  ),
  dga: z.array(
    z.object({
      submissionId: z.string(),
      assessed: z.boolean(),
      failures: z.array(Reason),
      alsoDefensible: z.array(z.string()),
    }),
  ),
});

/** Words of a document, as far as they are text: pictures and scans give none. */
const wordsOf = async (path: string): Promise<string> => {
  const bytes = readFileSync(path);
  if (/\.(txt|eml|csv)$/.test(path)) return bytes.toString('utf8');
  if (path.endsWith('.docx')) return (await mammoth.extractRawText({ buffer: bytes })).value;
  if (!path.endsWith('.pdf')) return '';
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
  }
  await document.loadingTask.destroy();
  return pages.join('\n');
};

const textsOf = async (folder: string, record: CaseRecord): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  for (const { id, file } of record.material)
    if (file !== null && existsSync(join(folder, file))) texts.set(id, await wordsOf(join(folder, file)));
  return texts;
};

interface Checked {
  readonly at: string;
  readonly check: CheckResult;
  readonly blind: CheckResult;
  readonly mine: TruthEntry;
  readonly nfs: z.infer<typeof Truth>['nfs'][number];
  readonly triage: z.infer<typeof Truth>['triage'][number];
  readonly dga: z.infer<typeof Truth>['dga'][number];
}

const checked: Checked[] = [];

beforeAll(async () => {
  const offences = loadOffences().lookup;
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name);
    const record = CaseRecord.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
    const truth = Truth.parse(JSON.parse(readFileSync(join(truths, `${name}.json`), 'utf8')));
    const texts = await textsOf(folder, record);
    for (const nfs of truth.nfs) {
      const { submissionId } = nfs;
      const asOf = instant(record.submissions.find(({ id }) => id === submissionId)!.requestedAt);
      const today = londonDateOf(asOf);
      const limits = limitsForCase(record, { offences, holidays: englandAndWales, today }).map((limit) => ({
        offenceId: limit.offenceId,
        rule: limit.regimeId,
        lastDay: limit.lastDay,
        ...(limit.start === undefined ? {} : { startDate: limit.start.date }),
      }));
      const context = {
        edition: ownEditions.inForce(today),
        offences,
        limits,
        answers: new Map<string, unknown>(),
        media: new Map<string, 'plays' | 'damaged' | 'unknown'>(),
        asOf,
      };
      const check = checkSubmission(record, submissionId, { ...context, texts });
      checked.push({
        at: `${name.slice(0, 2)} ${submissionId}`,
        check,
        blind: checkSubmission(record, submissionId, { ...context, texts: new Map() }),
        mine: checkAsTruth(check),
        nfs,
        triage: truth.triage.find((each) => each.submissionId === submissionId)!,
        dga: truth.dga.find((each) => each.submissionId === submissionId)!,
      });
    }
  }
});

const differences = (pick: (each: Checked) => readonly string[]): string[] =>
  checked.flatMap((each) => pick(each).map((line) => `${each.at} ${line}`));

const itemDifferences = (which: 'level' | 'result') =>
  differences(({ mine, nfs }) =>
    nfs.items.flatMap((theirs) => {
      const ours = mine.nfs.items.find(({ item }) => item === theirs.item)!;
      return ours[which] === theirs[which] ? [] : [`${theirs.item}: ${ours[which]}, not ${theirs[which]}`];
    }),
  );

describe('the nine example cases', () => {
  it('are ten submissions of 86 items', () => {
    expect(checked).toHaveLength(10);
    for (const { mine, nfs } of checked)
      expect(mine.nfs.items.map(({ item }) => item)).toEqual(nfs.items.map(({ item }) => item));
  });

  it('have the levels an expert gives, but for these', () => {
    expect(itemDifferences('level')).toEqual([
      // The disclosure heading is blank: nobody has said whether anything helps the defence, so it is asked.
      '03 S1 DISCLOSABLE_COPIES: unknown, not required',
      // The prosecutor's plan asked for dental evidence, and it is still listed as outstanding: an answer is due.
      '05 S1 ACTION_RESPONSE: required, not not_required',
      // A witness is afraid to meet the defendant and nobody has said whether measures are wanted: it is asked.
      '05 S1 SPECIAL_MEASURES: unknown, not not_required',
      '05 S2 SPECIAL_MEASURES: unknown, not not_required',
    ]);
  });

  it('have the results an expert gives, but for these', () => {
    expect(itemDifferences('result')).toEqual([
      // A judgement on quality: that the comments repeat a wrong limit is proposed for a person, never decided.
      '01 S1 SUP_CERT: met, not inadequate',
      // A judgement from reading: that the second caller was not followed up is proposed with the passage.
      '01 S1 LINES_OF_ENQUIRY: met, not inadequate',
      // A judgement on sufficiency: which statements would prove how much was drunk is for people.
      '03 S1 KEY_STATEMENTS: met, not inadequate',
      // Follows from the level, above.
      '03 S1 DISCLOSABLE_COPIES: ask, not inadequate',
      // A key witness has no care sheet. The rule is the one that 05 and 07 are marked by.
      '04 S1 STATEMENT_BACKSHEET: inadequate, not met',
      // Follow from the levels, above.
      '05 S1 ACTION_RESPONSE: met, not not_required',
      '05 S1 SPECIAL_MEASURES: ask, not not_required',
      '05 S2 SPECIAL_MEASURES: ask, not not_required',
    ]);
  });

  it('have the facts an expert gives, but for these', () => {
    const lines = differences(({ check, nfs }) =>
      check.facts
        .filter(({ notApplicable }) => notApplicable !== true)
        .filter(({ id, value }) => (value ?? undefined) !== nfs.facts[id])
        .map(({ id, value }) => `${id}: ${String(value ?? 'not known')}, not ${String(nfs.facts[id])}`),
    );
    expect(lines.toSorted()).toEqual([
      // Nobody checked the victim or witness, so nobody knows: "no" would be a guess.
      '01 S1 witnessHasRecord: not known, not false',
      '02 S1 witnessHasRecord: not known, not false',
      // The heading is blank: the second caller on the log is proposed, and the officer is asked.
      '03 S1 materialMeetsDisclosureTest: not known, not true',
      '03 S1 witnessHasRecord: not known, not false',
      // The action plan's dental report is still outstanding.
      '05 S1 actionPlanOutstanding: true, not false',
      // Words of fear, and nobody has said whether measures are wanted.
      '05 S1 hasVulnerableOrIntimidatedWitness: not known, not false',
      // The number in this submission, as the fact is defined; the case has two.
      '05 S1 suspectCount: 1, not 2',
      '05 S1 witnessHasRecord: not known, not false',
      '05 S2 hasVulnerableOrIntimidatedWitness: not known, not false',
      '05 S2 suspectCount: 1, not 2',
      '05 S2 witnessHasRecord: not known, not false',
      // Charged, with a charge sheet; the breach came later.
      '09 S1 chargeMethod: charged_at_station, not not_yet',
      '09 S1 witnessHasRecord: not known, not false',
    ]);
  });

  it('have the verdict an expert gives, but for the early advice whose key witness has no care sheet', () => {
    const lines = differences(({ check, nfs }) =>
      check.verdict === nfs.verdict ? [] : [`${check.verdict}, not ${nfs.verdict}`],
    );
    expect(lines).toEqual(['04 S1 nearly_met, not met']);
  });

  it('would be rejected at triage for the reasons an expert gives, no more and no fewer', () => {
    const lines = differences(({ mine, triage }) => [
      ...mine.triage.reasons
        .filter(({ id }) => !triage.alsoDefensible.includes(id) && !triage.reasons.some((theirs) => theirs.id === id))
        .map(({ id }) => `too many: ${id}`),
      ...triage.reasons
        .filter(({ id }) => !mine.triage.reasons.some((ours) => ours.id === id))
        .map(({ id }) => `missed: ${id}`),
      ...(mine.triage.outcome === triage.outcome ? [] : [`${mine.triage.outcome}, not ${triage.outcome}`]),
    ]);
    // A police-charged file makes no request that triage could accept; 03, of the same kind, is marked so too.
    expect(lines).toEqual(['02 S1 not_applicable, not accept']);
  });

  it('would fail the assessment for the reasons an expert gives, but for these', () => {
    const lines = differences(({ mine, dga }) => [
      ...mine.dga.failures
        .filter(({ id }) => !dga.alsoDefensible.includes(id) && !dga.failures.some((theirs) => theirs.id === id))
        .map(({ id }) => `too many: ${id}`),
      ...dga.failures
        .filter(({ id }) => !mine.dga.failures.some((ours) => ours.id === id))
        .map(({ id }) => `missed: ${id}`),
      ...(mine.dga.assessed === dga.assessed ? [] : ['assessed or not']),
    ]);
    expect(lines).toEqual([
      // Each follows from a result above that is left to people, or asked.
      '01 S1 missed: DGA-D2',
      '03 S1 missed: DGA-D1',
      '03 S1 missed: DGA-E13',
    ]);
  });

  it('raise questions only where a deciding fact is open', () => {
    const asked = checked.flatMap(({ at, check }) =>
      check.questions.map(({ fact, decides }) => `${at} ${fact}: ${decides.join(', ')}`),
    );
    expect(asked).toEqual([
      '03 S1 materialMeetsDisclosureTest: DISCLOSABLE_COPIES',
      '05 S1 isHateCrime: HATE_INFO',
      '05 S1 hasVulnerableOrIntimidatedWitness: SPECIAL_MEASURES',
      '05 S2 isHateCrime: HATE_INFO',
      '05 S2 hasVulnerableOrIntimidatedWitness: SPECIAL_MEASURES',
    ]);
  });

  it('leave the complete shop theft without a gap, a question or a blocking check, read or unread', () => {
    const { check, blind } = checked.find(({ at }) => at === '02 S1')!;
    for (const each of [check, blind]) {
      expect(each.verdict).toBe('met');
      expect(each.questions).toEqual([]);
      expect(each.ready.certifiable).toBe(true);
    }
  });

  it('miss only this when no paper has been read', () => {
    const lines = differences(({ check, blind }) =>
      check.items.flatMap(({ item, result }, index) => {
        const unread = blind.items[index]!.result;
        return unread === result ? [] : [`${item}: ${unread}, not ${result}`];
      }),
    );
    expect(lines).toEqual([
      '03 S1 OUTSTANDING: not_required, not missing',
      '05 S1 ACTION_RESPONSE: not_required, not met',
      '05 S1 MEDICAL: met, not inadequate',
    ]);
  });

  it('are checked under the edition in force and fit the kind they were sent as', () => {
    for (const { check } of checked) {
      expect(check.ruleSetVersion).toBe('dg6-2020.r1');
      expect(check.kindFits).toBe('yes');
    }
  });

  it('give the same answer as plain data, stored and read back', () => {
    for (const { check } of checked) expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  });
});
