import type { Actor } from '../../../domain/access/index.ts';
import { jobs } from '../../navigation.ts';
import { may } from '../../../domain/access/index.ts';

/** The first page: an offer to sign in, or the jobs of whoever is signed in and has no page of their own to start on. */
export type HomeView =
  | { readonly kind: 'signed-out'; readonly demonstration: boolean }
  | { readonly kind: 'signed-in'; readonly jobs: readonly { readonly text: string; readonly href: string }[] };

export const homeView = (actor: Actor | undefined, demonstration: boolean): HomeView =>
  actor === undefined
    ? { kind: 'signed-out', demonstration }
    : {
        kind: 'signed-in',
        jobs: jobs.filter(({ permission }) => may(actor, permission)).map(({ text, href }) => ({ text, href })),
      };
