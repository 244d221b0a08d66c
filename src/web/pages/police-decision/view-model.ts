import { holds, type Actor } from '../../../domain/access/index.ts';
import {
  goingOn,
  isBeforeTheGate,
  undecidedOf,
  whyNotUrgent,
  type CaseRecord,
  type DecidedByPolice,
  type Offence,
  type PoliceSaid,
} from '../../../domain/case-file/index.ts';
import {
  isOutOfCourt,
  outOfCourt,
  outOfCourtOutcomes,
  policeOutcomes,
  reasonCodes,
  thresholdConditions,
  type AuthorityOfOffence,
  type PoliceOutcome,
} from '../../../domain/charging/index.ts';
import { instant, sayInstant, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { CheckView } from '../../../application/view-case.ts';
import type { FormValues } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, sayDay, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { limitLines, textOf, type FileView, type LimitLine } from '../file-parts/index.ts';

/** A suspect of the submission, with what was decided or that it is still to be. */
export interface SuspectLine {
  readonly defendantId: string;
  readonly name: string;
  readonly offences: readonly string[];
  readonly undecided: boolean;
}

export interface PoliceDecisionsView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly blocked: string | undefined;
  readonly suspects: readonly SuspectLine[];
}

export interface ToDecide {
  readonly offence: Offence;
  readonly authority: AuthorityOfOffence;
  readonly when: string;
  readonly limit: LimitLine | undefined;
}

export interface PoliceDecisionView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly record: CaseRecord;
  readonly submissionId: string;
  readonly defendantId: string;
  readonly name: string;
  readonly caption: string;
  readonly blocked: string | undefined;
  readonly toDecide: readonly ToDecide[];
  readonly outcomes: readonly { readonly value: PoliceOutcome; readonly text: string; readonly hint?: string }[];
  /** Whether this person is an inspector who may charge urgently now. */
  readonly urgent: { readonly ends: string } | undefined;
  /** Whether the file is not certified yet, so that only an urgent charge can be decided. */
  readonly early: boolean;
  readonly seen: string;
  /** Names of victims who have to be told where nobody is charged. */
  readonly victims: number;
}

const decidedIn = ({ view }: FileView): DecidedByPolice[] =>
  view.policeDecisions.map(({ detail, laidChargeId }) => ({
    ...{ defendantId: detail.defendantId, offenceId: detail.offenceId, outcome: detail.outcome },
    laid: laidChargeId !== null,
  }));

/** What police decided on an offence, in words. */
export const sayPoliceDecision = ({
  outcome,
  outOfCourt: which,
}: {
  readonly outcome: PoliceOutcome;
  readonly outOfCourt?: string;
}): string =>
  which !== undefined && isOutOfCourt(which)
    ? `${policeOutcomes[outcome]}: ${outOfCourt(which).title.toLowerCase()}`
    : policeOutcomes[outcome];

/** Why nobody decides here now; undefined at the gate, of a request for a charging decision. */
const blockedIn = ({ view, submission }: FileView, actor: Actor): string | undefined =>
  !submission.kind.startsWith('PCD_') && submission.kind !== 'OOCD_REFERRAL'
    ? 'This is no request for a decision on charge, so there is nothing for police to decide on it.'
    : view.isOfficerInCase
      ? 'You are an officer in this case: somebody else decides.'
      : !['gatekeeping', 'second_gate', 'delivery_failed'].includes(submission.state) &&
          !(isBeforeTheGate(submission.state) && holds(actor, 'inspector_escalation'))
        ? `This file is not at the gate. ${submissionWaitsFor(view, submission)}.`
        : undefined;

export function policeDecisionsView(
  file: FileView,
  frame: Pick<Page, 'banner' | 'nav'>,
  actor: Actor,
): PoliceDecisionsView {
  const { view, submission } = file;
  const decided = decidedIn(file);
  return {
    ...{ frame, urn: view.record.urn, submissionId: submission.submissionId, blocked: blockedIn(file, actor) },
    caption: `${submission.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    suspects: submission.defendantIds.map((defendantId) => ({
      ...{ defendantId, name: nameOfDefendant(view.record, defendantId) },
      offences: view.record.offences
        .filter((offence) => offence.defendantId === defendantId)
        .map(({ id, title }) => {
          const made = view.policeDecisions.find(({ detail }) => detail.offenceId === id);
          return `${id} ${title}: ${made === undefined ? 'nothing is decided' : sayPoliceDecision(made.detail).toLowerCase()}`;
        }),
      undecided: undecidedOf(view.record, decided, defendantId).length > 0,
    })),
  };
}

/** Outcomes that this person may choose, the ordinary one first. */
function outcomesFor(actor: Actor, urgent: boolean): PoliceDecisionView['outcomes'] {
  const charges = holds(actor, 'gatekeeper', 'custody_officer', 'inspector_escalation');
  const ends = holds(actor, 'supervisor', 'rasso_ds', 'gatekeeper', 'inspector_escalation');
  return [
    ...(charges
      ? [{ value: 'charge' as const, text: policeOutcomes.charge, hint: 'Only where police decide to charge.' }]
      : []),
    ...(urgent
      ? [
          {
            value: 'urgent_charge' as const,
            text: policeOutcomes.urgent_charge,
            hint: 'Only where the CPS decide and no prosecutor can before detention ends.',
          },
        ]
      : []),
    ...(ends
      ? [
          {
            value: 'no_further_action' as const,
            text: policeOutcomes.no_further_action,
            hint: 'The victims are told, and of their right to review.',
          },
          { value: 'out_of_court' as const, text: policeOutcomes.out_of_court },
        ]
      : []),
  ];
}

export function policeDecisionView(
  file: FileView,
  checked: CheckView,
  given: { frame: Pick<Page, 'banner' | 'nav'>; actor: Actor; defendantId: string; now: Instant },
): PoliceDecisionView {
  const { view, submission } = file;
  const { record } = view;
  const { defendantId, actor, now } = given;
  const decided = decidedIn(file);
  const limits = limitLines(view, [defendantId], now);
  const ends = view.clocks.find((each) => each.defendantId === defendantId && each.kind === 'pace-detention')?.endsAt;
  const urgent =
    ends !== undefined && holds(actor, 'inspector_escalation') && whyNotUrgent(ends, now.toString()) === undefined;
  const changed = submission.certificate?.contentsHash !== checked.contentsHash;
  const awaited = undecidedOf(record, decided, defendantId);
  // Before the gate nothing but an urgent charge is decided (BR-06).
  const early = isBeforeTheGate(submission.state);
  return {
    ...{ frame: given.frame, record, submissionId: submission.submissionId, defendantId },
    name: nameOfDefendant(record, defendantId),
    caption: `${submission.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    blocked:
      blockedIn(file, actor) ??
      (early && !urgent
        ? (whyNotUrgent(ends, now.toString()) ?? 'Only an inspector charges urgently before a file is certified.')
        : undefined) ??
      (awaited.length === 0 || !goingOn(record, decided, submission.defendantIds).includes(defendantId)
        ? 'Everything about this suspect is decided.'
        : changed && !early
          ? 'The file is not the one that was certified. Return it to the supervisor.'
          : undefined),
    toDecide: awaited.flatMap((offence) => {
      const authority = checked.authorities.find(({ offenceId }) => offenceId === offence.id);
      const { startDate, endDate } = offence;
      return authority === undefined
        ? []
        : [
            {
              ...{ offence, authority },
              when: startDate === endDate ? sayDay(startDate) : `${sayDay(startDate)} to ${sayDay(endDate)}`,
              limit: limits.find(({ name }) => name.startsWith(`${offence.id} `)),
            },
          ];
    }),
    outcomes: outcomesFor(actor, urgent).filter(({ value }) => !early || value === 'urgent_charge'),
    early,
    urgent: urgent ? { ends: sayInstant(instant(ends)) } : undefined,
    seen: checked.contentsHash,
    victims: record.victims.length,
  };
}

/** Reasons for no further action: both lists, said to be what they are. */
export const endReasons = [
  { value: '', text: 'Choose a reason' },
  ...Object.entries(reasonCodes.evidential).map(([value, text]) => ({ value, text: `Evidence: ${text}` })),
  ...Object.entries(reasonCodes.public_interest).map(([value, text]) => ({ value, text: `Public interest: ${text}` })),
];

/** Out-of-court outcomes that can be chosen, each with how sure its rule is. */
export const outOfCourtChoices = [
  { value: '', text: 'Choose an outcome' },
  ...Object.keys(outOfCourtOutcomes)
    .filter(isOutOfCourt)
    .filter((id) => outOfCourt(id).available)
    .map((id) => ({ value: id, text: outOfCourt(id).title })),
];

/** Those that cannot be chosen, and why. */
export const notInForce: readonly string[] = Object.keys(outOfCourtOutcomes)
  .filter(isOutOfCourt)
  .filter((id) => !outOfCourt(id).available)
  .map((id) => `${outOfCourt(id).title}: ${outOfCourt(id).note.toLowerCase()}`);

const isOutcome = (text: string): text is PoliceOutcome => Object.hasOwn(policeOutcomes, text);

/** What was decided, as the form says it: one for each offence for which an outcome was chosen. */
export const readPoliceDecisions = (offences: readonly Pick<Offence, 'id'>[], values: FormValues): PoliceSaid[] =>
  offences.flatMap(({ id }) => {
    const field = (name: string): string => textOf(values, `decision-${id}-${name}`);
    const outcome = field('outcome');
    if (!isOutcome(outcome)) return [];
    return [
      {
        ...{ offenceId: id, outcome },
        test: field('test') === 'threshold_test' ? ('threshold_test' as const) : ('full_code_test' as const),
        threshold: Object.fromEntries(
          Object.keys(thresholdConditions).map((condition) => [condition, field(`threshold-${condition}`)]),
        ),
        ...{ evidence: field('evidence'), publicInterest: field('publicInterest') },
        ...{ pleaBasis: field('pleaBasis'), sentence: field('sentence'), reasonCode: field('reasonCode') },
        ...{ outOfCourt: field('outOfCourt'), admission: field('admission') },
      },
    ];
  });
