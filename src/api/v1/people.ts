import { z } from 'zod';
import { Availability, SuspectStatus, type ContactSaid, type WhoSaid } from '../../domain/case-file/index.ts';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import {
  recordInterview,
  recordPerson,
  recordSuspect,
  recordVictim,
  recordWitness,
  removeInterview,
  withdrawVictim,
  withdrawWitness,
} from '../../application/change-people.ts';
import { change } from '../operation.ts';
import { maybeWords, request, words } from '../schemas.ts';
import { addresses, Id, NoBody, OfCase, Urn } from './shapes.ts';

/** The people of a case: who they are, the part they play, what they need and when they can come to court. */

const tag = 'People';
const OfPerson = z.strictObject({ urn: Urn, personId: Id });
const OfSuspect = z.strictObject({ urn: Urn, defendantId: Id });
const Place = z.string().regex(/^[1-9]\d{0,2}$/, 'must be a number from 1');
const OfVictim = z.strictObject({ urn: Urn, number: Place });
const OfInterview = z.strictObject({ urn: Urn, defendantId: Id, number: Place });

const name = words(200);
const Contact = request(
  'HowToReach',
  z
    .strictObject({
      address: z.array(words(200)).max(10),
      postcode: maybeWords(20),
      phones: z.array(words(40)).max(10),
      emails: z.array(words(200)).max(10),
      knownToDefendantAddress: z.boolean().exactOptional(),
    })
    .meta({
      description: 'All of it is sent: what is left out is taken away. Only for those who see contact details.',
    }),
);
const PersonSent = request(
  'PersonSent',
  z.strictObject({
    ...{ givenName: name, familyName: name, dateOfBirth: CivilDateText.exactOptional(), occupation: maybeWords(200) },
    contact: Contact.exactOptional(),
  }),
);
const Who = request(
  'WhoSomebodyIs',
  z
    .union([z.strictObject({ personId: Id }), z.strictObject({ person: PersonSent })])
    .meta({ description: 'Somebody of the case by personId, or somebody new.' }),
);

const contactOf = (sent: z.infer<typeof Contact>): ContactSaid => ({
  ...sent,
  ...{ postcode: sent.postcode ?? '', knownToDefendantAddress: sent.knownToDefendantAddress },
});
const personOf = ({ contact, ...sent }: z.infer<typeof PersonSent>) => ({
  person: { ...sent, ...{ dateOfBirth: sent.dateOfBirth ?? '', occupation: sent.occupation ?? '' } },
  contact: contact === undefined ? undefined : contactOf(contact),
});
const whoOf = (who: z.infer<typeof Who>): WhoSaid => ('personId' in who ? who : personOf(who.person));

const needs = {
  vulnerable: z.boolean().exactOptional(),
  child: z.boolean().exactOptional(),
  interpreter: words(200).exactOptional(),
};
const witnessFields = {
  kind: z.enum(['civilian', 'officer', 'expert']),
  key: z.boolean().exactOptional(),
  statement: z.boolean().exactOptional(),
  ...needs,
  availability: Availability.exactOptional().meta({
    description: 'Left out until they were asked; no days to avoid when they said there are none.',
  }),
};
const victimFields = {
  kind: z.enum(['person', 'business', 'officer']),
  name: words(200).exactOptional().meta({ description: 'Of a business.' }),
  relationship: words(500).exactOptional(),
  attitude: words(5000).exactOptional(),
  ...needs,
  victimPersonalStatement: z
    .strictObject({
      offered: words(200).exactOptional(),
      made: z.boolean().exactOptional(),
      kind: words(200).exactOptional(),
    })
    .exactOptional(),
};

const refuses = [
  ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
  ...(['something-missing', 'already-done', 'version-moved'] as const),
];
const common = { tag, permission: 'case:build' as const, status: 200 as const, needsVersion: true, refuses };
const whole = 'All that is said of them is sent: what is left out is taken away.';
const to = (urn: string, say: string) => ({ to: addresses.case(urn), say });

const correctAPerson = change({
  ...{ ...common, id: 'correctPerson', path: '/cases/:urn/people/:personId', logAs: 'record-person' },
  summary: 'Correct who somebody of a case is and, where sent, how to reach them',
  description: whole,
  params: OfPerson,
  body: PersonSent,
  handle: ({ params, body }, { deps }, command) =>
    recordPerson(deps, command, { ...params, ...personOf(body) }, to(params.urn, 'The particulars are saved.')),
});

const addAWitness = change({
  ...{ ...common, id: 'addWitness', path: '/cases/:urn/witnesses', logAs: 'add-witness' },
  summary: 'Add a witness: somebody of the case or somebody new',
  params: OfCase,
  body: request('WitnessToAdd', z.strictObject({ who: Who, ...witnessFields })),
  handle: ({ params: { urn }, body: { who, ...witness } }, { deps }, command) =>
    recordWitness(deps, command, { urn, who: whoOf(who), witness, isNew: true }, to(urn, 'The witness is added.')),
});

const correctAWitness = change({
  ...{ ...common, id: 'correctWitness', path: '/cases/:urn/witnesses/:personId', logAs: 'record-witness' },
  summary: 'Record what a witness proves, what they need and when they cannot come to court',
  description: whole,
  params: OfPerson,
  body: request('WitnessSent', z.strictObject(witnessFields)),
  handle: ({ params: { urn, personId }, body }, { deps }, command) =>
    recordWitness(
      deps,
      command,
      { urn, who: { personId }, witness: body, isNew: false },
      to(urn, 'The witness is saved.'),
    ),
});

const WithReason = request('ReasonForPerson', z.strictObject({ reason: words(5000) }));

const withdrawAWitness = change({
  ...{
    ...common,
    id: 'withdrawWitness',
    path: '/cases/:urn/witnesses/:personId/withdrawal',
    logAs: 'withdraw-witness',
  },
  summary: 'Withdraw a witness, with a reason; their documents stay on the file',
  params: OfPerson,
  body: WithReason,
  handle: ({ params, body }, { deps }, command) =>
    withdrawWitness(deps, command, { ...params, ...body }, to(params.urn, 'The witness is withdrawn.')),
});

const addAVictim = change({
  ...{ ...common, id: 'addVictim', path: '/cases/:urn/victims', logAs: 'add-victim' },
  summary: 'Add a victim: somebody of the case, somebody new, or a business',
  params: OfCase,
  body: request('VictimToAdd', z.strictObject({ who: Who.exactOptional(), ...victimFields })),
  handle: ({ params: { urn }, body: { who, ...victim } }, { deps }, command) =>
    recordVictim(
      deps,
      command,
      { urn, number: undefined, who: who === undefined ? undefined : whoOf(who), victim },
      to(urn, 'The victim is added.'),
    ),
});

const correctAVictim = change({
  ...{ ...common, id: 'correctVictim', path: '/cases/:urn/victims/:number', logAs: 'record-victim' },
  summary: 'Record what is known of a victim, by their place in the list of victims',
  description: whole,
  params: OfVictim,
  body: request('VictimSent', z.strictObject({ who: Who.exactOptional(), ...victimFields })),
  handle: ({ params: { urn, number }, body: { who, ...victim } }, { deps }, command) =>
    recordVictim(
      deps,
      command,
      { urn, number: Number(number), who: who === undefined ? undefined : whoOf(who), victim },
      to(urn, 'The victim is saved.'),
    ),
});

const withdrawAVictim = change({
  ...{ ...common, id: 'withdrawVictim', path: '/cases/:urn/victims/:number/withdrawal', logAs: 'withdraw-victim' },
  summary: 'Withdraw a victim, with a reason; those after them in the list move up',
  params: OfVictim,
  body: WithReason,
  handle: ({ params: { urn, number }, body }, { deps }, command) =>
    withdrawVictim(deps, command, { urn, number: Number(number), ...body }, to(urn, 'The victim is withdrawn.')),
});

const SuspectSent = request(
  'SuspectSent',
  z.strictObject({
    status: SuspectStatus,
    pncId: z
      .string()
      .regex(/^\d{4}\/\d{7}[A-HJ-NP-RT-Z]$/, 'must look like 2009/0412207M')
      .exactOptional(),
    asn: z
      .string()
      .regex(/^\d{2}[A-Z0-9]{6,7}\d{11}[A-HJ-NP-RT-Z]$/, 'must look like 2635NT0100000000417F')
      .exactOptional(),
    custodyRecord: words(100).exactOptional(),
    noFixedAddress: z.boolean().exactOptional(),
    isYouth: z.boolean().exactOptional().meta({ description: 'Where no date of birth is recorded.' }),
    appropriateAdult: words(200).exactOptional(),
    hasRecord: z.boolean().exactOptional(),
    remandSought: z.boolean().exactOptional(),
    arrest: z.strictObject({ at: InstantText, place: words(500) }).exactOptional(),
    custody: z
      .strictObject({
        arrivedAt: InstantText,
        detentionAuthorisedAt: InstantText.exactOptional(),
        releasedAt: InstantText.exactOptional(),
      })
      .exactOptional(),
    preChargeBail: z.strictObject({ firstDay: CivilDateText, endsOn: CivilDateText }).exactOptional(),
    conditions: z.array(words(1000)).max(50).exactOptional().meta({ description: 'Of the bail that they are on.' }),
  }),
);

const recordASuspect = change({
  ...{ ...common, id: 'recordSuspect', path: '/cases/:urn/suspects/:defendantId', logAs: 'record-suspect' },
  summary: 'Record the status, arrest, custody and bail of a suspect; time limits follow',
  description: whole,
  params: OfSuspect,
  body: SuspectSent,
  handle: ({ params, body }, { deps }, command) => {
    const { arrest, custody, preChargeBail, conditions } = body;
    const suspect = {
      ...{ status: body.status, pncId: body.pncId, asn: body.asn, custodyRecord: body.custodyRecord },
      ...{ noFixedAddress: body.noFixedAddress, isYouth: body.isYouth, appropriateAdult: body.appropriateAdult },
      ...{ hasRecord: body.hasRecord, remandSought: body.remandSought, arrestedAt: arrest?.at },
      ...{ arrestedWhere: arrest?.place, arrivedAt: custody?.arrivedAt, releasedAt: custody?.releasedAt },
      ...{ detentionAuthorisedAt: custody?.detentionAuthorisedAt, bailFrom: preChargeBail?.firstDay },
      ...{ bailTo: preChargeBail?.endsOn, conditions: conditions ?? [] },
    };
    return recordSuspect(deps, command, { ...params, suspect }, to(params.urn, 'The suspect is saved.'));
  },
});

const InterviewSent = request(
  'InterviewSent',
  z.strictObject({ date: CivilDateText, outcome: words(5000), material: Id.exactOptional() }),
);

const addAnInterview = change({
  ...{ ...common, id: 'addInterview', path: '/cases/:urn/suspects/:defendantId/interviews', logAs: 'add-interview' },
  summary: 'Add an interview of a suspect',
  params: OfSuspect,
  body: InterviewSent,
  handle: ({ params, body }, { deps }, command) =>
    recordInterview(
      deps,
      command,
      { ...params, number: undefined, interview: body },
      to(params.urn, 'The interview is added.'),
    ),
});

const correctAnInterview = change({
  ...{ ...common, id: 'correctInterview', logAs: 'record-interview' },
  path: '/cases/:urn/suspects/:defendantId/interviews/:number',
  summary: 'Correct an interview of a suspect, by its place among them',
  params: OfInterview,
  body: InterviewSent,
  handle: ({ params: { number, ...about }, body }, { deps }, command) =>
    recordInterview(
      deps,
      command,
      { ...about, number: Number(number), interview: body },
      to(about.urn, 'The interview is saved.'),
    ),
});

const takeInterviewOff = change({
  ...{ ...common, id: 'removeInterview', logAs: 'remove-interview' },
  path: '/cases/:urn/suspects/:defendantId/interviews/:number/removal',
  summary: 'Take an interview off that was recorded by mistake',
  params: OfInterview,
  body: NoBody,
  handle: ({ params: { number, ...about } }, { deps }, command) =>
    removeInterview(deps, command, { ...about, number: Number(number) }, to(about.urn, 'The interview is taken off.')),
});

export const peopleOperations = [
  ...[correctAPerson, addAWitness, correctAWitness, withdrawAWitness, addAVictim, correctAVictim, withdrawAVictim],
  ...[recordASuspect, addAnInterview, correctAnInterview, takeInterviewOff],
];
