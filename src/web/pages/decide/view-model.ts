import type { Contact } from '../../../domain/access/index.ts';
import { bailViews, consentStates, type AwaitedDecision, type Offence } from '../../../domain/case-file/index.ts';
import {
  codesAfterBreach,
  decisionCodes,
  isDecisionCode,
  reasonCodes,
  thresholdConditions,
} from '../../../domain/charging/index.ts';
import { consentForTitle } from '../../../domain/file-standard/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import { accept, type Result } from '../../../domain/kernel/result.ts';
import { awaitedIn, decidedOn, type DecisionInput } from '../../../application/review-file.ts';
import type { OffenceOffer } from '../../components/case/offence-picker.tsx';
import type { FormValues } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, sayDay, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { readChosenOffence } from '../offences/offer.ts';
import { limitLines, readDate, textOf, type FileView, type LimitLine } from '../file-parts/index.ts';

/** One suspect and offence to decide on. */
export interface ToDecide {
  readonly defendantId: string;
  readonly offenceId: string;
  readonly heading: string;
  readonly facts: string;
  readonly wording: string;
  readonly limit: LimitLine | undefined;
  /** Why it is decided on again; undefined for the first time. */
  readonly again: string | undefined;
  /** Whose consent the charge proposed needs, with the law; undefined for none. */
  readonly consent: string | undefined;
}

export interface DecideView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly offer: OffenceOffer;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly case: FileView['view'];
  readonly blocked: string | undefined;
  readonly contact: Contact;
  readonly threshold: boolean;
  readonly toDecide: readonly ToDecide[];
}

export function decideView(
  { view, submission }: FileView,
  given: { frame: Pick<Page, 'banner' | 'nav' | 'islands'>; contact: Contact; now: Instant; offer: OffenceOffer },
): DecideView {
  const { record } = view;
  const { submissionId, defendantIds, kind } = submission;
  const limits = limitLines(view, defendantIds, given.now);
  return {
    frame: given.frame,
    offer: given.offer,
    case: view,
    urn: record.urn,
    submissionId,
    caption: `${submissionId}, version ${submission.version}: ${sayKind(kind)}`,
    blocked:
      submission.state === 'in_review'
        ? undefined
        : `This file is not waiting for a decision. ${submissionWaitsFor(view, submission)}.`,
    contact: given.contact,
    threshold: kind === 'PCD_TT',
    toDecide: awaitedIn(record, defendantIds, decidedOn(view.decisions, submission)).flatMap(
      ({ defendantId, offenceId }) => {
        const offence = record.offences.find(({ id }) => id === offenceId);
        if (offence === undefined) return [];
        const { startDate, endDate } = offence;
        return [
          {
            defendantId,
            offenceId,
            heading: `${nameOfDefendant(record, defendantId)}: ${offence.title} (${offence.id})`,
            facts: `${sayTrialMode(offence)}${offenceId}, ${offence.cjsCode}, ${startDate === endDate ? sayDay(startDate) : `${sayDay(startDate)} to ${sayDay(endDate)}`}${offence.alternativeTo === undefined ? '' : `, alternative to ${offence.alternativeTo}`}`,
            wording: offence.wording,
            limit: limits.find(({ name }) => name.startsWith(`${offenceId} `)),
            again: sayAgain(
              view.decisions.find(
                ({ submissionId: of, detail }) => of === submissionId && detail.offenceId === offenceId,
              ),
            ),
            consent: consentForTitle(offence.title),
          },
        ];
      },
    ),
  };
}

/** How the offence is set to be tried, where somebody set it: what is said of its time limit rests on it. */
const sayTrialMode = ({ trialMode }: Offence): string =>
  trialMode === undefined
    ? ''
    : `Counted as ${trialMode.value.replaceAll('-', ' ')}, as set by ${trialMode.by}: ${trialMode.reason.replace(/\.$/, '')}. `;

/** Why an offence is before the prosecutor again, and what is for that. */
function sayAgain(decision: FileView['view']['decisions'][number] | undefined): string | undefined {
  if (decision?.again == null) return undefined;
  const { why, says } = decision.again;
  if (why === 'lapsed') return `${says} Authorise it again, or decide otherwise.`;
  const code = decision.detail.code;
  const title = isDecisionCode(code) ? decisionCodes[code].title : code;
  if (why === 'refused') return `${title}: the suspect refused it. Police say: ${says}`;
  return `${title}: not kept. Police say: ${says} ${codesAfterBreach.join(' and ')} are the codes for that.`;
}

/** Decision codes as choices, each with what it needs. */
export const codeChoices = Object.entries(decisionCodes).map(([id, { title, needs }]) => ({
  value: id,
  text: `${id}: ${title}`,
  hint: {
    evidential_code: 'Needs an evidential reason code',
    public_interest_code: 'Needs a public-interest reason code',
    text: '',
    further_action: '',
    nothing: '',
  }[needs],
}));

/** Both lists of reason codes, said to be what they are. */
export const reasonChoices = [
  { value: '', text: 'None needed' },
  ...Object.entries(reasonCodes.evidential).map(([value, text]) => ({ value, text: `Evidential, ${value}: ${text}` })),
  ...Object.entries(reasonCodes.public_interest).map(([value, text]) => ({
    value,
    text: `Public interest, ${value}: ${text}`,
  })),
];

/** What was decided, as the form says it: one decision for each suspect and offence for which a code was chosen. */
export function readDecisions(
  submission: { readonly kind: string; readonly awaited: readonly AwaitedDecision[] },
  values: FormValues,
  offences: OffenceLookup,
): Result<DecisionInput[], 'something-missing' | 'not-valid'> {
  for (const field of Object.keys(values).filter((each) => each.endsWith('-cjsCode-search'))) {
    const chosen = readChosenOffence(values, field.replace(/-search$/, ''), offences);
    if (!chosen.ok) return chosen;
  }
  for (const { offenceId } of submission.awaited) {
    const day = readDate(values, reviewDay(offenceId), 'The day of the next review');
    if (!day.ok) return day;
  }
  return accept(decisionsIn(submission, values, offences));
}

function decisionsIn(
  submission: { readonly kind: string; readonly awaited: readonly AwaitedDecision[] },
  values: FormValues,
  offences: OffenceLookup,
): DecisionInput[] {
  return submission.awaited.flatMap(({ defendantId, offenceId }) => {
    const field = (name: string): string => textOf(values, `decision-${offenceId}-${name}`);
    const code = field('code');
    if (code === '') return [];
    const other = readChosenOffence(values, `decision-${offenceId}-cjsCode`, offences);
    const charges = isDecisionCode(code) && decisionCodes[code].effect === 'authorises';
    const test = field('test') === '' ? testOf(submission.kind) : field('test');
    const threshold = test === 'threshold_test';
    const reviewOn = readDate(values, reviewDay(offenceId), 'The day of the next review');
    return [
      {
        ...{ defendantId, offenceId, code },
        test: threshold ? ('threshold_test' as const) : ('full_code_test' as const),
        evidential: field('evidential'),
        publicInterest: field('publicInterest'),
        wording: charges ? field('wording') : '',
        ...(charges && other.ok && other.value !== '' ? { cjsCode: other.value } : {}),
        ...words('reasonCode', field),
        ...words('seniorAuthority', field),
        ...(threshold
          ? {
              threshold: Object.fromEntries(
                Object.keys(thresholdConditions).map((id) => [id, field(`threshold-${id}`)]),
              ),
            }
          : {}),
        ...(charges ? withCharge(field) : {}),
        ...(charges && threshold && reviewOn.ok && reviewOn.value !== undefined ? { reviewOn: reviewOn.value } : {}),
        ...(code === 'D' ? words('conditions', field) : {}),
        ...(field('underminingMaterial') === 'yes' || field('underminingMaterial') === 'no'
          ? { underminingMaterial: field('underminingMaterial') as 'yes' | 'no' }
          : {}),
      },
    ];
  });
}

/** Where the day is typed on which a decision on the Threshold Test is reviewed again. */
export const reviewDay = (offenceId: string): string => `decision-${offenceId}-reviewOn`;

type Field = (name: string) => string;

/** The test that a request asks for. */
const testOf = (kind: string): 'threshold_test' | 'full_code_test' =>
  kind === 'PCD_TT' ? 'threshold_test' : 'full_code_test';

const words = <Name extends string>(name: Name, field: Field): { readonly [Each in Name]?: string } =>
  field(name) === '' ? {} : ({ [name]: field(name) } as { readonly [Each in Name]: string });

const oneOf = <Value extends string>(value: string, from: Readonly<Record<Value, string>>): Value | undefined =>
  (Object.keys(from) as Value[]).find((each) => each === value); // keys of a constant object

/** What goes with a charge alone. */
function withCharge(field: Field): Partial<DecisionInput> {
  const recommended = oneOf(field('bail'), bailViews);
  const consent = oneOf(field('consent'), consentStates);
  return {
    ...words('furtherAction', field),
    ...(recommended === undefined ? {} : { bail: { recommended, says: field('bailSays') } }),
    ...(consent === undefined ? {} : { consent: { state: consent, says: field('consentSays') } }),
  };
}
