import { declareConflict as decideConflict, liftConflict as decideLifting } from '../domain/access/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { audienceOfOwnSide, caseSideOf, findNamed, only } from './restrict-case.ts';

/**
 * Says that somebody is conflicted with a case: oneself without `person`, else whom that names. The case is not there for
 * them from then on.
 */
export const declareConflict = (
  deps: Deps,
  command: Command,
  input: { urn: string; person: string | undefined; reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const side = caseSideOf(actor);
      const people =
        input.person === undefined ? undefined : await findNamed(tx, whole.ref, actor, input.person, 'person');
      if (people?.ok === false) return people;
      const [userId, ...others] = people?.value ?? [actor.userId];
      if (userId === undefined || others.length > 0)
        return refuse('not-valid', 'Name one person, by collar number or email.', 'person');
      const known = await needToKnowOf(tx, whole.ref, side);
      const decided = decideConflict(known, actor, { userId, reason: input.reason }, command.at);
      return decided.ok
        ? only({ type: 'conflict-declared', touches: ['access'], payload: { side, ...decided.value } })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};

/** Lifts somebody's conflict with a case. */
export const liftConflict = (
  deps: Deps,
  command: Command,
  input: { urn: string; userId: string; reason: string },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const side = caseSideOf(actor);
      const decided = decideLifting(await needToKnowOf(tx, whole.ref, side), actor, input);
      return decided.ok
        ? only({ type: 'conflict-lifted', touches: ['access'], payload: { side, ...decided.value } })
        : decided;
    },
    audienceOfOwnSide(actor),
  );
};
