import { liftWatch as decideLifting, standingOf, watch as decideWatching } from '../domain/access/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { watchOf } from '../storage/case-watch.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { audienceOfOwnSide, caseSideOf, only } from './restrict-case.ts';

/** Says that a case is well known or sensitive: from then on whoever of one's side reads it without a part in it is flagged. */
export const watchCase = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  const side = caseSideOf(actor);
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const standing = standingOf(await needToKnowOf(tx, whole.ref, side), actor.userId, command.at);
      const decided = decideWatching(await watchOf(tx, whole.ref, side), actor, { ...input, standing });
      return decided.ok
        ? only({ type: 'case-watched', touches: ['access'], payload: { side, ...decided.value } })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};

/** Says that it is that no more. */
export const liftWatch = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  const side = caseSideOf(actor);
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const standing = standingOf(await needToKnowOf(tx, whole.ref, side), actor.userId, command.at);
      const decided = decideLifting(await watchOf(tx, whole.ref, side), actor, { ...input, standing });
      return decided.ok
        ? only({ type: 'case-watch-lifted', touches: ['access'], payload: { side, ...decided.value } })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};
