import { may, sideOf, type Audience } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';

/** Where a message can go: both sides, or the writer's own. */
export type MessageTo = 'shared' | 'own';

/**
 * Posts a message on a case. A message changes nothing in the file and voids no certificate. Refuses `not-allowed` for
 * those who only read, `step-not-allowed` for one to both sides before the first sending, `not-valid` for an empty one.
 */
export const postMessage = (
  deps: Deps,
  command: Command,
  input: { urn: string; to: MessageTo; topic: string; text: string },
  next: Next,
): Promise<Result<Done>> => {
  const audience: Audience = input.to === 'shared' ? 'shared' : sideOf(command.actor) === 'police' ? 'police' : 'cps';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    (whole) => {
      if (!may(command.actor, 'message:write'))
        return refuse('not-allowed', 'Your role reads the messages of a case and does not write them.');
      if (audience === 'shared' && !whole.rows.some(({ firstSentAt }) => firstSentAt !== null))
        return refuse('step-not-allowed', 'The CPS do not have this case yet. Write to your own side instead.', 'to');
      if (input.text.trim() === '') return refuse('something-missing', 'Write a message.', 'text');
      const messageId = deps.newId();
      return accept([
        {
          type: 'message-posted',
          touches: [`message:${messageId}`],
          payload: {
            messageId,
            text: input.text.trim(),
            topic: input.topic.trim(),
            by: { ...command.actor.contact },
            organisation: command.actor.organisation.name,
          },
        },
      ]);
    },
    audience,
  );
};
