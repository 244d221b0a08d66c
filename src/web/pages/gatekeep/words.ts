import type { Actor } from '../../../domain/access/index.ts';
import type { Next } from '../../../application/case-store.ts';
import type { Deps } from '../../../application/deps.ts';
import { paths } from '../../paths.ts';

/** Where a gatekeeper goes after a file was sent: to the queue it came from. */
export const afterSending = (deps: Pick<Deps, 'forceRules'>, actor: Actor, say: string): Next => ({
  to: paths.queue.to({ queue: deps.forceRules(actor.organisation.id).secondGate ? 'standards' : 'gatekeeping' }),
  say,
});

/** Where they stay when it could not be delivered: the page says of what, and what to do. It is no success, so no banner. */
export const notDelivered = (about: { readonly urn: string; readonly submissionId: string }): Next => ({
  to: paths.gatekeep.to(about),
});
