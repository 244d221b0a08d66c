import type { Audience } from '../domain/access/index.ts';
import {
  ageOnDay,
  decideForPolice as decide,
  isBeforeTheGate,
  isOfficerInCase,
  sendingSteps,
  takeAll,
  tellVictim as decideTelling,
  type PoliceSaid,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { addWorkingDays } from '../domain/kernel/working-days.ts';
import { openFor, snapshotEvents } from './assure-file.ts';
import { changeCase, contentsHashOf, submissionIn, type Next, type WholeCase } from './case-store.ts';
import { authoritiesFor } from './charging-authority.ts';
import { Certificate, checkFile } from './check-file.ts';
import type { Deps } from './deps.ts';
import { decidedIn, withoutDecided } from './going-on.ts';
import type { Command, Done } from './once.ts';
import { readBackOf, type ReadBackOfCase } from './read-back.ts';
import { receivingOrganisation } from './routing.ts';
import { timesOf } from './urgency.ts';

/** What police decide at the gate on one suspect, as a form or another system says it. */
export interface PoliceDecisionInput {
  readonly urn: string;
  readonly submissionId: string;
  readonly defendantId: string;
  /** Contents hash of what was read: what is decided on is what was certified. */
  readonly seen: string;
  readonly decisions: readonly PoliceSaid[];
  /** Why no prosecutor can decide in time; only for an urgent charge. */
  readonly urgentReason: string;
}

/** Under 18 today; undefined where neither a date of birth nor anybody says. */
export function isYouthIn(
  { record }: Pick<WholeCase, 'record'>,
  defendantId: string,
  today: string,
): boolean | undefined {
  const suspect = record.defendants.find(({ id }) => id === defendantId);
  const born = record.persons.find(({ id }) => id === suspect?.personId)?.dateOfBirth;
  return born === undefined ? suspect?.isYouth : ageOnDay(born, today) < 18;
}

/** When the detention of a suspect ends, ISO instant, as the clocks of the case have it; undefined where none runs. */
export const detentionEndOf = (
  deps: Deps,
  { record, charges }: Pick<WholeCase, 'record' | 'charges'>,
  defendantId: string,
): string | undefined =>
  timesOf(deps, record, charges, [defendantId]).clocks.find(({ kind }) => kind === 'pace-detention')?.endsAt;

/**
 * T06, T07 and BR-06: police decide on every offence of one suspect at the gate. An urgent charge sends the file to the CPS in
 * the same moment, marked; where the file is not certified yet, or a document of it cannot be read back, the charge stands and
 * the CPS are told with the version that reaches them. Refuses `stale-page` when the file is not the one that was certified and read, `contact-missing`,
 * and what the decision refuses.
 * @param undelivered where the person goes, and what they are told, when the file could not go with an urgent charge
 */
export function decideForPolice(
  deps: Deps,
  command: Command,
  input: PoliceDecisionInput,
  next: Next,
  undelivered: Next = next,
): Promise<Result<Done>> {
  const urgently = input.decisions.some(({ outcome }) => outcome === 'urgent_charge');
  return urgently
    ? decideUrgently(deps, command, input, next, undelivered)
    : decideOn(deps, command, input, next, nothingRead);
}

const nothingRead: ReadBackOfCase = { read: new Map(), whole: true };

/** The file is to go with it, so its documents are read back first. */
const decideUrgently = async (
  deps: Deps,
  command: Command,
  input: PoliceDecisionInput,
  next: Next,
  undelivered: Next,
): Promise<Result<Done>> => {
  const back = await readBackOf(deps, command, input.urn);
  return decideOn(deps, command, input, back.whole ? next : undelivered, back);
};

function decideOn(
  deps: Deps,
  command: Command,
  input: PoliceDecisionInput,
  next: Next,
  back: ReadBackOfCase,
): Promise<Result<Done>> {
  let audience: Audience = 'police';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const { submissionId, defendantId } = input;
      const submission = submissionIn(whole, submissionId);
      if (!submission.ok) return submission;
      const { facts } = checkFile(deps, whole, submissionId);
      const decided = decide(submission.value, {
        ...{ actor: command.actor, record: whole.record, defendantId, said: input.decisions },
        authorities: authoritiesFor(deps, whole, submissionId, facts).alone,
        asOneRequest: (leaving) => authoritiesFor(deps, whole, submissionId, facts, leaving).request,
        decided: decidedIn(whole),
        open: await openFor(deps, tx, command, whole, submissionId),
        goesAtOnce: back.whole,
        isYouth: isYouthIn(whole, defendantId, deps.today().toString()),
        detentionEndsAt: detentionEndOf(deps, whole, defendantId),
        ...{ urgentReason: input.urgentReason, now: command.at.toString(), newId: deps.newId },
        noticeDue: (days) => noticeDue(deps, days),
      });
      if (!decided.ok) return decided;
      const row = whole.rows.find((each) => each.submissionId === submissionId);
      const certificate = Certificate.safeParse(row?.certificate);
      const now = contentsHashOf(whole, submissionId);
      const urgent = decided.value.find(({ type }) => type === 'police-decided');
      const payload = urgent?.type === 'police-decided' ? urgent.payload : undefined;
      const early = payload?.awaitsReferral !== undefined && isBeforeTheGate(submission.value.state);
      if (early && input.seen !== now)
        return refuse('stale-page', 'The file was changed while you were reading it. Look at it again, then decide.');
      if (!early && (!certificate.success || certificate.data.contentsHash !== now || input.seen !== now))
        return refuse('stale-page', 'The file is not the one that was certified. Return it to the supervisor.');
      const urgentCharge = payload?.urgent ?? null;
      audience = urgentCharge !== null || row?.firstSentAt !== null ? 'shared' : 'police';
      if (urgentCharge === null && (payload?.awaitsReferral === undefined || early)) return decided;
      const { state } = submission.value;
      const taken = takeAll(sendingSteps(state, urgentCharge === null ? 'failed' : 'T11'), state);
      if (!taken.ok) return taken;
      const toOrg = await receivingOrganisation(tx, command.actor.organisation, true);
      const sent = snapshotEvents(deps, command, withoutDecided(whole, submissionId), submissionId, {
        ...{ urgent: true, toOrg, contact: command.actor.contact, read: back.read },
        ...(urgentCharge === null ? {} : { urgentCharge }),
      });
      if (sent.delivered !== (urgentCharge !== null)) throw new Error('a file was read back in part');
      // The sending comes first: nothing is told to the CPS of a case that they do not have.
      return accept([...sent.events, ...decided.value]);
    },
    () => audience,
  );
}

const noticeDue = (deps: Pick<Deps, 'today' | 'holidays'>, days: number): string => {
  const due = addWorkingDays(deps.today(), days, deps.holidays);
  if (!due.ok) throw new Error(`a notice to a victim cannot be dated: ${due.refusal.detail}`);
  return due.value.date.toString();
};

/** A victim was told of a decision not to charge. Refuses `page-not-found` for a notice that the case has not. */
export const tellVictim = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly noticeId: string; readonly on: string; readonly how: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const notice = whole.victimNotices.find(({ noticeId }) => noticeId === input.noticeId);
    if (notice === undefined) return refuse('page-not-found', 'This case has no such notice.');
    return decideTelling({
      ...{ actor: command.actor, noticeId: notice.noticeId, victim: notice.victim, told: notice.told !== null },
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
      ...{ on: input.on, how: input.how, today: deps.today().toString() },
    });
  });
