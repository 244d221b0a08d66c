import type { CaseView } from '../facts/case-view.ts';
import { contradictionsIn } from './contradictions.ts';
import { documentFaultsIn } from './documents.ts';
import type { InputFault } from './fault.ts';
import { impossibleDatesIn } from './impossible-dates.ts';

/** Everything of a submission that cannot all be right or could not be read: what has to be put right first. */
export const inputFaultsOf = (view: CaseView): readonly InputFault[] => {
  const all = [...contradictionsIn(view), ...impossibleDatesIn(view), ...documentFaultsIn(view)];
  return [...all.filter(({ severity }) => severity === 'block'), ...all.filter(({ severity }) => severity === 'look')];
};
