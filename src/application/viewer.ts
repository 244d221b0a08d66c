import { audiencesOf, classesOf, sideOf, type Actor } from '../domain/access/index.ts';
import type { Viewer } from '../storage/viewer.ts';

export { systemViewer } from '../storage/viewer.ts';
export type { Viewer } from '../storage/viewer.ts';

/** For whom a transaction runs when this person acts or looks: what row-level security goes by. */
export const viewerOf = (actor: Actor): Viewer => ({
  side: sideOf(actor),
  orgId: actor.organisation.id,
  userId: actor.userId,
  audiences: audiencesOf(actor),
  classes: classesOf(actor),
});
