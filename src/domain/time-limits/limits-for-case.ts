import type { CaseRecord, Offence } from '../case-file/index.ts';
import {
  civilDate,
  daysUntil,
  instant,
  londonDateOf,
  sayDate,
  sayDaysUntil,
  type CivilDate,
} from '../kernel/civil-date.ts';
import type { OffenceLookup } from '../kernel/offence-code.ts';
import { closedDayReason, type HolidayCalendar } from '../kernel/working-days.ts';
import { explain } from './explain.ts';
import { caseFacts, isNotAnOffence, offenceDays, triedAs, type CaseFacts } from './case-facts.ts';
import { isBefore } from './counting.ts';
import { compareRecorded, recordedLimits, type PoliceRecorded, type RecordedLimit } from './police-recorded.ts';
import { prosecutionLimit, type ProsecutionLimit } from './prosecution-limit.ts';
import type { Question } from './question.ts';
import type { Confidence, GovernedBy, OffenceFamily } from './regime.ts';
import { familyOfCode, regimeOfFamily } from './regimes/families.ts';
import { GENERAL, NO_LIMIT, regimeOnFile } from './regimes/prosecution.ts';
import { nothingToStop, ownActNotRead, stopsProsecutionClock } from './regimes/starting.ts';

/** How and when proceedings were started, and whether that was in time. Dates `YYYY-MM-DD`. */
export interface StartedProceedings {
  readonly startedOn: string;
  readonly route: 'written-charge' | 'station-charge';
  readonly inTime: boolean;
}

/** The time limit of one offence row, worked out and explained. Dates `YYYY-MM-DD`. */
export interface OffenceLimit {
  readonly offenceId: string;
  readonly defendantId: string;
  /** The limit that governs; `no-limit` when there is none. */
  readonly regimeId: string;
  readonly title: string;
  readonly provision: string;
  readonly start: { readonly date: string; readonly event: string } | undefined;
  /** `null`: no time limit. Never for an offence whose mode of trial is not confirmed. */
  readonly lastDay: string | null;
  readonly governedBy: GovernedBy;
  /** Each limb by name; other days that could be counted from as `knowledge:2026-07-31`. */
  readonly limbs: Readonly<Record<string, string>>;
  /** Earlier day to work to, where the law or a fact is open to argument. */
  readonly safeDay?: string | undefined;
  /** Later day that could be argued for; never rely on it. */
  readonly alternativeLastDay?: string | undefined;
  /** Last day if the offence was on the latest day it may have been. */
  readonly outerLastDay?: string | undefined;
  /** From `today` to the last day; negative when it is past. */
  readonly daysLeft: number | null;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly questions: readonly Question[];
  readonly stops: string;
  readonly confidence: Confidence;
  readonly explanation: readonly string[];
  readonly policeRecorded?: PoliceRecorded | undefined;
  readonly proceedings?: StartedProceedings | undefined;
  /** The summary clock runs to be safe, because the mode of trial is not confirmed. */
  readonly precaution: boolean;
}

/** What `limitsForCase` needs beside the case. */
export interface LimitOptions {
  readonly offences: OffenceLookup;
  readonly holidays: HolidayCalendar;
  readonly today: CivilDate;
}

/** The time limit of every offence row of a case, in the order of the rows. */
export function limitsForCase(record: CaseRecord, options: LimitOptions): OffenceLimit[] {
  const recorded = recordedLimits(record);
  return record.offences.map((offence) => limitForOffence(record, offence, recorded.get(offence.id), options));
}

function limitForOffence(
  record: CaseRecord,
  offence: Offence,
  recorded: RecordedLimit | undefined,
  options: LimitOptions,
): OffenceLimit {
  if (isNotAnOffence(offence)) return notAnOffence(offence);
  const family = familyOfCode(offence.cjsCode);
  const days = offenceDays(offence, family);
  const counted = days.reading === 'last-act' ? days.last : days.first;
  const named = family === undefined ? undefined : regimeOfFamily(family, counted);
  // Whoever says that an offence is summary-only means that a clock runs.
  const asked = named === NO_LIMIT && offence.trialMode?.value === 'summary-only' ? GENERAL : named;
  const gathered = caseFacts(record, offence, family, asked ?? GENERAL, options.offences);
  const tried = gathered.facts.tried;
  const regimeId = asked ?? (tried === 'on-indictment' ? NO_LIMIT : GENERAL);
  const limit = prosecutionLimit(regimeOnFile(regimeId), gathered.facts);
  return present({ record, offence, family, gathered, limit, recorded, options });
}

const notAnOffence = (offence: Offence): OffenceLimit => {
  const regime = regimeOnFile(NO_LIMIT);
  return {
    offenceId: offence.id,
    defendantId: offence.defendantId,
    regimeId: regime.id,
    title: 'Not an offence',
    provision: 'Bail Act 1976 s7',
    start: undefined,
    lastDay: null,
    governedBy: 'none',
    limbs: {},
    daysLeft: null,
    assumptions: [],
    warnings: [],
    questions: [],
    stops: nothingToStop,
    confidence: 'confirmed',
    explanation: [
      'This is not an offence, so no proceedings are started and no time limit runs. See the clock from arrest.',
    ],
    precaution: false,
  };
};

interface Worked {
  readonly record: CaseRecord;
  readonly offence: Offence;
  readonly family: OffenceFamily | undefined;
  readonly gathered: CaseFacts;
  readonly limit: ProsecutionLimit;
  readonly recorded: RecordedLimit | undefined;
  readonly options: LimitOptions;
}

function present({ record, offence, family, gathered, limit, recorded, options }: Worked): OffenceLimit {
  const { lastDay, regime } = limit;
  const precaution = lastDay !== undefined && gathered.facts.tried === 'unconfirmed';
  const doubt = triedAs(offence, options.offences(offence.cjsCode)).because;
  const police = recorded === undefined ? undefined : compareRecorded(recorded, limit);
  const proceedings = startedProceedings(record, offence, lastDay);
  return {
    offenceId: offence.id,
    defendantId: offence.defendantId,
    regimeId: regime.id,
    title: regime.title,
    provision: regime.statute,
    start: limit.start === undefined ? undefined : { date: limit.start.date.toString(), event: limit.start.event },
    lastDay: lastDay?.toString() ?? null,
    governedBy: limit.governedBy,
    limbs: limbsOf(limit),
    safeDay: limit.safeDay?.toString(),
    alternativeLastDay: limit.alternativeLastDay?.toString(),
    outerLastDay: limit.outerLastDay?.toString(),
    daysLeft: lastDay === undefined ? null : daysUntil(options.today, lastDay),
    assumptions: [...limit.assumptions, ...gathered.assumptions],
    warnings: [
      ...(precaution && doubt !== undefined ? [`${doubt} The summary clock is run as a precaution.`] : []),
      ...sayTrialModeSet(offence, options.offences),
      ...limit.warnings,
      ...gathered.warnings,
      ...cautionsOf(offence, limit, proceedings, options),
      ...(police === undefined || police.difference === 'none' ? [] : [police.because]),
    ],
    questions: [
      ...(precaution
        ? [
            {
              fact: 'mode-of-trial',
              text: `Confirm how ${offence.cjsCode} is tried. If it can be tried on indictment, there is no time limit.`,
            },
          ]
        : []),
      ...limit.questions,
      ...rangeQuestion(limit, gathered),
    ],
    stops: lastDay === undefined ? nothingToStop : stopsProsecutionClock,
    confidence: limit.version?.confidence ?? family?.confidence ?? 'partly confirmed',
    explanation: [
      ...explain(limit),
      ...(family === undefined && lastDay === undefined ? [ownActNotRead] : []),
      ...(family?.note === undefined ? [] : [family.note]),
    ],
    policeRecorded: police,
    proceedings,
    precaution,
  };
}

const modeWords = {
  'summary-only': 'summary only',
  'either-way': 'either way',
  'indictable-only': 'indictable only',
} as const;

/** Who set how the offence is tried, and what standing data say: a limit that rests on it says so wherever it is shown. */
function sayTrialModeSet({ trialMode, cjsCode }: Offence, offences: OffenceLookup): string[] {
  if (trialMode === undefined) return [];
  const { value, by, side, at, reason } = trialMode;
  const mode = offences(cjsCode)?.mode;
  const listed =
    mode === undefined
      ? 'The standing data do not have the code.'
      : `The standing data say ${modeWords[mode.value]}${mode.confirmed ? '' : ', not confirmed'}.`;
  const on = sayDate(londonDateOf(instant(at)));
  return [
    `Counted as ${modeWords[value]}, as ${by} (${side === 'cps' ? 'CPS' : 'police'}) set on ${on}: “${reason}”. ${listed}`,
  ];
}

function limbsOf({ limbs, candidates, general }: ProsecutionLimit): Record<string, string> {
  const dates: Record<string, string> = {};
  for (const { name, lastDay } of limbs) dates[name] = lastDay.toString();
  for (const { name, start, lastDay } of candidates) dates[`${name}:${start.date.toString()}`] = lastDay.toString();
  if (general !== undefined) dates['general'] = general.lastDay.toString();
  return dates;
}

const rangeQuestion = (limit: ProsecutionLimit, { facts }: CaseFacts): Question[] =>
  limit.outerLastDay === undefined
    ? []
    : [
        {
          fact: 'offence-day',
          text: `The offence is put between ${sayDate(facts.offence.first)} and ${sayDate(facts.offence.last)}. Time is run from the first of them. If it went on until, or happened on, the last, the last day is ${sayDate(limit.outerLastDay)}.`,
        },
      ];

/** When proceedings were started for a charged row: the written charge if there was one, else the charge at the station. */
function startedProceedings(
  record: CaseRecord,
  offence: Offence,
  lastDay: CivilDate | undefined,
): StartedProceedings | undefined {
  if (offence.status !== 'charged') return undefined;
  const written =
    offence.writtenChargeIssued ?? (offence.laidAt === undefined ? record.dates.writtenChargeIssued : undefined);
  const on = written ?? (offence.laidAt === undefined ? undefined : dayOf(offence.laidAt));
  if (on === undefined) return undefined;
  const inTime = lastDay === undefined || !isBefore(lastDay, civilDate(on));
  return { startedOn: on, route: written === undefined ? 'station-charge' : 'written-charge', inTime };
}

const dayOf = (text: string): string => (text.includes('T') ? londonDateOf(instant(text)).toString() : text);

function cautionsOf(
  offence: Offence,
  limit: ProsecutionLimit,
  proceedings: StartedProceedings | undefined,
  { today, holidays }: LimitOptions,
): string[] {
  const { lastDay } = limit;
  if (lastDay === undefined) return [];
  const shut = closedDayReason(lastDay, holidays);
  const closed =
    shut.ok && shut.value !== undefined
      ? [`The last day is closed (${shut.value}) and is not moved: plan to start before it.`]
      : [];
  const attempt = /\dA$/.test(offence.cjsCode)
    ? ['An attempt at a summary-only offence is usually not an offence unless its Act makes it one.']
    : [];
  if (proceedings !== undefined) {
    return [
      ...attempt,
      ...(proceedings.inTime
        ? []
        : [
            `Started on ${sayDate(civilDate(proceedings.startedOn))}, after the last day. The court has no power to try it.`,
          ]),
    ];
  }
  const past = isBefore(lastDay, today)
    ? [`The last day has passed (${sayDaysUntil(today, lastDay)}). Proceedings can no longer be started.`]
    : [];
  return [...attempt, ...closed, ...past];
}
