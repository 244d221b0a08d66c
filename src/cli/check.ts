import type { BundleCheck } from '../application/check-bundle.ts';
import { SubmissionKind } from '../domain/case-file/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, table, type ExitCode, type Io } from './io.ts';

/** Checks the bundle in a folder, under a kind and an edition when they are named. */
export type CheckBundle = (
  dir: string,
  options: { kind?: SubmissionKind; edition?: string },
) => Promise<Result<BundleCheck>>;

/**
 * `jcf check DIR [--kind K] [--edition E]`: file-standard result of a case bundle. Exit code 1 when an item is missing,
 * inadequate or has to be asked about.
 */
export async function checkCommand(
  dirs: readonly string[],
  options: { json: boolean; kind: string | undefined; edition: string | undefined },
  check: CheckBundle,
  io: Io,
): Promise<ExitCode> {
  const [dir, ...more] = dirs;
  if (dir === undefined || more.length > 0)
    return badInput(io, 'Name one folder with a case.json. Example: jcf check demo/cases/02-shop-theft-gap-complete');
  const kind = SubmissionKind.optional().safeParse(options.kind);
  if (!kind.success)
    return badInput(
      io,
      `${options.kind ?? ''} is not a kind of submission. Kinds: ${SubmissionKind.options.join(', ')}.`,
    );
  const checked = await check(dir, {
    ...(kind.data === undefined ? {} : { kind: kind.data }),
    ...(options.edition === undefined ? {} : { edition: options.edition }),
  });
  if (!checked.ok) return badInput(io, sayRefusal(checked.refusal));
  const { nfs, triage, dga, notices } = checked.value;
  if (options.json) io.out(asJson(checked.value));
  else {
    for (const notice of notices) io.out(`Note: ${notice}\n`);
    for (const [index, each] of nfs.entries()) {
      io.out(`${each.submissionId} ${each.kind} under ${each.ruleSetVersion}: ${each.verdict}\n`);
      const shown = each.items.filter(({ result }) => result !== 'not_required');
      io.out(
        table(
          ['Item', 'Level', 'Result', 'Why'],
          shown.map((item) => [item.item, item.level, item.result, item.why]),
        ),
      );
      for (const { item, proposals } of shown)
        for (const { why } of proposals ?? []) io.out(`Look at ${item}: ${why}\n`);
      for (const { text, note } of each.questions) io.out(`To be answered: ${text} ${note}\n`);
      for (const fault of each.inputFaults)
        io.out(`${fault.severity === 'block' ? 'Cannot be right' : 'Look at this'}: ${fault.why} ${fault.fix}\n`);
      const reasons = triage[index]?.reasons.map(({ id }) => id) ?? [];
      const failures = dga[index]?.failures.map(({ id }) => id) ?? [];
      io.out(
        `Triage would ${triage[index]?.outcome ?? 'accept'}${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}\n`,
      );
      io.out(`Assessment failures: ${failures.length === 0 ? 'none' : failures.join(', ')}\n\n`);
    }
  }
  const open = nfs.some(({ items }) => items.some(({ result }) => ['missing', 'inadequate', 'ask'].includes(result)));
  return open ? 1 : 0;
}

/** A refusal with all its problems, one a line. */
export function sayRefusal(refusal: {
  detail: string;
  problems?: readonly { path: string; message: string }[];
}): string {
  const problems = refusal.problems ?? [];
  return [refusal.detail, ...problems.map(({ path, message }) => `  ${path === '' ? '' : `${path}: `}${message}`)].join(
    '\n',
  );
}
