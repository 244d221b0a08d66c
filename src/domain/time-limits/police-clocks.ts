import type { CaseRecord, Defendant } from '../case-file/index.ts';
import { civilDate, instant, londonDateOf, sayDate, sayInstant, type Instant } from '../kernel/civil-date.ts';
import { isBailActArrest, offencesOf, type Clock } from './clock.ts';
import { londonText } from './london-text.ts';
import { earlierOf, isBefore } from './counting.ts';
import { detentionLimits, reviewTimes } from './detention.ts';
import { bailLimits, type BailEnd } from './pre-charge-bail.ts';
import { bailActArrest, detentionRules } from './regimes/detention.ts';
import { bailRules } from './regimes/pre-charge-bail.ts';

/** The detention clock of a person held and not charged, and the next review. */
export function detention(record: CaseRecord, defendant: Defendant): Clock[] {
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

/** Pre-charge bail: the earlier of what is recorded and what its authority allows. */
export function preChargeBail(defendant: Defendant): Clock[] {
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

/**
 * Before a justice after arrest for breach of court bail.
 * @law Bail Act 1976 s7(4): Sundays, Christmas Day and Good Friday are not counted, which is a day not to rely on
 */
export function bailAct(defendant: Defendant): Clock[] {
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
