import { z } from 'zod';
import { accreditationScopeIds, stateOfAccreditation } from '../../domain/accreditation/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import { accept } from '../../domain/kernel/result.ts';
import { endTraining, listTraining, recordTraining } from '../../application/accreditations.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, Day, NoQuery } from './shapes.ts';

/** Training records of those who assure files: kept by a manager of the force, and read by each person of their own. */

const tag = 'Training records';

const TrainingRecord = answer(
  'TrainingRecord',
  z.object({
    accreditationId: z.string(),
    course: z.string(),
    provider: z.string(),
    passedOn: Day,
    result: z.string(),
    expiresOn: Day.optional().meta({ description: 'The last day on which it counts; left out where it has no end.' }),
    scopes: z.array(z.enum(accreditationScopeIds)),
    evidence: z.string(),
    state: z.enum(['current', 'to_come', 'expired', 'ended']).meta({ description: 'How it stands today.' }),
    endReason: z.string().optional(),
  }),
);

const listAll = read({
  id: 'listTrainingRecords',
  path: '/training-records',
  tag,
  summary: 'List the training records of those who certify and pass files: of the force, or one’s own',
  permission: 'training:read',
  params: z.strictObject({}),
  query: NoQuery,
  answer: answer(
    'TrainingRecords',
    z.object({
      neededFrom: Day.optional().meta({
        description:
          'The day from which the force asks for a current record. Before it, and where it is left out, people are told and go on.',
      }),
      people: list(z.object({ userId: z.string(), name: z.string(), records: list(TrainingRecord) })),
    }),
  ),
  auditAs: null,
  versioned: false,
  refuses: [],
  handle: async (_input, { deps, actor }) => {
    const people = await listTraining(deps, actor);
    if (!people.ok) return people;
    return accept({
      answer: {
        neededFrom: deps.forceRules(actor.organisation.id).recordsNeededFrom,
        people: people.value.map(({ person: { userId, name }, records }) => ({
          ...{ userId, name },
          records: records.map((record) => ({
            ...{ accreditationId: record.accreditationId, course: record.course, provider: record.provider },
            ...{ passedOn: record.passedOn, result: record.result, expiresOn: record.expiresOn ?? undefined },
            ...{ scopes: [...record.scopes], evidence: record.evidence, endReason: record.ended?.reason },
            state: stateOfAccreditation(record, deps.today()),
          })),
        })),
      },
    });
  },
});

const record = change({
  id: 'recordTraining',
  path: '/training-records',
  tag,
  summary: 'Record a course that somebody of the force passed; nobody records their own',
  permission: 'training:keep',
  params: z.strictObject({}),
  body: request(
    'TrainingToRecord',
    z.strictObject({
      userId: words(200).meta({ description: 'Who passed it: somebody of the force who certifies or passes files.' }),
      course: words(200),
      provider: words(200),
      passedOn: CivilDateText,
      result: words(500).meta({ description: 'How they were assessed.' }),
      expiresOn: CivilDateText.optional(),
      scopes: z.array(z.enum(accreditationScopeIds)).min(1).max(accreditationScopeIds.length),
      evidence: maybeWords(500),
    }),
  ),
  status: 201,
  needsVersion: false,
  logAs: 'record-training',
  pointerOf: (field) => (field === 'person' ? '/userId' : undefined),
  refuses: ['not-allowed', 'something-missing', 'not-valid'],
  handle: ({ body }, { deps }, command) =>
    recordTraining(
      deps,
      command,
      { ...body, expiresOn: body.expiresOn ?? null, evidence: body.evidence ?? '' },
      { to: addresses.training(), say: 'The course is recorded.' },
    ),
});

const end = change({
  id: 'endTraining',
  path: '/training-records/:accreditationId/endings',
  tag,
  summary: 'End a training record before its day',
  permission: 'training:keep',
  params: z.strictObject({ accreditationId: z.string() }),
  body: request('TrainingToEnd', z.strictObject({ reason: words(5000) })),
  status: 200,
  needsVersion: false,
  logAs: 'end-training',
  refuses: ['page-not-found', 'not-allowed', 'already-done', 'something-missing'],
  handle: ({ params, body }, { deps }, command) =>
    endTraining(deps, command, { ...params, ...body }, { to: addresses.training(), say: 'The record has ended.' }),
});

export const trainingOperations = [listAll, record, end];
