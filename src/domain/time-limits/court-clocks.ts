import type { CaseRecord, Defendant, Offence } from '../case-file/index.ts';
import { addDays, addMonths, civilDate, instant, londonDateOf, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { dayKey } from '../kernel/bank-holidays.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import { ageOn, defendantBorn } from './case-facts.ts';
import { isBailActArrest, offencesOf, type Clock, type ClockOptions } from './clock.ts';
import { earlierOf, isBefore } from './counting.ts';
import { custodyLimit, type CustodyFacts } from './custody-limit.ts';
import { deadlineDate } from './deadline.ts';
import { deadlines, noticeOfIntendedProsecution } from './regimes/after-charge.ts';
import { custodyRules } from './regimes/custody.ts';

export const classOf = (offences: readonly Offence[]): 'summary-only' | 'either-way' | 'indictable-only' => {
  if (offences.some(({ category }) => category === 'CI')) return 'indictable-only';
  return offences.some(({ category }) => category === 'CE') ? 'either-way' : 'summary-only';
};

/** The first day a court will sit after `day`: remand courts sit on Saturdays. @law PACE 1984 s46(8) */
function nextRemandCourt(day: CivilDate, holidays: HolidayCalendar): CivilDate {
  let next = addDays(day, 1);
  const shut = (date: CivilDate): boolean => {
    const name = holidays.holidays.get(dayKey(date))?.name ?? '';
    return date.dayOfWeek === 7 || (date.month === 12 && date.day === 25) || name === 'Good Friday';
  };
  while (shut(next)) next = addDays(next, 1);
  return next;
}

/** The custody time limit, real or as it would be on remand; what is missing when it cannot be worked out. */
export function custody(record: CaseRecord, defendant: Defendant, { holidays, now }: ClockOptions): Clock[] {
  const offences = offencesOf(record, defendant);
  const first = defendant.remand?.firstAppearance;
  const ifRemanded =
    first === undefined &&
    defendant.stage === 'pre_charge' &&
    defendant.remandSought === true &&
    defendant.custody?.releasedAt === undefined;
  if (offences.length === 0 || isBailActArrest(defendant)) return [];
  if (first === undefined && !ifRemanded)
    return defendant.status === 'charged_remanded' ? [custodyUnknown(defendant)] : [];
  const appearance = first === undefined ? nextRemandCourt(londonDateOf(now), holidays) : civilDate(first);
  const sent = defendant.remand?.sentToCrownCourt !== undefined;
  const born = defendantBorn(record, defendant);
  const facts: CustodyFacts = {
    court: sent ? 'crown' : 'magistrates',
    stage: sent ? 'sent' : classOf(offences),
    periods: [{ from: appearance }],
    ...(born === undefined ? {} : { ageAtFirstCustody: ageOn(born, appearance) }),
  };
  const limit = custodyLimit(facts, holidays);
  if (!limit.ok) return [{ ...custodyUnknown(defendant), reasoning: limit.refusal.detail }];
  const { expiry, unadjusted, noticeBy, because, assumptions, warnings, limitDays } = limit.value;
  return [
    {
      kind: ifRemanded ? 'ctl-if-remanded' : 'ctl',
      defendantId: defendant.id,
      title: ifRemanded ? 'Custody time limit, if remanded' : 'Custody time limit',
      startsAt: appearance.toString(),
      ...(expiry === undefined ? {} : { lastDay: expiry.toString() }),
      reasoning: [
        ...(ifRemanded
          ? [
              `If charged and remanded, the first appearance would be on ${sayDate(appearance)}, the next day a remand court sits.`,
            ]
          : []),
        ...because,
        ...(sent ? [] : ['On sending it becomes 182 days less those served.']),
      ].join(' '),
      provision: custodyRules.provision,
      confidence: 'confirmed',
      force: 'law',
      moments: {
        firstAppearance: appearance.toString(),
        limitDays: String(limitDays),
        ...(unadjusted === undefined ? {} : { unadjusted: unadjusted.toString() }),
        ...(expiry === undefined ? {} : { expiry: expiry.toString() }),
        ...(noticeBy === undefined ? {} : { extensionNoticeBy: noticeBy.toString() }),
      },
      warnings: [...warnings, ...assumptions],
    },
  ];
}

const custodyUnknown = (defendant: Defendant): Clock => ({
  kind: 'ctl',
  defendantId: defendant.id,
  title: 'Custody time limit',
  reasoning: 'The day of the first appearance in custody is not on file, so the limit cannot be worked out.',
  provision: custodyRules.provision,
  confidence: 'confirmed',
  force: 'law',
  moments: {},
  warnings: ['Give the day of the first appearance: 56 days (summary), 70 (either way) or 182 (sent) run from it.'],
});

/** The day a row was charged, at the station or by written charge. */
const chargedOn = (record: CaseRecord, offence: Offence): CivilDate | undefined => {
  if (offence.status !== 'charged') return undefined;
  const text = offence.laidAt ?? offence.writtenChargeIssued ?? record.dates.writtenChargeIssued;
  if (text === undefined) return undefined;
  return text.includes('T') ? londonDateOf(instant(text)) : civilDate(text);
};

/** The first hearing target. Bail granted by a court means the hearing is behind us. */
export function listing(record: CaseRecord, defendant: Defendant, { holidays }: ClockOptions): Clock[] {
  const rows = offencesOf(record, defendant).flatMap((offence) => {
    const on = chargedOn(record, offence);
    return on === undefined ? [] : [{ offence, on }];
  });
  const deadline = deadlines.find(({ id }) => id === 'first-hearing');
  const [firstRow] = rows;
  const heard = defendant.bail?.by === 'court' || defendant.remand?.firstAppearance !== undefined;
  if (firstRow === undefined || deadline === undefined || heard) return [];
  const charged = rows.map(({ on }) => on).reduce(earlierOf, firstRow.on);
  const guilty = rows.every(({ offence }) => offence.anticipatedPlea === 'guilty');
  const date = deadlineDate(deadline, charged, guilty ? 'guilty' : 'not-guilty', holidays);
  if (!date.ok) return [];
  const listed = listedFor(record, defendant);
  return [
    {
      kind: 'listing',
      defendantId: defendant.id,
      title: deadline.title,
      startsAt: charged.toString(),
      lastDay: date.value.lastDay.toString(),
      reasoning: [
        `${guilty ? 'Guilty' : 'Not guilty'} plea anticipated: first hearing within ${guilty ? 14 : 28} days of charge on ${sayDate(charged)}, by ${sayDate(date.value.lastDay)}.`,
        ...(listed === undefined
          ? []
          : [`Listed for ${sayDate(listed)}: ${isBefore(date.value.lastDay, listed) ? 'later than that' : 'met'}.`]),
      ].join(' '),
      provision: deadline.statute,
      confidence: date.value.chosen.confidence,
      force: deadline.force,
      moments: { ...(listed === undefined ? {} : { listedFor: listed.toString() }) },
      warnings: [],
    },
  ];
}

/** First hearing date in the request: the date it was moved from, if it was adjourned. */
function listedFor(record: CaseRecord, { id }: Defendant): CivilDate | undefined {
  const hearings = record.submissions
    .filter(({ defendantIds }) => defendantIds.includes(id))
    .flatMap(({ request }) => (isHearing(request['hearing']) ? [request['hearing']] : []));
  const text = hearings.flatMap(({ adjournedFrom, date }) => adjournedFrom ?? date ?? [])[0];
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? civilDate(text) : undefined;
}
const isHearing = (value: unknown): value is { date?: unknown; adjournedFrom?: unknown } =>
  typeof value === 'object' && value !== null;

/** Service of prosecution evidence in a sent case. */
export function service(defendant: Defendant, { holidays }: ClockOptions): Clock[] {
  const sent = defendant.remand?.sentToCrownCourt;
  const deadline = deadlines.find(({ id }) => id === 'cda-evidence');
  if (sent === undefined || deadline === undefined) return [];
  const date = deadlineDate(deadline, civilDate(sent), defendant.status === 'charged_remanded', holidays);
  if (!date.ok) return [];
  return [
    {
      kind: 'prosecution-evidence',
      defendantId: defendant.id,
      title: deadline.title,
      startsAt: sent,
      lastDay: date.value.lastDay.toString(),
      reasoning: date.value.because.join(' '),
      authority: 'the court may extend',
      provision: deadline.statute,
      confidence: date.value.chosen.confidence,
      force: deadline.force,
      moments: {},
      warnings: [],
    },
  ];
}

/** Notice of intended prosecution, for each motoring offence. */
export function notice(record: CaseRecord, defendant: Defendant): Clock[] {
  const rule = noticeOfIntendedProsecution;
  return offencesOf(record, defendant)
    .filter(({ category }) => category === 'CM')
    .map((offence): Clock => {
      const title = offence.title.toLowerCase();
      const needed =
        rule.offences.some((words) => title.includes(words)) && !rule.notFor.some((words) => title.includes(words));
      const last = addDays(civilDate(offence.startDate), rule.period.days);
      return {
        kind: 'nip',
        defendantId: defendant.id,
        title: rule.title,
        startsAt: offence.startDate,
        ...(needed ? { lastDay: last.toString() } : {}),
        reasoning: needed
          ? `Unless the driver was warned at the time, there was an accident or a fixed penalty, a notice had to be served by ${sayDate(last)}.`
          : 'This is not an offence that needs a notice of intended prosecution.',
        provision: rule.statute,
        confidence: rule.confidence,
        force: 'law',
        moments: {},
        warnings: [],
      };
    });
}

/** The 18th birthday of a person still under 18. */
export function turnsEighteen(record: CaseRecord, defendant: Defendant, { now }: ClockOptions): Clock[] {
  const born = defendantBorn(record, defendant);
  if (born === undefined) return [];
  const eighteenth = addMonths(born, 18 * 12);
  if (!isBefore(londonDateOf(now), eighteenth)) return [];
  return [
    {
      kind: 'turns-18',
      defendantId: defendant.id,
      title: 'Turns 18',
      lastDay: eighteenth.toString(),
      reasoning: `First appearance before ${sayDate(eighteenth)}, the 18th birthday, decides for the youth court.`,
      provision: 'Children and Young Persons Act 1933 s46; Crime and Disorder Act 1998 s51A',
      confidence: 'general knowledge',
      force: 'law',
      moments: { date: eighteenth.toString() },
      warnings: [],
    },
  ];
}
