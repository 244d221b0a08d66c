import { z } from 'zod';
import { englandAndWales, projectTo } from '../../domain/kernel/working-days.ts';
import { accept } from '../../domain/kernel/result.ts';
import { bandOf, bands, calculateLimit } from '../../domain/time-limits/index.ts';
import { instant } from '../../domain/kernel/civil-date.ts';
import { clocksRegister, timeNotices } from '../../application/clock-notices.ts';
import { limitsOfMonth } from '../../application/review-limits.ts';
import { viewCase } from '../../application/view-case.ts';
import { read, workOut } from '../operation.ts';
import { FieldProblem, pointerTo } from '../problem.ts';
import { answer, list, request } from '../schemas.ts';
import { ContactCard, Day, Moment, Month, NoQuery, OfCase, Urn } from './shapes.ts';
import { timeLimitAnswers } from './time-limit-answers.ts';

const Question = z.object({
  fact: z.string(),
  text: z.string(),
  earliest: z
    .string()
    .optional()
    .meta({ description: 'Earliest last day, or moment, over what the fact may turn out to be.' }),
  latest: z
    .string()
    .nullable()
    .optional()
    .meta({ description: 'Latest; null where there may be no limit, or no end that can be named.' }),
});

/** The limit on starting proceedings for one offence. */
export const OffenceLimit = answer(
  'OffenceLimit',
  z.object({
    offenceId: z.string(),
    defendantId: z.string(),
    regimeId: z.string().meta({ description: 'The rule that governs; no-limit when there is none.' }),
    title: z.string(),
    provision: z.string(),
    start: z.object({ date: Day, event: z.string() }).optional(),
    lastDay: Day.nullable().meta({ description: 'Last day on which proceedings can be started; null for no limit.' }),
    safeDay: Day.optional().meta({
      description: 'Earlier day to work to, where the law or a fact is open to argument.',
    }),
    daysLeft: z.int().nullable(),
    confidence: z.string(),
    explanation: list(z.string()),
    assumptions: list(z.string()),
    warnings: list(z.string()),
    questions: list(Question),
  }),
);

/** Any other clock of a case: detention, bail, custody time limit, listing, service. */
export const Clock = answer(
  'Clock',
  z.object({
    kind: z.string(),
    defendantId: z.string(),
    title: z.string(),
    startsAt: z.string().optional(),
    endsAt: Moment.optional(),
    lastDay: Day.optional(),
    reasoning: z.string(),
    authority: z.string().optional(),
    provision: z.string(),
    confidence: z.string(),
    force: z.enum(['law', 'practice']),
    warnings: list(z.string()),
  }),
);

/** A clock that ran out, and what whoever answers for it has said. */
const Incident = answer(
  'TimeLimitIncident',
  z.object({
    incidentId: z.string(),
    kind: z.string(),
    title: z.string(),
    suspect: z.string(),
    provision: z.string(),
    endsAt: Moment.meta({ description: 'When it ran out.' }),
    answeredAt: Moment.nullable().meta({ description: 'Null while nobody has answered for it.' }),
    outcome: z.string().nullable(),
    why: z.string().nullable(),
    doneNow: z.string().nullable(),
    answeredBy: ContactCard.nullable(),
  }),
);

const CaseTimes = answer(
  'CaseTimes',
  z.object({
    limits: list(OffenceLimit),
    clocks: list(Clock),
    incidents: list(Incident).meta({ description: 'Clocks that ran out. None is ever taken away.' }),
  }),
);

const readTimes = read({
  id: 'readTimeLimits',
  path: '/cases/:urn/time-limits',
  tag: 'Time limits',
  summary: 'Read the time limits and clocks of a case, each with its reasons',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: CaseTimes,
  auditAs: 'api-time-limits',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const { limits, clocks, incidents, ref } = found.value;
    return accept({ answer: { limits, clocks, incidents }, read: ref });
  },
});

/** Custody limits reach past the last published year; later years are projected and say so. */
const holidays = projectTo(englandAndWales, 2040);

const Asked = {
  regime: z.string().min(1).max(100).exactOptional().meta({ description: 'The rule asked about; see docs/law.md.' }),
  inputs: z.record(z.string(), z.unknown()).meta({ description: 'The facts, by the names that the rule uses.' }),
};

const LimitAsked = request('LimitAsked', z.strictObject(Asked));

const LimitsAsked = request(
  'LimitsAsked',
  z.strictObject({
    limits: z
      .array(z.strictObject({ id: z.string().min(1).max(100), ...Asked }))
      .min(1)
      .max(500),
  }),
);

const LimitAnswer = answer(
  'LimitAnswer',
  z
    .looseObject({
      regime: z.string(),
      statute: z.string(),
      confidence: z.string(),
      explanation: list(z.string()),
      assumptions: list(z.string()),
      warnings: list(z.string()),
      questions: list(Question),
    })
    .meta({ description: 'With the dates of its rule beside these, such as lastDay or expiryDate.' }),
);

const LimitAnswers = answer(
  'LimitAnswers',
  z.object({
    answers: list(
      z.object({
        id: z.string(),
        answer: LimitAnswer.optional(),
        problem: z
          .object({ code: z.string(), detail: z.string(), problems: z.array(FieldProblem) })
          .optional()
          .meta({ description: 'Why this one could not be worked out; the others are.' }),
      }),
    ),
  }),
);

/** `inputs.offencePeriod.from` of the third limit is `/limits/2/inputs/offencePeriod/from`. */
const inputPointer = (index: number, field: string | undefined): string =>
  pointerTo(['limits', index, ...(field ?? 'inputs').split('.')]);

const workOutLimits = workOut({
  id: 'workOutTimeLimits',
  path: '/time-limits',
  tag: 'Time limits',
  summary: 'Work out time limits from facts; nothing is kept',
  description:
    'Each limit is answered by itself: one that cannot be worked out says why, and the others are worked out.',
  permission: null,
  params: z.strictObject({}),
  body: LimitsAsked,
  answer: LimitAnswers,
  refuses: [],
  handle: ({ limits }) =>
    accept({
      answer: {
        answers: limits.map((limit, index) => {
          const worked = calculateLimit(limit, holidays);
          if (worked.ok) {
            const { id, ...answered } = worked.value;
            return { id, answer: answered };
          }
          const { code, detail, field } = worked.refusal;
          return {
            id: limit.id,
            problem: { code, detail, problems: [{ in: 'body' as const, pointer: inputPointer(index, field), detail }] },
          };
        }),
      },
    }),
});

const workOutLimit = workOut({
  id: 'workOutTimeLimit',
  path: '/time-limit',
  tag: 'Time limits',
  summary: 'Work out one time limit from facts; nothing is kept',
  description: 'A fact that cannot be is refused, naming the field. A fact that is missing is asked for in the answer.',
  permission: null,
  params: z.strictObject({}),
  body: LimitAsked,
  answer: LimitAnswer,
  refuses: ['limit-input', 'calendar-ends'],
  pointerOf: (field) => pointerTo(field.split('.')),
  handle: (limit) => {
    const worked = calculateLimit({ id: 'asked', ...limit }, holidays);
    return worked.ok ? accept({ answer: worked.value }) : worked;
  },
});

const bandNames = Object.keys(bands) as [keyof typeof bands, ...(keyof typeof bands)[]]; // keys of a constant object
const Band = z.enum(bandNames);

const registerPage = 200;

const Register = answer(
  'TimeLimitRegister',
  z.object({
    clocks: list(
      z.object({
        urn: Urn,
        clockId: z.string(),
        kind: z.string(),
        title: z.string(),
        suspect: z.string(),
        provision: z.string(),
        unit: z.string(),
        endsAt: Moment,
        inHours: z.boolean().meta({ description: 'Else the end is that of a day.' }),
        band: Band,
      }),
    ).meta({ description: `The one that ends first on top, ${registerPage} to a page.` }),
    more: z.boolean(),
  }),
);

const readRegister = read({
  id: 'readTimeLimitRegister',
  path: '/time-limits/register',
  tag: 'Time limits',
  summary: 'Read the register of time-limited cases: the running clocks of every case the caller may know of',
  permission: 'case:list',
  params: z.strictObject({}),
  query: z.strictObject({
    band: Band.optional(),
    kind: z.string().min(1).max(100).optional(),
    unit: z.string().min(1).max(200).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  answer: Register,
  auditAs: 'api-register-of-time-limits',
  versioned: false,
  refuses: [],
  handle: async ({ query: { band, kind, unit, page } }, { deps, actor }) => {
    const range = { limit: registerPage, offset: (page - 1) * registerPage };
    const { rows, more } = await clocksRegister(deps, actor, { band, kind, unit }, range);
    const now = deps.now();
    const clocks = rows.map(({ endsAt, ...row }) => ({
      ...row,
      endsAt,
      band: bandOf({ kind: row.kind, endsAt: instant(endsAt), inHours: row.inHours }, now, deps.clockSettings),
    }));
    return accept({
      answer: { clocks, more },
      read: rows.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    });
  },
});

const Notices = answer(
  'TimeLimitNotices',
  z.object({
    warnings: list(
      z.object({
        urn: Urn,
        clockId: z.string(),
        title: z.string(),
        suspect: z.string(),
        provision: z.string(),
        endsAt: Moment.meta({ description: 'Sent back to tick the warning off.' }),
        inHours: z.boolean().meta({ description: 'Else the end is that of a day.' }),
        warnedAt: Moment,
      }),
    ).meta({ description: 'What the caller was warned of and has not ticked off.' }),
    incidents: list(Incident.extend({ urn: Urn })).meta({
      description: 'Clocks that ran out and that nobody has answered for; for those who may answer.',
    }),
  }),
);

const readNotices = read({
  id: 'readTimeLimitNotices',
  path: '/time-limits/notices',
  tag: 'Time limits',
  summary: 'Read what clocks have to say to the caller: warnings, and incidents that wait for an answer',
  permission: 'case:list',
  params: z.strictObject({}),
  query: NoQuery,
  answer: Notices,
  auditAs: 'api-time-limit-notices',
  versioned: false,
  refuses: [],
  handle: async (_input, { deps, actor }) => {
    const notices = await timeNotices(deps, actor);
    const read = [...notices.warnings, ...notices.incidents].map(({ ownerId, caseId }) => ({ ownerId, caseId }));
    return accept({ answer: notices, read });
  },
});

const Review = answer(
  'TimeLimitReview',
  z.object({
    month: z.string(),
    closedAt: Moment.nullable(),
    items: list(
      z.object({
        urn: Urn,
        itemId: z.string(),
        kind: z.enum(['late', 'lapsed', 'near_miss']),
        what: z.string(),
        title: z.string(),
        suspect: z.string(),
        provision: z.string(),
        lastDay: Day,
        happenedOn: Day,
        days: z.int(),
        unit: z.string(),
        feedbackAt: Moment.nullable().meta({ description: 'Null while no feedback has been given.' }),
        followUpDue: Day.nullable(),
        followedUpAt: Moment.nullable(),
      }),
    ).meta({ description: 'What lapsed first, then what was late, then what was near.' }),
  }),
);

const readReview = read({
  id: 'readTimeLimitReview',
  path: '/time-limits/review',
  tag: 'Time limits',
  summary: 'Read the monthly review of a force: what was late, lapsed or a near miss, and what came of it',
  permission: 'time-limits:review',
  params: z.strictObject({}),
  query: z.strictObject({
    month: Month.optional().meta({ description: 'The month, YYYY-MM; the one that runs when left out.' }),
  }),
  answer: Review,
  auditAs: 'api-review-of-time-limits',
  versioned: false,
  refuses: [],
  handle: async ({ query }, { deps, actor }) => {
    const month = query.month ?? deps.today().toString().slice(0, 7);
    const reviewed = await limitsOfMonth(deps, actor, month);
    if (!reviewed.ok) return reviewed;
    const { items, closed } = reviewed.value;
    return accept({
      answer: { month, closedAt: closed?.closedAt ?? null, items },
      read: items.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    });
  },
});

export const timeLimitOperations = [
  readReview,
  readTimes,
  workOutLimits,
  workOutLimit,
  readRegister,
  readNotices,
  ...timeLimitAnswers,
];
