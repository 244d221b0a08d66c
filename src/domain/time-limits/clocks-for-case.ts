import type { CaseRecord, Defendant, Offence, SubmissionRequest } from '../case-file/index.ts';
import {
  civilDate,
  instant,
  LONDON,
  londonDateOf,
  sayDate,
  sayInstant,
  type CivilDate,
  type Instant,
} from '../kernel/civil-date.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import { ageOn, defendantBorn, isNotAnOffence } from './case-facts.ts';
import { londonText } from './clock-answers.ts';
import { earlierOf, isBefore, laterOf } from './counting.ts';
import { custodyLimit, type CustodyFacts } from './custody-limit.ts';
import { deadlineDate } from './deadline.ts';
import { detentionLimits, reviewTimes } from './detention.ts';
import { bailLimits, type BailEnd } from './pre-charge-bail.ts';
import type { Confidence } from './regime.ts';
import { deadlines, noticeOfIntendedProsecution } from './regimes/after-charge.ts';
import { custodyRules } from './regimes/custody.ts';
import { bailActArrest, detentionRules } from './regimes/detention.ts';
import { bailRules } from './regimes/pre-charge-bail.ts';
import { reviewClocks, type ReviewPriority } from './regimes/service-levels.ts';

export type ClockKind =
  | 'pace-detention'
  | 'pace-review'
  | 'pace-bail'
  | 'bail-act-s7'
  | 'ctl'
  | 'ctl-if-remanded'
  | 'listing'
  | 'nip'
  | 'turns-18'
  | 'prosecution-evidence'
  | 'charging-decision';

/** A clock other than a limit on starting proceedings. It ends at an instant or on a day, or says what is missing. */
export interface Clock {
  readonly kind: ClockKind;
  readonly defendantId: string;
  readonly title: string;
  /** ISO instant or `YYYY-MM-DD`. */
  readonly startsAt?: string;
  /** ISO instant, London offset. */
  readonly endsAt?: string;
  /** `YYYY-MM-DD`, all of that day. */
  readonly lastDay?: string;
  readonly reasoning: string;
  /** Who gave, or can give, the time that is running. */
  readonly authority?: string;
  readonly provision: string;
  readonly confidence: Confidence;
  /** Statute or rules, as against practice and targets. */
  readonly force: 'law' | 'practice';
  /** Every other moment worked out on the way, by name: ISO instants and `YYYY-MM-DD` days. */
  readonly moments: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** What `clocksForCase` needs beside the case. */
export interface ClockOptions {
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
  /** Priority of a request, as worked out from its limits: sets the review clock. Absent: the review clock is left out. */
  readonly priorityOf?: (submission: SubmissionRequest) => ReviewPriority | undefined;
}

/** Every clock of a case, defendant by defendant: detention, review, bail, custody, listing, service. */
export const clocksForCase = (record: CaseRecord, options: ClockOptions): Clock[] =>
  record.defendants.flatMap((defendant) => [
    ...detention(record, defendant),
    ...preChargeBail(defendant),
    ...bailAct(defendant),
    ...custody(record, defendant, options),
    ...listing(record, defendant, options),
    ...service(defendant, options),
    ...notice(record, defendant),
    ...turnsEighteen(record, defendant, options),
    ...chargingDecision(record, defendant, options),
  ]);

const offencesOf = (record: CaseRecord, { id }: Defendant): Offence[] =>
  record.offences.filter((offence) => offence.defendantId === id && !isNotAnOffence(offence));

const isBailActArrest = ({ arrest }: Defendant): boolean => /bail act/i.test(arrest?.power ?? '');

function detention(record: CaseRecord, defendant: Defendant): Clock[] {
  const held = defendant.custody;
  const charged = defendant.stage === 'post_charge' || held?.chargedAt !== undefined;
  if (held === undefined || held.releasedAt !== undefined || charged || isBailActArrest(defendant)) return [];
  const start = instant(held.relevantTime ?? held.arrivedAt);
  const reviews = (held.reviews ?? []).map(instant);
  const superintendent = held.extensions?.findLast(({ by }) => /superintendent/i.test(by));
  const warrant = held.extensions?.findLast(({ by }) => /court|magistrate|warrant/i.test(by));
  const until = held.hospital?.until;
  const limits = detentionLimits({
    relevantTime: { at: start, rule: 'usual' },
    indictable: offencesOf(record, defendant).some(({ category }) => category === 'CE' || category === 'CI'),
    hospital: [],
    excludedMinutes: 0,
    reviews,
    ...(superintendent === undefined
      ? {}
      : {
          superintendent: {
            at: instant(superintendent.at),
            ...(superintendent.to === undefined ? {} : { to: instant(superintendent.to) }),
          },
        }),
    ...(warrant === undefined
      ? {}
      : { warrant: { issued: instant(warrant.at), hours: hoursOf(warrant.at, warrant.to) } }),
  });
  const hospital =
    held.hospital === undefined
      ? []
      : [
          `Time in hospital${until === undefined ? '' : ` (until ${sayInstant(instant(until))})`} does not count but when it began is not on file, so it has not been taken off: the real limits are later.`,
        ];
  const clock: Clock = {
    kind: 'pace-detention',
    defendantId: defendant.id,
    title: detentionRules.title,
    startsAt: londonText(start),
    endsAt: londonText(limits.authorisedTo),
    reasoning: [
      ...limits.because,
      `Charge, release or get more time by ${sayInstant(limits.authorisedTo)} (${limits.authority}).`,
    ].join(' '),
    authority: limits.authority,
    provision: detentionRules.provision,
    confidence: 'confirmed',
    force: 'law',
    moments: {
      relevantTime: londonText(start),
      basic24h: londonText(limits.limit24h),
      ...(limits.limit36h === undefined ? {} : { superintendent36h: londonText(limits.limit36h) }),
      ...(limits.limit96h === undefined ? {} : { maximum96h: londonText(limits.limit96h) }),
    },
    warnings: [
      ...limits.warnings,
      ...hospital,
      ...(limits.authorisationValid === false ? limits.because.filter((line) => line.includes('does not stand')) : []),
    ],
  };
  return held.detentionAuthorisedAt === undefined
    ? [clock]
    : [clock, review(defendant, instant(held.detentionAuthorisedAt), reviews)];
}

const hoursOf = (from: string, to: string | undefined): number =>
  to === undefined
    ? detentionRules.warrant.hours
    : (instant(to).epochMilliseconds - instant(from).epochMilliseconds) / 3_600_000;

function review(defendant: Defendant, authorised: Instant, reviews: readonly Instant[]): Clock {
  const times = reviewTimes(authorised, reviews);
  return {
    kind: 'pace-review',
    defendantId: defendant.id,
    title: 'Review of detention',
    startsAt: londonText(reviews.at(-1) ?? authorised),
    endsAt: londonText(times.nextDue),
    reasoning: times.because.join(' '),
    authority: 'inspector',
    provision: detentionRules.review.provision,
    confidence: detentionRules.review.confidence,
    force: 'law',
    moments: Object.fromEntries(times.due.map((due, index) => [`review${index + 1}`, londonText(due)])),
    warnings: times.warnings,
  };
}

function preChargeBail(defendant: Defendant): Clock[] {
  const bail = defendant.preChargeBail;
  if (bail === undefined || defendant.stage === 'post_charge' || bail.lapsed === true) return [];
  const arrest =
    defendant.arrest === undefined
      ? civilDate(bail.firstDay).subtract({ days: 1 })
      : londonDateOf(instant(defendant.arrest.at));
  const granted = bail.extensions?.map(({ by }) => by.toLowerCase()) ?? [];
  const limits = bailLimits({
    arrested: arrest,
    caseType: 'standard',
    designated: granted.some((by) => /commander|chief constable/.test(by)),
    court: granted.some((by) => /court|magistrate/.test(by)),
    hospital: [],
  });
  const [initial, ...later] = limits?.ends ?? [];
  if (limits === undefined || initial === undefined) return [];
  const reached = later.filter(({ step }) => granted.some((by) => step.grantedBy.some((word) => by.includes(word))));
  const allowed = reached.reduce<BailEnd>((a, b) => (isBefore(a.end, b.end) ? b : a), initial);
  const recorded = civilDate(bail.endsOn);
  const tooLong = isBefore(allowed.end, recorded);
  const next = later.find(({ end }) => isBefore(allowed.end, end));
  return [
    {
      kind: 'pace-bail',
      defendantId: defendant.id,
      title: bailRules.title,
      startsAt: limits.startDate.toString(),
      lastDay: earlierOf(recorded, allowed.end).toString(),
      reasoning: [
        `Bail counts from ${sayDate(limits.startDate)}, the day after arrest. The ${allowed.step.authority} could take it to the end of ${sayDate(allowed.end)} (${allowed.step.provision}); it is recorded to ${sayDate(recorded)}.`,
        ...(next === undefined
          ? []
          : [
              `Before it ends, the ${next.step.authority} may extend it to ${sayDate(next.end)} (${next.step.provision}).`,
            ]),
      ].join(' '),
      authority: allowed.step.authority,
      provision: bailRules.provision,
      confidence: limits.version.confidence,
      force: 'law',
      moments: {
        startDate: limits.startDate.toString(),
        initialEnd: initial.end.toString(),
        ...(later[0] === undefined ? {} : { firstExtensionEnd: later[0].end.toString() }),
        ...(later[1] === undefined ? {} : { secondExtensionEnd: later[1].end.toString() }),
        allowedEnd: allowed.end.toString(),
        recordedEnd: recorded.toString(),
      },
      warnings: [
        ...(tooLong
          ? [
              `Bail is recorded to ${sayDate(recorded)}, past the ${sayDate(allowed.end)} that its authority allows. It lapses on the earlier day.`,
            ]
          : []),
        ...(civilDate(bail.firstDay).equals(limits.startDate)
          ? []
          : [
              `The first day recorded is ${sayDate(civilDate(bail.firstDay))}; the law counts from ${sayDate(limits.startDate)}.`,
            ]),
      ],
    },
  ];
}

/** @law Bail Act 1976 s7(4): Sundays, Christmas Day and Good Friday are not counted, which is a day not to rely on */
function bailAct(defendant: Defendant): Clock[] {
  if (defendant.arrest === undefined || !isBailActArrest(defendant) || defendant.custody?.releasedAt !== undefined)
    return [];
  const at = instant(defendant.arrest.at);
  const ends = at.add({ hours: bailActArrest.hours });
  const day = londonDateOf(ends);
  const onSunday = day.dayOfWeek === 7;
  return [
    {
      kind: 'bail-act-s7',
      defendantId: defendant.id,
      title: bailActArrest.title,
      startsAt: londonText(at),
      endsAt: londonText(ends),
      reasoning:
        `Arrested at ${sayInstant(at)} for breach of bail: before a justice as soon as practicable and within 24 hours, by ${sayInstant(ends)}.` +
        (onSunday ? ' That is a Sunday: use the Saturday court.' : ''),
      provision: bailActArrest.provision,
      confidence: bailActArrest.confidence,
      force: 'law',
      moments: { arrestedAt: londonText(at), lastMoment: londonText(ends) },
      warnings: onSunday
        ? [
            'The section leaves Sundays, Christmas Day and Good Friday out of the 24 hours. Work to the earlier moment shown.',
          ]
        : [],
    },
  ];
}

const classOf = (offences: readonly Offence[]): 'summary-only' | 'either-way' | 'indictable-only' => {
  if (offences.some(({ category }) => category === 'CI')) return 'indictable-only';
  return offences.some(({ category }) => category === 'CE') ? 'either-way' : 'summary-only';
};

/** The first day a court will sit after `day`: remand courts sit on Saturdays. @law PACE 1984 s46(8) */
function nextRemandCourt(day: CivilDate, holidays: HolidayCalendar): CivilDate {
  let next = day.add({ days: 1 });
  const shut = (date: CivilDate): boolean => {
    const name = holidays.holidays.get(date.year * 10_000 + date.month * 100 + date.day)?.name ?? '';
    return date.dayOfWeek === 7 || (date.month === 12 && date.day === 25) || name === 'Good Friday';
  };
  while (shut(next)) next = next.add({ days: 1 });
  return next;
}

function custody(record: CaseRecord, defendant: Defendant, { holidays, now }: ClockOptions): Clock[] {
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

/** Bail granted by a court means the first hearing is behind us. */
function listing(record: CaseRecord, defendant: Defendant, { holidays }: ClockOptions): Clock[] {
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

function service(defendant: Defendant, { holidays }: ClockOptions): Clock[] {
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

function notice(record: CaseRecord, defendant: Defendant): Clock[] {
  const rule = noticeOfIntendedProsecution;
  return offencesOf(record, defendant)
    .filter(({ category }) => category === 'CM')
    .map((offence): Clock => {
      const title = offence.title.toLowerCase();
      const needed =
        rule.offences.some((words) => title.includes(words)) && !rule.notFor.some((words) => title.includes(words));
      const last = civilDate(offence.startDate).add({ days: rule.period.days });
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

function turnsEighteen(record: CaseRecord, defendant: Defendant, { now }: ClockOptions): Clock[] {
  const born = defendantBorn(record, defendant);
  if (born === undefined) return [];
  const eighteenth = born.add({ years: 18 }, { overflow: 'constrain' });
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

/** The review clock of the latest request for a decision: a target that starts when triage accepts it. */
function chargingDecision(record: CaseRecord, defendant: Defendant, { priorityOf }: ClockOptions): Clock[] {
  const latest = record.submissions.filter(({ defendantIds }) => defendantIds.includes(defendant.id)).at(-1);
  const priority = latest === undefined ? undefined : priorityOf?.(latest);
  if (latest === undefined || priority === undefined) return [];
  const target = reviewClocks[priority];
  const from = instant(latest.requestedAt);
  const zoned = from.toZonedDateTimeISO(LONDON);
  const ends = 'hours' in target.length ? from.add(target.length) : zoned.add(target.length).toInstant();
  const lastDay = 'days' in target.length ? laterOf(londonDateOf(ends), londonDateOf(from)) : undefined;
  return [
    {
      kind: 'charging-decision',
      defendantId: defendant.id,
      title: target.title,
      startsAt: londonText(from),
      ...(lastDay === undefined ? { endsAt: londonText(ends) } : { lastDay: lastDay.toString() }),
      reasoning: `${'hours' in target.length ? `${target.length.hours} hours` : `${target.length.days} calendar days`} from acceptance at triage, here counted from the request: ${target.meaning}.`,
      authority: 'CPS target, not law',
      provision: 'CPS review clocks',
      confidence: target.confidence,
      force: 'practice',
      moments: {},
      warnings: [],
    },
  ];
}
