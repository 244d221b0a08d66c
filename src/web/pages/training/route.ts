import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { endTraining, listTraining, recordTraining, viewTraining } from '../../../application/accreditations.ts';
import { many, optionalText, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { atField, readDate, readNeededDate } from '../file-parts/index.ts';
import { AddTrainingPage, EndTrainingPage, TrainingPage } from './page.tsx';
import { sayRankAndName, trainingView } from './view-model.ts';

const none = z.object({});
const part = z.string().optional().default('');
const keeps = { permission: 'training:keep' } as const;

/** Training records of those who assure files (BR-15). They hold nothing of any case. */
export function registerTraining(app: FastifyInstance): void {
  const { deps } = app.shell;

  get(app, {
    pattern: paths.training.pattern,
    permission: 'training:read',
    auditAs: null,
    params: none,
    load: async (_input, { actor }) => {
      const people = await listTraining(deps, actor);
      if (!people.ok) return people;
      const { organisation, userId } = actor;
      return accept({
        view: trainingView(people.value, {
          ...{ organisation: organisation.name, userId, today: deps.today() },
          mayKeep: may(actor, 'training:keep'),
          from: deps.forceRules(organisation.id).recordsNeededFrom,
        }),
      });
    },
    page: TrainingPage,
  });

  const showNew = get(app, {
    ...keeps,
    pattern: paths.addTraining.pattern,
    auditAs: null,
    params: none,
    load: async (_input, { actor }) => {
      const people = await listTraining(deps, actor);
      if (!people.ok) return people;
      const others = people.value.filter(({ person }) => person.userId !== actor.userId);
      return accept({
        view: { people: others.map(({ person }) => ({ value: person.userId, text: sayRankAndName(person) })) },
      });
    },
    page: AddTrainingPage,
  });
  post(app, {
    ...keeps,
    pattern: paths.addTraining.pattern,
    auditAs: 'record-training',
    params: none,
    body: z.strictObject({
      person: requiredText('Choose who passed it', 200),
      course: requiredText('Enter the course', 200),
      provider: requiredText('Enter who gave the course', 200),
      'passedOn-day': requiredText('Enter the day on which it was passed', 2),
      'passedOn-month': part,
      'passedOn-year': part,
      result: requiredText('Enter how they were assessed', 500),
      'expiresOn-day': part,
      'expiresOn-month': part,
      'expiresOn-year': part,
      scopes: many(z.string()).refine((scopes) => scopes.length > 0, 'Choose what it covers'),
      evidence: optionalText(500).transform((text) => text ?? ''),
    }),
    act: async ({ body }, _visit, command) => {
      const passedOn = readNeededDate(body, 'passedOn', 'The day on which it was passed');
      if (!passedOn.ok) return passedOn;
      const expiresOn = readDate(body, 'expiresOn', 'The last day on which it counts');
      if (!expiresOn.ok) return expiresOn;
      const { person: userId, course, provider, result, scopes, evidence } = body;
      const recorded = await recordTraining(
        deps,
        command,
        {
          ...{ userId, course, provider, result, scopes, evidence },
          ...{ passedOn: passedOn.value, expiresOn: expiresOn.value ?? null },
        },
        { to: paths.training.to(), say: 'The course is recorded.' },
      );
      return atField(recorded, { passedOn: 'passedOn-day', expiresOn: 'expiresOn-day' });
    },
    onRefused: showNew,
  });

  const ofRecord = z.object({ accreditationId: z.string() });
  const showEnd = get(app, {
    ...keeps,
    pattern: paths.endTraining.pattern,
    auditAs: null,
    params: ofRecord,
    load: async ({ params: { accreditationId } }, { actor }) => {
      const found = await viewTraining(deps, actor, accreditationId);
      if (!found.ok) return found;
      const { record, name } = found.value;
      return accept({ view: { accreditationId, name, course: record.course } });
    },
    page: EndTrainingPage,
  });
  post(app, {
    ...keeps,
    pattern: paths.endTraining.pattern,
    auditAs: 'end-training',
    params: ofRecord,
    body: z.strictObject({ reason: requiredText('Say why the record ends') }),
    act: ({ params: about, body }, _visit, command) =>
      endTraining(deps, command, { ...about, ...body }, { to: paths.training.to(), say: 'The record has ended.' }),
    onRefused: showEnd,
  });
}
