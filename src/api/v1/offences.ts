import { z } from 'zod';
import {
  AnticipatedPlea,
  EvidenceSays,
  levelOfPoint,
  pointLevels,
  PointSource,
  pointsToProveOf,
  TrialModeSet,
  TrialModeValue,
  weaknessesOf,
  whatFalls,
  type Offence,
} from '../../domain/case-file/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import type { OffenceEntry } from '../../domain/kernel/offence-code.ts';
import { accept, refuse } from '../../domain/kernel/result.ts';
import {
  addOffence,
  correctOffence,
  setTrialMode,
  takeBackTrialMode,
  withdrawOffence,
} from '../../application/change-offences.ts';
import { evidenceOf, setPointEvidence, writePoints } from '../../application/change-points.ts';
import { viewCase } from '../../application/view-case.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, Day, Id, Moment, NoQuery, OfCase, Urn } from './shapes.ts';

/** Offences of a case, how each is tried, and the national list that they are chosen from. */

const tag = 'Offences';
const OfOffence = z.strictObject({ urn: Urn, offenceId: Id });

const SetMode = answer(
  'ModeOfTrialSet',
  z
    .object({ value: TrialModeValue, reason: z.string(), by: z.string(), side: TrialModeSet.shape.side, at: Moment })
    .meta({ description: 'How it is tried, as somebody set it in place of the national list.' }),
);

const OffenceOfCase = answer(
  'OffenceOfCase',
  z.object({
    offenceId: z.string(),
    defendantId: z.string(),
    cjsCode: z.string(),
    title: z.string(),
    category: z.string(),
    status: z.string(),
    wording: z.string(),
    startDate: Day,
    endDate: Day,
    place: z.string().optional(),
    anticipatedPlea: AnticipatedPlea,
    pleaBasis: z.string().optional(),
    chargingAuthority: z.enum(['police', 'cps']),
    alternativeTo: z.string().optional().meta({ description: 'offenceId of another of the same suspect.' }),
    trialMode: SetMode.optional(),
  }),
);

const WithdrawnOffence = answer(
  'WithdrawnOffence',
  z.object({ offence: OffenceOfCase, reason: z.string(), withdrawnAt: Moment }),
);

const offenceOf = ({ id, ...offence }: Offence): z.input<typeof OffenceOfCase> => ({ offenceId: id, ...offence });

const listOffences = read({
  id: 'listOffences',
  path: '/cases/:urn/offences',
  tag,
  summary: 'Read the offences of a case, with how each is set to be tried; for police those withdrawn too',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer('OffencesOfCase', z.object({ offences: list(OffenceOfCase), withdrawn: list(WithdrawnOffence) })),
  auditAs: 'api-offences',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const { record, withdrawn, ref } = found.value;
    return accept({
      answer: {
        offences: record.offences.map(offenceOf),
        withdrawn: withdrawn.map(({ offence, reason, withdrawnAt }) => ({
          offence: offenceOf(offence),
          ...{ reason, withdrawnAt },
        })),
      },
      read: ref,
    });
  },
});

const said = {
  defendantId: words(100),
  cjsCode: words(20).meta({ description: 'On the national list; title and category come from there.' }),
  wording: words(5000),
  startDate: CivilDateText,
  endDate: CivilDateText,
  place: maybeWords(500),
  anticipatedPlea: AnticipatedPlea,
  chargingAuthority: z.enum(['police', 'cps']),
  alternativeTo: maybeWords(100).meta({ description: 'offenceId of another of the same suspect.' }),
  reason: words(5000),
};
/** What is left out is empty. */
const filled = <Said extends { readonly place?: string; readonly alternativeTo?: string }>(each: Said) => ({
  ...each,
  ...{ place: each.place ?? '', alternativeTo: each.alternativeTo ?? '' },
});
const refusedChanges = [
  ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
  ...(['something-missing', 'version-moved'] as const),
];

const addAnOffence = change({
  id: 'addOffence',
  path: '/cases/:urn/offences',
  tag,
  summary: 'Add a proposed offence to a case, with a reason',
  permission: 'case:build',
  params: OfCase,
  body: request('OffenceToAdd', z.strictObject(said)),
  status: 200,
  needsVersion: true,
  logAs: 'add-offence',
  refuses: refusedChanges,
  handle: ({ params: { urn }, body }, { deps }, command) =>
    addOffence(
      deps,
      command,
      { urn, ...filled(body) },
      { to: addresses.case(urn), say: 'The offence is added to the case.' },
    ),
});

const correctAnOffence = change({
  id: 'correctOffence',
  path: '/cases/:urn/offences/:offenceId/corrections',
  tag,
  summary: 'Correct a proposed offence, with a reason',
  description: 'All that is said of the offence is sent: what is left out is taken away.',
  permission: 'case:build',
  params: OfOffence,
  body: request('OffenceCorrected', z.strictObject(said)),
  status: 200,
  needsVersion: true,
  logAs: 'correct-offence',
  refuses: refusedChanges,
  handle: ({ params, body }, { deps }, command) =>
    correctOffence(
      deps,
      command,
      { ...params, ...filled(body) },
      { to: addresses.case(params.urn), say: 'The offence is corrected.' },
    ),
});

const WithReason = request('ReasonForOffence', z.strictObject({ reason: words(5000) }));

const withdrawAnOffence = change({
  id: 'withdrawOffence',
  path: '/cases/:urn/offences/:offenceId/withdrawal',
  tag,
  summary: 'Withdraw a proposed offence, with a reason; it stays to be read among those withdrawn',
  permission: 'case:build',
  params: OfOffence,
  body: WithReason,
  status: 200,
  needsVersion: true,
  logAs: 'withdraw-offence',
  refuses: refusedChanges,
  handle: ({ params, body }, { deps }, command) =>
    withdrawOffence(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.case(params.urn), say: 'The offence is withdrawn.' },
    ),
});

const setMode = change({
  id: 'setModeOfTrial',
  path: '/cases/:urn/offences/:offenceId/mode-of-trial',
  tag,
  summary: 'Set how an offence is tried, with a reason; its time limit is counted by it',
  permission: 'trial-mode:set',
  params: OfOffence,
  body: request('ModeOfTrialToSet', z.strictObject({ value: TrialModeValue, reason: words(5000) })),
  status: 200,
  needsVersion: true,
  logAs: 'set-mode-of-trial',
  refuses: [...refusedChanges, 'contact-missing'],
  handle: ({ params, body }, { deps }, command) =>
    setTrialMode(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.case(params.urn), say: 'How the offence is tried is set.' },
    ),
});

const takeModeBack = change({
  id: 'takeBackModeOfTrial',
  path: '/cases/:urn/offences/:offenceId/mode-of-trial/withdrawal',
  tag,
  summary: 'Take back how an offence was set to be tried; the national list counts again',
  permission: 'trial-mode:set',
  params: OfOffence,
  body: WithReason,
  status: 200,
  needsVersion: true,
  logAs: 'take-back-mode-of-trial',
  refuses: [...refusedChanges, 'contact-missing', 'already-done'],
  handle: ({ params, body }, { deps }, command) =>
    takeBackTrialMode(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.case(params.urn), say: 'How the offence is tried is no longer set by hand.' },
    ),
});

const ListedOffence = answer(
  'ListedOffence',
  z.object({
    cjsCode: z.string(),
    title: z.string(),
    category: z.string(),
    mode: z.object({ value: TrialModeValue, confirmed: z.boolean(), because: z.string() }),
    homeOfficeClass: z.string().optional(),
    recordable: z.boolean(),
    notifiable: z.boolean(),
    older: z
      .boolean()
      .meta({ description: 'An older code, for old cases: listed no more, or under a title of the past.' }),
  }),
);

const listed = ({ code, legacy, retired, ...entry }: OffenceEntry): z.input<typeof ListedOffence> => ({
  cjsCode: code,
  ...entry,
  older: legacy || retired !== undefined,
});

const searchOffences = read({
  id: 'searchOffences',
  path: '/offences',
  tag,
  summary: 'Look for an offence on the national list by words of its title, its Act or its code, best first',
  permission: null,
  params: z.strictObject({}),
  query: z.strictObject({
    search: z.string().max(200).exactOptional(),
    older: z.enum(['yes', 'no']).exactOptional().meta({ description: 'Whether older codes are looked in as well.' }),
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'must be a number from 1 to 100')
      .exactOptional(),
  }),
  answer: answer(
    'OffencesFound',
    z.object({
      found: list(ListedOffence),
      total: z.int().meta({ description: 'How many matched, of those that may be shown.' }),
      olderLeftOut: z.int().meta({ description: 'How many older codes matched and were left out.' }),
      standingData: z.string().meta({ description: 'Version of the list.' }),
    }),
  ),
  auditAs: null,
  versioned: false,
  refuses: [],
  handle: ({ query: { search = '', older, limit = '20' } }, { deps }) => {
    const wanted = { includeOlder: older === 'yes', limit: Number(limit) };
    const { found, total, olderLeftOut } = deps.offenceList.search(search, wanted);
    return Promise.resolve(
      accept({
        answer: { found: found.map(listed), total, olderLeftOut, standingData: deps.offenceList.version },
      }),
    );
  },
});

const Evidence = z.object({
  kind: z.enum(['material', 'person']),
  id: z.string().meta({ description: 'Of an item of material, or of a person in the case.' }),
  says: EvidenceSays,
  words: z.string(),
  hearsay: z.boolean(),
});

const PointOfOffence = answer(
  'PointToProve',
  z.object({
    pointId: z.string(),
    text: z.string(),
    source: z
      .object({ provision: z.string(), confidence: PointSource.shape.confidence })
      .optional()
      .meta({ description: 'Where it comes from; absent for one in the words of an officer.' }),
    evidence: list(Evidence),
    level: z.enum(pointLevels).meta({
      description:
        'How it stands: nothing, all in doubt, one source without a fault, or more. Sources are counted by whose account they are.',
    }),
    weaknesses: list(z.object({ kind: z.string(), why: z.string() })),
  }),
);

const FallenPoint = answer(
  'PointThatFalls',
  z.object({ offenceId: z.string(), pointId: z.string(), from: z.enum(pointLevels), to: z.enum(pointLevels) }),
);

const readPoints = read({
  id: 'readPoints',
  path: '/cases/:urn/offences/:offenceId/points',
  tag,
  summary: 'Read the points to prove of an offence, what evidence stands against each and why one is weak',
  description:
    'With `without`, an item (`material:M04`) or a person (`person:W1`) is taken away, and `falls` has the points of every offence of the case that stand weaker.',
  permission: 'case:read',
  params: OfOffence,
  query: z.strictObject({ without: z.string().max(200).exactOptional() }),
  answer: answer(
    'PointsOfOffence',
    z.object({
      written: z.boolean().meta({ description: 'False: nobody has, and these are those of our list of elements.' }),
      writtenFor: z.string().meta({ description: 'The offence code that they were written for.' }),
      points: list(PointOfOffence),
      falls: list(FallenPoint),
    }),
  ),
  auditAs: 'api-points',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, offenceId }, query: { without } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const { record, ref } = found.value;
    const offence = record.offences.find(({ id }) => id === offenceId);
    if (offence === undefined) return refuse('page-not-found', 'This case has no such offence.');
    const sources = await evidenceOf(deps, found.value);
    const points = pointsToProveOf(offence);
    const offences = record.offences.map((each) => ({ offenceId: each.id, list: pointsToProveOf(each).list }));
    return accept({
      answer: {
        written: offence.points !== undefined,
        writtenFor: points.cjsCode,
        points: points.list.map((point) => ({
          ...{ pointId: point.id, text: point.text, evidence: point.evidence },
          ...(point.source === undefined ? {} : { source: point.source }),
          ...{ level: levelOfPoint(point, sources), weaknesses: weaknessesOf(point, sources) },
        })),
        falls:
          without === undefined
            ? []
            : whatFalls(offences, sources, new Set([without])).map(({ offenceId: of, point, from, to }) => ({
                ...{ offenceId: of, pointId: point.id, from, to },
              })),
      },
      read: ref,
    });
  },
});

const writeThePoints = change({
  id: 'writePoints',
  path: '/cases/:urn/offences/:offenceId/points',
  tag,
  summary: 'Write the whole list of points to prove of an offence: renamed, added, taken out',
  description: 'A point with its `pointId` keeps what evidence says on it; one that is left out is taken out with it.',
  permission: 'case:build',
  params: OfOffence,
  body: request(
    'PointsToWrite',
    z.strictObject({
      points: z
        .array(z.strictObject({ pointId: Id.exactOptional(), text: words(500) }))
        .min(1)
        .max(30),
    }),
  ),
  status: 200,
  needsVersion: true,
  logAs: 'write-points',
  refuses: refusedChanges,
  handle: ({ params, body }, { deps }, command) =>
    writePoints(
      deps,
      command,
      {
        ...params,
        points: body.points.map(({ pointId, text }) => (pointId === undefined ? { text } : { id: pointId, text })),
      },
      { to: addresses.case(params.urn), say: 'The points to prove are written.' },
    ),
});

const setEvidence = change({
  id: 'setPointEvidence',
  path: '/cases/:urn/offences/:offenceId/points/:pointId/evidence',
  tag,
  summary: 'Say what one item or person proves on one point to prove, or that it says nothing there any more',
  description:
    'In place of what was said of it on that point. Sensitive items cannot stand there: points are sent with the file.',
  permission: 'case:build',
  params: z.strictObject({ urn: Urn, offenceId: Id, pointId: Id }),
  body: request(
    'PointEvidenceToSet',
    z.strictObject({
      kind: z.enum(['material', 'person']),
      id: Id,
      says: z.enum(['proves', 'supports', 'contradicts', 'nothing']),
      words: maybeWords(2000),
      hearsay: z.boolean().exactOptional(),
    }),
  ),
  status: 200,
  needsVersion: true,
  logAs: 'set-point-evidence',
  refuses: [...refusedChanges, 'already-done'],
  handle: ({ params, body: { kind, id, says, ...body } }, { deps }, command) =>
    setPointEvidence(
      deps,
      command,
      {
        ...{ ...params, item: { kind, id }, says: says === 'nothing' ? undefined : says },
        ...{ words: body.words ?? '', hearsay: body.hearsay ?? false },
      },
      { to: addresses.case(params.urn), say: 'What it says on this point is recorded.' },
    ),
});

export const offenceOperations = [
  ...[listOffences, addAnOffence, correctAnOffence, withdrawAnOffence],
  ...[readPoints, writeThePoints, setEvidence],
  ...[setMode, takeModeBack, searchOffences],
];
