import type { Offence } from '../../case-file/index.ts';
import type { CaseView } from './case-view.ts';
import type { FactReader } from './fact.ts';
import { needsConsent } from './consent-list.ts';

/**
 * Who decides on charge, worked out again from the table so that a disagreement with the export shows.
 * @source Director's Guidance on Charging, 6th edition, as restated in the domain reference section 5.2: summary-only,
 * shop theft and guilty-plea either-way offences are for police unless consent, death, domestic abuse, hate,
 * harassment, stalking or a listed offence moves them. A charge laid on the urgent exception is not judged here.
 */

const listedForCps =
  /violent disorder|affray|wound|grievous|bodily harm|stalking|harassment with|murder|manslaughter|causing death|terroris|official secret/i;
const shopTheft = /theft from (a )?shop|shoplifting/i;

/** Who may charge one offence: the caller's own answer when it gave one. */
export const whoDecides = (view: CaseView, offence: Offence, fact: FactReader): 'police' | 'cps' => {
  const given = view.context.authorities?.get(offence.id);
  if (given !== undefined) return given;
  const flags = ['isDomesticAbuse', 'isHateCrime', 'isStalkingHarassment', 'isFatal'];
  if (flags.some((flag) => fact(flag).value === true)) return 'cps';
  if (listedForCps.test(offence.title) || needsConsent(view, offence) !== undefined) return 'cps';
  const mode = offence.trialMode?.value ?? view.standing(offence.cjsCode)?.mode.value;
  const category = offence.category;
  if (mode === 'summary-only' || (mode === undefined && (category === 'CS' || category === 'CM'))) return 'police';
  if (mode === 'indictable-only' || (mode === undefined && category === 'CI')) return 'cps';
  if (shopTheft.test(offence.title)) return 'police';
  return offence.anticipatedPlea === 'guilty' && fact('likelyVenue').value !== 'crown' ? 'police' : 'cps';
};
