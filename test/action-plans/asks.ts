import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkBundle } from '../../src/application/check-bundle.ts';
import {
  gateItem,
  warningsFor,
  type EarlierItem,
  type GateContext,
  type GateFinding,
} from '../../src/domain/action-plan/index.ts';
import { CaseRecord, gateContextOf } from '../../src/domain/case-file/index.ts';
import { ownEditions } from '../../src/domain/file-standard/index.ts';
import { englandAndWales } from '../../src/domain/kernel/working-days.ts';
import { loadOffences } from '../../src/standing-data/index.ts';

/** Actions that somebody who knows each case asks for, or says must not be asked for, held against the gate. */

const demo = join('demo', 'cases');
const further = join('test', 'fixtures', 'further-bundles');
const asks = join('test', 'fixtures', 'asks');

/** The further bundles for whose asks somebody has chosen the fields; the others came later. */
const chosenFor = /^0[123]-/;

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));

const Prosecutor = z.object({
  prosecutor: z.object({
    actions: z.array(
      z.object({ action: z.string(), issue: z.string(), issueType: z.string(), justification: z.string() }),
    ),
    duplicateCandidates: z.array(
      z.object({ action: z.string(), shouldFlag: z.enum(['already_on_file', 'already_done', 'unnecessary']) }),
    ),
  }),
});

const Chosen = z.record(
  z.string(),
  z.object({ kind: z.string(), subject: z.string().exactOptional(), about: z.string().exactOptional() }),
);

const Unseen = z.array(
  z.object({
    bundle: z.string(),
    action: z.string(),
    kind: z.string(),
    subject: z.string().exactOptional(),
    verdict: z.enum(['repeat', 'good', 'better_version']),
    why: z.string(),
    earlier: z
      .array(
        z.object({
          kind: z.string(),
          action: z.string(),
          subject: z.string().exactOptional(),
          answer: z.string().exactOptional(),
        }),
      )
      .exactOptional(),
  }),
);

export type Verdict = 'already_on_file' | 'already_done' | 'unnecessary' | 'repeat' | 'good' | 'better_version';

/** One action with what a reader who knows the case says of it. */
export interface KnownAsk {
  readonly bundle: string;
  readonly action: string;
  readonly chosen: { readonly kind: string; readonly subject?: string; readonly about?: string };
  readonly verdict: Verdict;
  readonly earlier: readonly EarlierItem[];
}

/** The asks of the bundles: good ones, and those that must be flagged. */
export function bundleAsks(): KnownAsk[] {
  const chosen = Chosen.parse(JSON.parse(readFileSync(join(asks, 'chosen.json'), 'utf8')));
  const truths = [
    ...foldersIn(demo).map((name) => ({ bundle: name, path: join('test', 'fixtures', 'case-truth', `${name}.json`) })),
    ...foldersIn(further)
      .filter((name) => chosenFor.test(name))
      .map((name) => ({ bundle: `further/${name}`, path: join(further, name, 'truth.json') })),
  ];
  return truths.flatMap(({ bundle, path }) => {
    const { actions, duplicateCandidates } = Prosecutor.parse(JSON.parse(readFileSync(path, 'utf8'))).prosecutor;
    const known = (action: string, verdict: Verdict): KnownAsk => {
      const fields = chosen[action];
      if (fields === undefined) throw new Error(`nothing is chosen for “${action}” in ${asks}/chosen.json`);
      return { bundle, action, chosen: fields, verdict, earlier: [] };
    };
    return [
      ...actions.map(({ action }) => known(action, 'good')),
      ...duplicateCandidates.map(({ action, shouldFlag }) => known(action, shouldFlag)),
    ];
  });
}

/** Asks in other words, about the same cases. */
export const unseenAsks = (): KnownAsk[] =>
  Unseen.parse(JSON.parse(readFileSync(join(asks, 'unseen.json'), 'utf8'))).map(
    ({ bundle, action, kind, subject, verdict, earlier = [] }) => ({
      ...{ bundle, action, verdict, chosen: { kind, ...(subject === undefined ? {} : { subject }) } },
      earlier: earlier.map(({ answer, ...each }) => ({
        ...each,
        defendantIds: ['D1', 'D2'],
        open: answer === undefined,
        stands: answer ?? 'still open',
      })),
    }),
  );

/** What each bundle's actions are held against: the file as it was last sent, and what its check said. */
export async function contextsOf(bundles: readonly string[]): Promise<ReadonlyMap<string, GateContext>> {
  const deps = { offences: loadOffences().lookup, holidays: englandAndWales, editions: ownEditions };
  const contexts = new Map<string, GateContext>();
  for (const bundle of new Set(bundles)) {
    const dir = bundle.startsWith('further/') ? join(further, bundle.slice('further/'.length)) : join(demo, bundle);
    if (!existsSync(dir)) throw new Error(`there is no bundle ${bundle}`);
    const checked = await checkBundle(deps, dir, {});
    if (!checked.ok) throw new Error(checked.refusal.detail);
    const record = CaseRecord.parse(JSON.parse(readFileSync(join(dir, 'case.json'), 'utf8')));
    const submissionId = record.submissions.at(-1)?.id ?? '';
    const items = checked.value.nfs.find((each) => each.submissionId === submissionId)?.items ?? [];
    contexts.set(
      bundle,
      gateContextOf({
        ...{ record, submissionId, earlier: [], limits: [] },
        checked: items.map((each) => ({ ...each, title: each.item })),
      }),
    );
  }
  return contexts;
}

export type Outcome = 'blocked' | 'warned' | 'passed';

export interface Held {
  readonly ask: KnownAsk;
  readonly outcome: Outcome;
  readonly findings: readonly GateFinding[];
}

/** What the gate does with an ask: with the fields as a prosecutor chooses them, or with its words alone. */
export function holdAgainst(ask: KnownAsk, context: GateContext, how: 'fields chosen' | 'words alone'): Held {
  const item = {
    ...(how === 'fields chosen' ? ask.chosen : { kind: 'other' }),
    defendantIds: ['D1', 'D2'],
    issueType: 'evidential',
    issue: 'The issue in dispute',
    action: ask.action,
    justification: 'It goes to the one point on which this decision turns.',
    due: '2027-01-15',
  };
  const with_ = { ...context, earlier: ask.earlier };
  const findings = gateItem(item, with_);
  const warnings = warningsFor(item, with_);
  return {
    ask,
    outcome: findings.length > 0 ? 'blocked' : warnings.length > 0 ? 'warned' : 'passed',
    findings: [...findings, ...warnings],
  };
}
