import type { CaseView } from './case-view.ts';
import { assumed, notKnown, type FactReader, type Finding } from './fact.ts';

/** How one fact is read from a case. */
export type FactRule = (view: CaseView, fact: FactReader) => Finding;

/**
 * The value "no" by silence, unless the fact decides something in this kind of submission and there is a reason to
 * doubt the silence: then it is asked. Asking costs attention, so only what matters is asked.
 */
export const noUnlessDoubted = (
  view: CaseView,
  id: string,
  doubt: string | undefined,
  ask: { readonly source: string; readonly confirm?: string },
): Finding =>
  doubt !== undefined && view.deciding.has(id)
    ? notKnown(doubt, ask.source, { confidence: 'J' })
    : assumed(false, 'J', ask.confirm);
