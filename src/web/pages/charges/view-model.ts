import type { ChargeRow, CaseView, DecisionRow } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { nameOfDefendant, sayDay, sayWhen } from '../case-frame/index.ts';
import { sayContact, type LimitLine } from '../file-parts/index.ts';
import { bailViews, consentStates, sayUntimely, standingOfDifference } from '../../../domain/case-file/index.ts';
import { paths } from '../../paths.ts';
import { outcomeSince } from '../../../application/out-of-court.ts';
import { decidedOutOfCourt, standingOf } from '../out-of-court/view-model.ts';
import {
  chargeChase,
  chaseDays,
  decisionCodes,
  isDecisionCode,
  lastDayToLay,
  reasonCodes,
  thresholdConditions,
} from '../../../domain/charging/index.ts';

/** One side of a comparison, in lines to read. */
export interface ChargeSide {
  readonly offence: string;
  readonly dates: string;
  readonly wording: string;
  readonly notes: readonly string[];
}

/** Why a decision was made, in lines to read; what was not asked for is left out. */
export interface Reasons {
  readonly decided: string;
  readonly by: string;
  readonly rows: readonly { readonly key: string; readonly value: string }[];
}

/** A decision that no charge follows from. */
export interface OtherDecision {
  readonly heading: string;
  readonly reasons: Reasons;
  /** Where an outcome out of court stands, and the page on which it is recorded. */
  readonly outOfCourt: { readonly status: ChargePair['status']; readonly href: string } | undefined;
  /** Why the CPS decide again, while they do. */
  readonly again: string | undefined;
}

export interface ChargePair {
  readonly heading: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly authorised: ChargeSide | undefined;
  readonly laid: ChargeSide | undefined;
  readonly differences: readonly string[];
  /** Earlier decision against this very charge for this suspect, in words; empty when there is none. */
  readonly refusedBefore: string;
  readonly reason: string;
  /** The way to the comparison, for a charge that was not laid as authorised. */
  readonly compare: { readonly href: string; readonly text: string } | undefined;
  /** That it was late, or recorded after time had run out, and why; in lines. */
  readonly untimely: readonly string[];
  /** The decision that authorised it. */
  readonly reasons: Reasons | undefined;
  /** That police were chased for it or will be, that it lapses and when, or that it lapsed and why. */
  readonly chase: { readonly text: string; readonly lapsed: boolean } | undefined;
  /** Last day to lay it, while it is not laid. */
  readonly limit: LimitLine | undefined;
}

export interface ChargesView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly pairs: readonly ChargePair[];
  readonly otherDecisions: readonly OtherDecision[];
  readonly mayRecord: boolean;
  readonly case: CaseView;
  readonly today: string;
}

export const days = (from: string, to: string): string =>
  from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`;

export const methods = {
  charged_at_station: 'Charged at a police station',
  postal_requisition: 'Postal requisition',
  summons: 'Summons',
} as const;

const authorisedSide = ({ detail, issuedAt, prosecutor }: DecisionRow): ChargeSide | undefined =>
  detail.authorises === null
    ? undefined
    : {
        offence: `${detail.authorises.cjsCode} ${detail.authorises.title}`,
        dates: days(detail.authorises.startDate, detail.authorises.endDate),
        wording: detail.authorises.wording,
        notes: [`Authorised at ${sayWhen(issuedAt)} by ${sayContact(prosecutor)}`],
      };

const tests: Readonly<Record<DecisionRow['detail']['test'], string>> = {
  full_code_test: 'Full Code Test',
  threshold_test: 'Threshold Test',
  not_applicable: 'No test applies',
};

const sayReasonCode = (code: string): string =>
  Object.entries({ ...reasonCodes.evidential, ...reasonCodes.public_interest }).find(([id]) => id === code)?.[1] ??
  code;

const saidYesNo = (value: 'yes' | 'no' | undefined): string | undefined =>
  value === undefined ? undefined : value === 'yes' ? 'Yes' : 'No';
const joined = (what: string, detail: string): string => (detail === '' ? what : `${what}. ${detail}`);

function reasonsOf({ detail, issuedAt, prosecutor }: DecisionRow): Reasons {
  const { code, evidential, publicInterest, reasonCode, seniorAuthority, threshold } = detail;
  const row = (key: string, value: string | undefined) => (value === undefined || value === '' ? [] : [{ key, value }]);
  return {
    decided: isDecisionCode(code) ? `${code}, ${decisionCodes[code].title}` : code,
    by: `At ${sayWhen(issuedAt)} by ${sayContact(prosecutor)}`,
    rows: [
      { key: 'Test', value: tests[detail.test] },
      ...row('Reason', reasonCode === undefined || reasonCode === '' ? undefined : sayReasonCode(reasonCode)),
      ...row('Evidence', evidential),
      ...row('Public interest', publicInterest),
      ...Object.entries(thresholdConditions).flatMap(([id, condition]) => row(condition, threshold?.[id])),
      ...row('Next review of the Threshold Test', detail.reviewOn === undefined ? undefined : sayDay(detail.reviewOn)),
      ...row('Agreed by', seniorAuthority),
      ...row('Undermining unused material a key factor', saidYesNo(detail.underminingMaterial)),
      ...row('Conditions of the caution', detail.conditions),
      ...row('Consent', detail.consent && `${consentStates[detail.consent.state]}. ${detail.consent.says}`),
      ...row('Bail recommended', detail.bail && joined(bailViews[detail.bail.recommended], detail.bail.says)),
      ...row('Further action agreed', detail.furtherAction),
    ],
  };
}

/** Says that the prosecutor had decided against the charge that was laid, for this suspect; empty when nobody had. */
function refusedBefore({ decisions, record }: CaseView, laid: ChargeRow | undefined): string {
  if (laid === undefined || laid.comparison === 'match') return '';
  const against = decisions.find(
    ({ detail }) =>
      detail.defendantId === laid.defendantId &&
      detail.authorises === null &&
      record.offences.some(({ id, cjsCode }) => id === detail.offenceId && cjsCode === laid.detail.cjsCode),
  );
  return against === undefined
    ? ''
    : `The CPS had decided against this charge: ${reasonsOf(against).decided}, at ${sayWhen(against.issuedAt)}.`;
}

/** What marks a charge that was not shown to be laid in time; nothing for others. */
export const untimelyOf = (charge: ChargeRow | undefined): string[] => {
  const timing = charge?.detail.timing;
  return timing === undefined ? [] : [`${sayUntimely(timing)}.`, `Police say: ${timing.reason}`];
};

const laidSide = ({ detail }: ChargeRow): ChargeSide => ({
  offence: `${detail.cjsCode} ${detail.title}`,
  dates: days(detail.startDate, detail.endDate),
  wording: detail.wording,
  notes: [
    `Laid at ${sayWhen(detail.laidAt)}: ${(Object.entries(methods).find(([id]) => id === detail.method)?.[1] ?? detail.method).toLowerCase()}`,
    ...(detail.asn === null ? [] : [`Arrest or summons number ${detail.asn}`]),
    ...(detail.court === null ? [] : [`Court: ${detail.court}`]),
    ...(detail.hearingOn === null ? [] : [`First hearing ${sayDay(detail.hearingOn)}`]),
    `Recorded by ${sayContact(detail.by)}`,
  ],
});

const comparisons: Readonly<Record<string, ChargePair['status']>> = {
  match: { kind: 'done', text: 'Match: laid as authorised' },
  mismatch: { kind: 'urgent', text: 'Mismatch: not laid as authorised' },
  not_authorised: { kind: 'urgent', text: 'Mismatch: nobody authorised it' },
  police_charge: { kind: 'none', text: 'Laid: a charge police decide' },
};

/** How a charge stands: what was resolved since counts, and not how it was laid. */
export function statusOf(charge: ChargeRow): ChargePair['status'] {
  const standing = standingOfDifference(charge);
  if (standing === 'to_correct') return { kind: 'urgent', text: 'Mismatch: police to correct it' };
  if (standing === 'resolved')
    return { kind: 'done', text: resolvedSays[charge.resolved?.outcome ?? ''] ?? 'Resolved' };
  return comparisons[charge.comparison] ?? { kind: 'none', text: charge.comparison };
}

const resolvedSays: Readonly<Record<string, string>> = {
  accepted: 'Stands as laid: accepted by the prosecutor',
  amended: 'Amended to what was authorised',
  withdrawn: 'Withdrawn by police',
};

const compareLink = (urn: string, charge: ChargeRow): ChargePair['compare'] => {
  const standing = standingOfDifference(charge);
  return standing === 'none'
    ? undefined
    : {
        href: paths.compareCharge.to({ urn, chargeId: charge.chargeId }),
        text: standing === 'resolved' ? 'See what was compared and resolved' : 'Compare and resolve it',
      };
};

const statusUnlaid = ({ again }: DecisionRow): ChargePair['status'] =>
  again === null
    ? { kind: 'act', text: 'Waiting for police to lay it' }
    : { kind: 'urgent', text: 'Lapsed: the CPS decide again' };

/** What is said of a charge that waits to be laid: by when it lapses, and how sure that is. */
function chaseOf({ clockSettings }: CaseView, { again, chased, issuedAt }: DecisionRow): ChargePair['chase'] {
  if (again !== null)
    return {
      text: `${again.says} It can still be laid with a reason; the prosecutor is then asked to look at it.`,
      lapsed: true,
    };
  const months = clockSettings.chaseMonths;
  const lapses = `It lapses if it is not laid by the end of ${sayDay(lastDayToLay(issuedAt, months))}, or of the last day to charge where that is sooner`;
  const next = chaseDays(issuedAt, months).find((each) => each.months > chased);
  const said =
    chased > 0
      ? `Police were chased for it after ${chased} ${chased === 1 ? 'month' : 'months'}`
      : next === undefined
        ? 'Nobody is chased for it'
        : `Police are chased for it on ${sayDay(next.on)}`;
  return { text: `${said}. ${lapses} (not confirmed: ${chargeChase.lapsing.note}).`, lapsed: false };
}

function outOfCourtLine(view: CaseView, decision: DecisionRow): OtherDecision['outOfCourt'] {
  const { submissionId, detail } = decision;
  const about = { submissionId, offenceId: detail.offenceId };
  return decidedOutOfCourt(view, about) === undefined
    ? undefined
    : {
        status: standingOf(outcomeSince(view.outOfCourt, decision)),
        href: paths.outOfCourt.to({ urn: view.record.urn, ...about }),
      };
}

/** Authorised and laid charges side by side: pairs first, then what was laid without a decision. */
export function chargesView(
  view: CaseView,
  limits: readonly LimitLine[],
  given: { frame: Pick<Page, 'banner' | 'nav'>; mayRecord: boolean; today: string },
): ChargesView {
  const { record } = view;
  const paired = new Set<string>();
  const fromDecisions = view.decisions.flatMap((decision): ChargePair[] => {
    const authorised = authorisedSide(decision);
    if (authorised === undefined) return [];
    const charge = view.charges.find(({ chargeId }) => chargeId === decision.laidChargeId);
    if (charge !== undefined) paired.add(charge.chargeId);
    const { defendantId, offenceId } = decision.detail;
    return [
      {
        heading: `${nameOfDefendant(record, defendantId)}, ${offenceId}`,
        status: charge === undefined ? statusUnlaid(decision) : statusOf(charge),
        chase: charge === undefined ? chaseOf(view, decision) : undefined,
        authorised,
        laid: charge === undefined ? undefined : laidSide(charge),
        differences: charge?.detail.differences ?? [],
        refusedBefore: refusedBefore(view, charge),
        reason: charge?.detail.reason ?? '',
        compare: charge === undefined ? undefined : compareLink(record.urn, charge),
        untimely: untimelyOf(charge),
        reasons: reasonsOf(decision),
        limit: charge === undefined ? limits.find(({ name }) => name.startsWith(`${offenceId} `)) : undefined,
      },
    ];
  });
  const alone = view.charges
    .filter(({ chargeId }) => !paired.has(chargeId))
    .map((charge): ChargePair => ({
      heading: nameOfDefendant(record, charge.defendantId),
      status: statusOf(charge),
      authorised: undefined,
      laid: laidSide(charge),
      differences: charge.detail.differences,
      refusedBefore: refusedBefore(view, charge),
      reason: charge.detail.reason,
      compare: compareLink(record.urn, charge),
      untimely: untimelyOf(charge),
      reasons: undefined,
      chase: undefined,
      limit: undefined,
    }));
  return {
    frame: given.frame,
    urn: record.urn,
    pairs: [...fromDecisions, ...alone],
    otherDecisions: view.decisions
      .filter(({ detail }) => detail.authorises === null)
      .map((decision) => ({
        heading: `${nameOfDefendant(record, decision.detail.defendantId)}, ${decision.detail.offenceId}`,
        reasons: reasonsOf(decision),
        outOfCourt: outOfCourtLine(view, decision),
        again: decision.again === null ? undefined : `The CPS decide again. ${decision.again.says}`,
      })),
    mayRecord: given.mayRecord,
    ...{ case: view, today: given.today },
  };
}
