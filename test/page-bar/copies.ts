import type { Deps } from '../../src/application/deps.ts';
import { findActor } from '../../src/application/directory.ts';
import { makeNextCopy } from '../../src/application/make-copies.ts';
import { beginCopy, checkCopy, finishCopy, needNoCopy, savePage } from '../../src/application/redaction-copies.ts';
import { decisionsOn } from '../../src/application/redaction-suggestions.ts';
import { viewCopies, viewReview } from '../../src/application/view-redaction.ts';
import type { Recipient } from '../../src/domain/redaction/index.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import { officerOf } from '../access/send-case.ts';
import { commandOf } from '../support/cases.ts';
import { who } from '../support/signed-in.ts';

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};
const next = { to: '/' };

/** Redacted copies of one document of a case: one under review, one that waits for a second person, one approved, one not needed. */
export async function copiesOfEveryState(deps: Deps, urn: string, materialId: string): Promise<void> {
  const officer = await officerOf(deps, urn);
  const by = () => commandOf(deps, officer);
  const reviewer = await findActor(deps, officer);
  if (reviewer === undefined) throw new Error('nobody is there to review');
  const makeAll = async (): Promise<void> => {
    while (await makeNextCopy(deps));
  };
  const begin = async (recipient: Recipient): Promise<string> => {
    need(await beginCopy(deps, await by(), { urn, materialId, recipient }, next));
    await makeAll();
    const { copies } = need(await viewCopies(deps, reviewer, urn));
    return copies.findLast((each) => each.materialId === materialId && each.recipient === recipient)?.copyId ?? '';
  };
  const save = async (copyId: string, page: number): Promise<number> => {
    const { page: shown, working } = need(await viewReview(deps, reviewer, urn, copyId, page));
    const marks = shown?.marks ?? [];
    const decided = decisionsOn(
      marks,
      marks.map(({ key }) => key),
      marks.flatMap(({ key, goes }) => (goes ? [key] : [])),
    );
    need(await savePage(deps, await by(), { urn, copyId, page, ...decided }, next));
    return working?.pages ?? 1;
  };
  const finish = async (recipient: Recipient): Promise<string> => {
    const copyId = await begin(recipient);
    const pages = await save(copyId, 1);
    for (let page = 2; page <= pages; page += 1) await save(copyId, page);
    need(await finishCopy(deps, await by(), { urn, copyId }, next));
    await makeAll();
    return copyId;
  };
  const underReview = await begin('defence');
  await save(underReview, 1);
  await save(underReview, 1);
  await finish('court');
  const copyId = await finish('public');
  need(
    await checkCopy(
      deps,
      await commandOf(deps, who.supervisor),
      { urn, copyId, outcome: 'approved', reason: '' },
      next,
    ),
  );
  const none = { urn, materialId, recipient: 'cps', ground: 'nothing-to-redact' } as const;
  need(await needNoCopy(deps, await by(), { ...none, reason: 'Everything in it is for the prosecutor.' }, next));
}
