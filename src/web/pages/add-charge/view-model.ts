import { LONDON, Temporal, civilDate, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import { parseAsn } from '../../../domain/kernel/asn.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { ChargeInput } from '../../../application/lay-charge.ts';
import type { CaseView } from '../../../application/view-case.ts';
import type { FormValues } from '../../form-fields.ts';
import type { OffenceOffer } from '../../components/case/offence-picker.tsx';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, sayDay } from '../case-frame/index.ts';
import { limitLines, readDate, readNeededDate, textOf } from '../file-parts/index.ts';
import { readChosenOffence } from '../offences/offer.ts';
import { methods } from '../charges/view-model.ts';

/** A charge that was authorised and waits to be laid. */
export interface WaitingCharge {
  /** Defendant and offence, as the form sends them: `D1/F1`. */
  readonly id: string;
  readonly defendantId: string;
  readonly cjsCode: string;
  readonly text: string;
  readonly wording: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly hint: string;
}

export interface AddChargeView {
  readonly frame: Pick<Page, 'banner' | 'nav' | 'islands'>;
  readonly offer: OffenceOffer;
  readonly urn: string;
  readonly mayRecord: boolean;
  readonly waiting: readonly WaitingCharge[];
  readonly suspects: readonly { readonly id: string; readonly name: string }[];
  /** Last day of each offence that is not charged yet, in a line. */
  readonly lastDays: readonly string[];
}

/** Until when each offence that is not charged yet can be charged, as the clocks of the case say it. */
export const lastDaysOf = (view: CaseView, now: Instant): string[] =>
  limitLines(
    view,
    view.record.defendants.map(({ id }) => id),
    now,
  ).flatMap(({ name, last, left, state }) =>
    last === undefined || state === 'met' ? [] : [`${name}: ${last} (${left})`],
  );

/** Charges authorised, or decided by police, and not laid yet. */
export const waitingCharges = (view: CaseView): WaitingCharge[] =>
  [...view.decisions, ...view.policeDecisions].flatMap(({ detail, laidChargeId }) => {
    const { authorises, defendantId, offenceId } = detail;
    if (authorises === null || laidChargeId !== null) return [];
    const { cjsCode, title, wording, startDate, endDate } = authorises;
    const when = startDate === endDate ? sayDay(startDate) : `${sayDay(startDate)} to ${sayDay(endDate)}`;
    return [
      {
        ...{ id: `${defendantId}/${offenceId}`, defendantId, cjsCode, wording, startDate, endDate },
        text: `${nameOfDefendant(view.record, defendantId)}: ${cjsCode} ${title}, ${when}`,
        hint: wording,
      },
    ];
  });

const otherOffence = 'other';
export { otherOffence };

export const isMethod = (text: string): text is ChargeInput['method'] => Object.hasOwn(methods, text);

/**
 * A charge as police say it was laid. Wording and days left empty are those authorised, where an authorised charge is
 * chosen. Refuses `something-missing` and `not-valid` at the input to go to.
 */
export function readCharge(
  urn: string,
  waiting: readonly WaitingCharge[],
  values: FormValues,
  offences: OffenceLookup,
): Result<ChargeInput, 'something-missing' | 'not-valid'> {
  const choice = textOf(values, 'offence');
  const chosen = waiting.find(({ id }) => id === choice);
  if (chosen === undefined && choice !== otherOffence)
    return refuse('something-missing', 'Choose which charge was laid', 'offence');
  const defendantId = chosen?.defendantId ?? textOf(values, 'defendantId');
  if (defendantId === '') return refuse('something-missing', 'Choose who was charged', 'defendantId');
  const picked = chosen === undefined ? readChosenOffence(values, 'cjsCode', offences) : accept(chosen.cjsCode);
  if (!picked.ok) return picked;
  const cjsCode = picked.value;
  if (cjsCode === '') return refuse('something-missing', 'Choose the offence that was laid', 'cjsCode-search');
  const typedWording = textOf(values, 'wording');
  const wording = typedWording === '' ? (chosen?.wording ?? '') : typedWording;
  if (wording === '') return refuse('something-missing', 'Enter the wording that was laid', 'wording');
  const start = readDate(values, 'startDate', 'The first day of the offence');
  if (!start.ok) return start;
  const end = readDate(values, 'endDate', 'The last day of the offence');
  if (!end.ok) return end;
  const startDate = start.value ?? chosen?.startDate;
  if (startDate === undefined)
    return refuse('something-missing', 'Enter the first day of the offence', 'startDate-day');
  const endDate = end.value ?? (start.value === undefined ? chosen?.endDate : undefined) ?? startDate;
  const laidOn = readNeededDate(values, 'laidAt', 'The day it was laid');
  if (!laidOn.ok) return laidOn;
  const laidAt = instantOf(laidOn.value, textOf(values, 'laidTime'));
  if (laidAt === undefined)
    return refuse('not-valid', 'Enter the time it was laid on the 24-hour clock, such as 14:05', 'laidTime');
  const method = textOf(values, 'method');
  if (!isMethod(method)) return refuse('something-missing', 'Choose how it was laid', 'method');
  const typedAsn = textOf(values, 'asn');
  const asn = typedAsn === '' ? undefined : parseAsn(typedAsn);
  if (asn?.ok === false) return refuse('not-valid', asn.refusal.detail, 'asn');
  const hearingOn = readDate(values, 'hearingOn', 'The day of the first hearing');
  if (!hearingOn.ok) return hearingOn;
  const court = textOf(values, 'court');
  return accept({
    ...{ urn, defendantId, cjsCode, wording, startDate, endDate, laidAt, method },
    asn: asn?.value ?? null,
    court: court === '' ? null : court,
    hearingOn: hearingOn.value ?? null,
    reason: textOf(values, 'reason'),
    timingReason: textOf(values, 'timingReason'),
  });
}

/** A London day and clock time as an instant; undefined for a time that does not exist. */
export function instantOf(day: string, time: string): string | undefined {
  const found = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(time);
  if (found === null) return undefined;
  const clock = new Temporal.PlainTime(Number(found[1]), Number(found[2]));
  return civilDate(day).toZonedDateTime({ timeZone: LONDON, plainTime: clock }).toInstant().toString();
}
