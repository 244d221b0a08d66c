import { z } from 'zod';
import { englandAndWales, projectTo } from '../../domain/kernel/working-days.ts';
import { accept } from '../../domain/kernel/result.ts';
import { calculateLimit } from '../../domain/time-limits/index.ts';
import { viewCase } from '../../application/view-case.ts';
import { read, workOut } from '../operation.ts';
import { FieldProblem, pointerTo } from '../problem.ts';
import { answer, list, request } from '../schemas.ts';
import { Day, Moment, NoQuery, OfCase } from './shapes.ts';

const Question = z.object({ fact: z.string(), text: z.string() });

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

const CaseTimes = answer('CaseTimes', z.object({ limits: list(OffenceLimit), clocks: list(Clock) }));

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
    const { limits, clocks, ref } = found.value;
    return accept({ answer: { limits, clocks }, read: ref });
  },
});

/** Custody limits reach past the last published year; later years are projected and say so. */
const holidays = projectTo(englandAndWales, 2040);

const LimitsAsked = request(
  'LimitsAsked',
  z.strictObject({
    limits: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(100),
          regime: z
            .string()
            .min(1)
            .max(100)
            .exactOptional()
            .meta({ description: 'The rule asked about; see docs/law.md.' }),
          inputs: z
            .record(z.string(), z.unknown())
            .meta({ description: 'The facts, by the names that the rule uses.' }),
        }),
      )
      .min(1)
      .max(500),
  }),
);

const LimitAnswers = answer(
  'LimitAnswers',
  z.object({
    answers: list(
      z.object({
        id: z.string(),
        answer: z
          .looseObject({
            regime: z.string(),
            statute: z.string(),
            confidence: z.string(),
            explanation: list(z.string()),
            assumptions: list(z.string()),
            warnings: list(z.string()),
            questions: list(Question),
          })
          .optional()
          .meta({ description: 'With the dates of its rule beside these, such as lastDay or expiryDate.' }),
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

export const timeLimitOperations = [readTimes, workOutLimits];
