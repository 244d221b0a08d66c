import { z } from 'zod';
import { accept } from '../../domain/kernel/result.ts';
import type { RefusalCode } from '../../domain/kernel/refusals.ts';
import {
  viewCaseAccess,
  type CaseAccess,
  type Named,
  type SensitiveReaderView,
} from '../../application/case-access.ts';
import { declareConflict, liftConflict } from '../../application/declare-conflict.ts';
import { endSensitiveReader, nameSensitiveReaders } from '../../application/name-sensitive-readers.ts';
import { liftRestriction, restrictCase } from '../../application/restrict-case.ts';
import { viewCase } from '../../application/view-case.ts';
import { liftWatch, watchCase } from '../../application/watch-case.ts';
import { change, read } from '../operation.ts';
import { answer, list, request, words } from '../schemas.ts';
import { addresses, Moment, NoQuery, OfCase } from './shapes.ts';

/**
 * Who may see a case: kept to named people, conflicts of interest, who reads its sensitive material, and the mark of a case
 * that is well known. For people: no scope gives any of it. Each side says and learns what concerns itself.
 */

const about = { tag: 'Who may see a case', params: OfCase } as const;

const Person = answer(
  'NamedPerson',
  z.object({
    userId: z.string(),
    name: z.string(),
    where: z.string().meta({ description: 'Rank, number and organisation, as far as there are any.' }),
    calledBy: z.string().meta({ description: 'What names them in a list: collar number, else email, else id.' }),
  }),
);

const Reader = answer(
  'SensitiveReader',
  z.object({
    person: Person,
    ground: z.enum(['officer', 'work', 'named']).meta({
      description: 'An officer of the case by its record, somebody who took work on it, or somebody named.',
    }),
    at: Moment.optional(),
    by: Person.optional(),
    reason: z.string().optional().meta({ description: 'For those who read it or name people.' }),
  }),
);

const Access = answer(
  'CaseAccess',
  z.object({
    standing: z.enum(['open', 'named', 'opened', 'kept', 'conflicted']),
    restriction: z
      .object({ by: Person, at: Moment, reason: z.string(), people: list(Person) })
      .optional()
      .meta({
        description: 'Left out while the case is open to everybody of this side whose role reads cases.',
      }),
    mark: z.object({ by: Person, at: Moment, reason: z.string() }).optional().meta({
      description: 'Well known or sensitive: whoever reads it without a part in it is flagged.',
    }),
    conflicts: list(z.object({ person: Person, by: Person, at: Moment, reason: z.string() })),
    openings: list(z.object({ person: Person, at: Moment, until: Moment, reason: z.string() })),
    sensitive: z.object({
      readers: list(Reader).meta({ description: 'The same list whether the case has sensitive material or not.' }),
      ended: list(z.object({ person: Person, by: Person, at: Moment, reason: z.string().optional() })),
      mayName: z.boolean(),
    }),
  }),
);

const personOf = ({ userId, name, where, calledBy }: Named): z.input<typeof Person> => ({
  ...{ userId, name, where, calledBy },
});

const readerOf = (each: SensitiveReaderView): z.input<typeof Reader> => {
  const base = { person: personOf(each.person), ground: each.ground };
  if (each.ground === 'officer') return base;
  if (each.ground === 'work') return { ...base, at: each.at };
  return { ...base, at: each.at, by: personOf(each.by), reason: each.reason };
};

const accessOf = ({ standing, restriction, watch, conflicts, openings, sensitive }: CaseAccess) =>
  ({
    standing,
    restriction: restriction && {
      ...{ at: restriction.at, reason: restriction.reason, by: personOf(restriction.by) },
      people: restriction.people.map(personOf),
    },
    mark: watch && { at: watch.at, reason: watch.reason, by: personOf(watch.by) },
    conflicts: conflicts.map((each) => ({ ...each, person: personOf(each.person), by: personOf(each.by) })),
    openings: openings.map((each) => ({ ...each, person: personOf(each.person) })),
    sensitive: {
      readers: sensitive.readers.map(readerOf),
      ended: sensitive.ended.map((each) => ({ ...each, person: personOf(each.person), by: personOf(each.by) })),
      mayName: sensitive.mayName,
    },
  }) satisfies z.input<typeof Access>;

const readAccess = read({
  ...about,
  id: 'readCaseAccess',
  path: '/cases/:urn/access',
  summary: 'Read who of one’s own side may see a case, and who reads its sensitive material',
  permission: 'case:read',
  peopleOnly: true,
  query: NoQuery,
  answer: Access,
  auditAs: 'api-who-may-see',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const view = await viewCase(deps, actor, urn);
    if (!view.ok) return view;
    const found = await viewCaseAccess(deps, actor, urn);
    return found.ok ? accept({ answer: accessOf(found.value), read: view.value.ref }) : found;
  },
});

const Reason = words(5000).meta({ description: 'In a sentence: at least 15 letters.' });
const Someone = z
  .string()
  .regex(/^[^\u0000-\u001f\u007f,;]{1,200}$/, 'must be one collar number, email or sign-in id')
  .meta({ description: 'Collar number, email or sign-in id of somebody of one’s own side.' });
const WithReason = request('ReasonForAccess', z.strictObject({ reason: Reason }));
const PersonAndReason = request(
  'PersonAndReason',
  z.strictObject({ userId: words(100).meta({ description: 'As `GET` of the access names them.' }), reason: Reason }),
);

const setting = {
  ...about,
  ...({ status: 200, needsVersion: true } as const),
  refuses: [
    ...(['case-not-found', 'not-allowed', 'not-valid', 'something-missing', 'already-done'] as const),
    'version-moved',
  ] satisfies RefusalCode[],
};
const next = (urn: string, say: string) => ({ to: addresses.access(urn), say });

const restrict = change({
  ...setting,
  id: 'restrictCase',
  path: '/cases/:urn/access/restrictions',
  summary: 'Keep a case to named people of one’s own side, or name others; whoever says so is one of them',
  permission: 'access:restrict',
  body: request('PeopleToKeepTo', z.strictObject({ people: z.array(Someone).max(200).default([]), reason: Reason })),
  logAs: 'keep-to-named-people',
  handle: ({ params: { urn }, body: { people, reason } }, { deps }, command) =>
    restrictCase(
      deps,
      command,
      { urn, people: people.join('\n'), reason },
      next(urn, 'From now on only these people may see this case.'),
    ),
});

const liftARestriction = change({
  ...setting,
  id: 'liftRestriction',
  path: '/cases/:urn/access/restriction-liftings',
  summary: 'Open a case to everybody of one’s own side again',
  permission: 'access:restrict',
  body: WithReason,
  logAs: 'open-to-side-again',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    liftRestriction(deps, command, { urn, ...body }, next(urn, 'This case is open to everyone on your side again.')),
});

const declare = change({
  ...setting,
  id: 'declareConflict',
  path: '/cases/:urn/access/conflicts',
  summary: 'Declare a conflict of interest: one’s own, or of somebody named by those who may restrict a case',
  description:
    'The case is not there for them from then on. Needs no version: nothing that happens meanwhile ends a conflict.',
  permission: 'case:read',
  peopleOnly: true,
  needsVersion: false,
  body: request('ConflictOfInterest', z.strictObject({ person: Someone.exactOptional(), reason: Reason })),
  logAs: 'declare-conflict',
  handle: ({ params: { urn }, body: { person, reason } }, { deps }, command) =>
    declareConflict(
      deps,
      command,
      { urn, person, reason },
      person === undefined
        ? { to: addresses.cases(), say: 'Your conflict is declared. You have no access to that case any more.' }
        : next(urn, 'The conflict is declared. They have no access to this case any more.'),
    ),
});

const liftAConflict = change({
  ...setting,
  id: 'liftConflict',
  path: '/cases/:urn/access/conflict-liftings',
  summary: 'Lift the conflict of another person',
  permission: 'access:oversee',
  body: PersonAndReason,
  logAs: 'lift-conflict',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    liftConflict(deps, command, { urn, ...body }, next(urn, 'The conflict is lifted.')),
});

const name = change({
  ...setting,
  id: 'nameSensitiveReaders',
  path: '/cases/:urn/access/sensitive-readers',
  summary: 'Name people of one’s own side for the sensitive material of a case',
  permission: 'sensitive:name',
  body: request('SensitiveReadersToName', z.strictObject({ people: z.array(Someone).min(1).max(200), reason: Reason })),
  logAs: 'name-for-sensitive-material',
  handle: ({ params: { urn }, body: { people, reason } }, { deps }, command) =>
    nameSensitiveReaders(
      deps,
      command,
      { urn, people: people.join('\n'), reason },
      next(urn, 'They are named for sensitive material of this case.'),
    ),
});

const end = change({
  ...setting,
  id: 'endSensitiveReader',
  path: '/cases/:urn/access/sensitive-reader-endings',
  summary: 'End somebody’s reading of the sensitive material of a case, whatever it rests on',
  permission: 'sensitive:name',
  body: PersonAndReason,
  logAs: 'end-reading-sensitive-material',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    endSensitiveReader(
      deps,
      command,
      { urn, ...body },
      next(urn, 'They read sensitive material of this case no more.'),
    ),
});

const mark = change({
  ...setting,
  id: 'markCase',
  path: '/cases/:urn/access/marks',
  summary: 'Mark a case as well known or sensitive, so that readings by those without a part in it are looked at',
  permission: 'access:restrict',
  body: WithReason,
  logAs: 'mark-as-well-known',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    watchCase(deps, command, { urn, ...body }, next(urn, 'This case is marked as well known or sensitive.')),
});

const takeMarkAway = change({
  ...setting,
  id: 'takeMarkAway',
  path: '/cases/:urn/access/mark-endings',
  summary: 'Take the mark of a well known or sensitive case away',
  permission: 'access:restrict',
  body: WithReason,
  logAs: 'take-mark-away',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    liftWatch(deps, command, { urn, ...body }, next(urn, 'This case is no longer marked as well known or sensitive.')),
});

export const accessOperations = [
  ...[readAccess, restrict, liftARestriction, declare, liftAConflict, name, end, mark, takeMarkAway],
];
