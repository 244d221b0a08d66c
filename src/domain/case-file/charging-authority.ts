import { holds, may, type Actor } from '../access/index.ts';
import { sayAuthorityReason, type AuthorityOfOffence } from '../charging/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, saysNothing, type Submission } from './assurance.ts';
import type { Offence } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import { isBeforeSending } from './offences.ts';

/**
 * Says who decides to charge with one offence, in place of the table (BR-03). Refuses `not-allowed` for anyone but a
 * gatekeeper or inspector who is no officer in the case, and for a gatekeeper who would take from the CPS what the table
 * gives them; `step-not-allowed` once the file was sent; `not-valid` for what no reason sets aside, and for what stands
 * already; `something-missing` without a reason in own words.
 */
export function sayWhoDecides(
  submission: Pick<Submission, 'state'>,
  given: {
    readonly actor: Actor;
    readonly isOfficerInCase: boolean;
    readonly offence: Pick<Offence, 'id' | 'cjsCode'>;
    /** As the table has it now, and what was said in its place. */
    readonly stands: AuthorityOfOffence;
    readonly decides: 'police' | 'cps';
    readonly reason: string;
  },
): Result<CaseEvent[]> {
  const { actor, offence, stands, decides } = given;
  const { authority, said } = stands;
  if (!may(actor, 'file:gatekeep') || !holds(actor, 'gatekeeper', 'inspector_escalation'))
    return refuse('not-allowed', 'Only a gatekeeper or an inspector says who decides in place of the table.');
  if (given.isOfficerInCase)
    return refuse('not-allowed', 'You are an officer in this case: another gatekeeper says who decides.');
  if (!isBeforeSending(submission.state))
    return refuse('step-not-allowed', 'The file is not with police before sending: the CPS have it, or it is closed.');
  if ((said?.decides ?? authority.decides) === decides)
    return refuse('not-valid', 'That is who decides already.', 'decides');
  const back = authority.decides === decides;
  if (!back && decides === 'police' && !authority.mayBeForPolice)
    return refuse(
      'not-valid',
      `No reason sets this aside: ${authority.reasons.map(({ says }) => says).join('; ')}. Where it is not so, return the file to have the offence, its plea or the answer corrected.`,
      'decides',
    );
  if (!back && decides === 'police' && authority.decides === 'cps' && !holds(actor, 'inspector_escalation'))
    return refuse(
      'not-allowed',
      'By the table this is for the CPS. Only an inspector says otherwise; a gatekeeper may send it, or return it to be corrected.',
    );
  if (saysNothing(given.reason))
    return refuse('something-missing', 'Say why in your own words, about this offence.', 'reason');
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'charging-authority-said',
      touches: [`charging-authority:${offence.id}`],
      payload: {
        ...{ defendantId: stands.defendantId, offenceId: offence.id, cjsCode: offence.cjsCode, decides },
        ...{ computed: authority.decides, reasons: authority.reasons.map(sayAuthorityReason) },
        ...{ reason: given.reason.trim(), by: { ...contact.value } },
      },
    },
  ]);
}
