import { z } from 'zod';
import { thresholdConditions } from '../../domain/charging/index.ts';
import { parseAsn } from '../../domain/kernel/asn.ts';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { decideForPolice, tellVictim } from '../../application/decide-for-police.ts';
import { answerDifference, correctCharge } from '../../application/charge-differences.ts';
import { layCharge } from '../../application/lay-charge.ts';
import { recordOutOfCourt } from '../../application/out-of-court.ts';
import { viewCase, type ChargeRow } from '../../application/view-case.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import {
  addresses,
  ContactCard,
  Day,
  Id,
  given,
  Moment,
  NoQuery,
  OfCase,
  OfSubmission,
  Urn,
  withId,
} from './shapes.ts';

/** Charges that police have laid, each held against what was authorised. */

const tag = 'Charges';

const conditionIds = Object.keys(thresholdConditions) as (keyof typeof thresholdConditions)[]; // keys of a constant object

const Charge = answer(
  'Charge',
  z.object({
    chargeId: z.string(),
    defendantId: z.string(),
    cjsCode: z.string(),
    title: z.string(),
    wording: z.string(),
    startDate: Day,
    endDate: Day,
    laidAt: Moment,
    method: z.string(),
    asn: z.string().nullable(),
    court: z.string().nullable(),
    hearingOn: Day.nullable(),
    comparison: z.string().meta({ description: 'match, mismatch, not_authorised or police_charge' }),
    differences: list(z.string()),
    reason: z.string(),
    timing: z
      .object({
        kind: z.enum(['late', 'recorded-after']),
        lastDay: Day,
        days: z.int(),
        provision: z.string(),
        precaution: z.boolean(),
        reason: z.string(),
      })
      .optional()
      .meta({ description: 'Only for a charge laid after the last day, or recorded only then.' }),
    by: ContactCard,
    recordedAt: Moment,
    resolved: z.object({ outcome: z.string(), reason: z.string(), by: ContactCard, at: Moment }).nullable().meta({
      description: 'What became of a charge not laid as authorised: accepted, to_correct, amended, withdrawn.',
    }),
    before: z
      .object({ ...{ cjsCode: z.string(), title: z.string(), wording: z.string() }, startDate: Day, endDate: Day })
      .nullable()
      .meta({ description: 'The terms it was laid in, where it was corrected since.' }),
  }),
);

const PoliceDecided = answer(
  'PoliceDecided',
  z.object({
    submissionId: z.string(),
    ...{ defendantId: z.string(), offenceId: z.string() },
    outcome: z.enum(['charge', 'urgent_charge', 'no_further_action', 'out_of_court']),
    test: z.string(),
    evidence: z.string(),
    publicInterest: z.string(),
    reasonCode: z.string().optional(),
    outOfCourt: z.string().optional(),
    pleaBasis: z.string().optional(),
    sentence: z.string().optional(),
    admission: z.string().optional(),
    by: ContactCard,
    decidedAt: Moment,
    laidChargeId: z.string().nullable(),
  }),
);

const OutOfCourt = answer(
  'OutOfCourt',
  z.object({
    ...{ outcomeId: z.string(), submissionId: z.string(), defendantId: z.string(), offenceId: z.string() },
    title: z.string(),
    stands: z.enum(['offered', 'accepted', 'refused', 'kept', 'breached']),
    conditions: list(z.object({ conditionId: z.string(), text: z.string(), dueOn: Day, isKept: z.boolean() })),
    recorded: list(
      z.object({
        step: z.enum(['offered', 'accepted', 'refused', 'condition_kept', 'breached']),
        ...{ on: Day, conditionIds: list(z.string()), by: ContactCard, at: Moment },
        ...{ admission: z.string(), consent: z.string(), says: z.string() },
      }),
    ).meta({ description: 'What police recorded, the first thing first.' }),
  }),
);

const VictimToTell = answer(
  'VictimToTell',
  z.object({
    noticeId: z.string(),
    defendantId: z.string(),
    victim: z.string().meta({ description: 'Id of the person, or the name of a business.' }),
    enhanced: z.boolean().meta({ description: 'One working day, not five.' }),
    dueOn: Day,
    told: z.object({ on: Day, how: z.string(), by: z.string() }).nullable(),
  }),
);

const chargeOf = ({ detail, ...row }: ChargeRow): z.input<typeof Charge> => ({ ...row, ...detail });

const listCharges = read({
  id: 'listCharges',
  path: '/cases/:urn/charges',
  tag,
  summary: 'Read the charges laid in a case',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer(
    'Charges',
    z.object({
      charges: list(Charge),
      decidedByPolice: list(PoliceDecided).meta({
        description: 'What police decided without the CPS; for the CPS, what of it was told to them.',
      }),
      outOfCourt: list(OutOfCourt).meta({
        description: 'Outcomes out of court that the CPS decided and police offered.',
      }),
      victimsToTell: list(VictimToTell).meta({ description: 'Of a decision not to charge; for police alone.' }),
    }),
  ),
  auditAs: 'api-charges',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const { charges, policeDecisions, outOfCourt, victimNotices, ref } = found.value;
    return accept({
      answer: {
        charges: charges.map(chargeOf),
        decidedByPolice: policeDecisions.map(({ detail, decidedBy, decidedAt, laidChargeId, submissionId }) => ({
          ...detail,
          ...{ submissionId, by: decidedBy, decidedAt, laidChargeId },
        })),
        outOfCourt: outOfCourt.map(({ conditions, keptIds, lastOn: _lastOn, version: _version, ...each }) => ({
          ...each,
          conditions: conditions.map((one) => ({ ...one, isKept: keptIds.includes(one.conditionId) })),
        })),
        victimsToTell: [...victimNotices],
      },
      read: ref,
    });
  },
});

const readCharge = read({
  id: 'readCharge',
  path: '/cases/:urn/charges/:chargeId',
  tag,
  summary: 'Read one charge',
  permission: 'case:read',
  params: z.strictObject({ urn: Urn, chargeId: Id }),
  query: NoQuery,
  answer: Charge,
  auditAs: 'api-charge',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, chargeId } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const charge = found.value.charges.find((each) => each.chargeId === chargeId);
    return charge === undefined
      ? refuse('page-not-found', 'This case has no such charge.')
      : accept({ answer: chargeOf(charge), read: found.value.ref });
  },
});

const ChargeToRecord = request(
  'ChargeToRecord',
  z.strictObject({
    defendantId: words(100),
    cjsCode: words(20),
    wording: words(5000),
    startDate: CivilDateText,
    endDate: CivilDateText,
    laidAt: InstantText,
    method: z.enum(['charged_at_station', 'postal_requisition', 'summons']),
    asn: z.string().min(1).max(40).exactOptional(),
    court: maybeWords(200),
    hearingOn: CivilDateText.exactOptional(),
    reason: maybeWords(5000).meta({ description: 'Why it is not the charge that was authorised, when it is not.' }),
    timingReason: maybeWords(5000).meta({
      description:
        'Why it was laid after the last day, or what shows that it was in time when it is recorded only then.',
    }),
  }),
);

const recordCharge = change({
  id: 'recordCharge',
  path: '/cases/:urn/charges',
  tag,
  summary: 'Record a charge as laid',
  description: 'The CPS authorise a charge; police lay it, record it here, and it is held against what was authorised.',
  permission: 'charge:record',
  params: OfCase,
  body: ChargeToRecord,
  status: 201,
  needsVersion: true,
  logAs: 'record-charge',
  refuses: [
    ...(['case-not-found', 'not-allowed', 'only-police-lay-charges', 'not-valid', 'something-missing'] as const),
    ...(['version-moved'] as const),
  ],
  handle: async ({ params: { urn }, body }, { deps }, command) => {
    const { asn, court = '', hearingOn = null, reason = '', timingReason = '', ...charge } = body;
    const number = asn === undefined ? undefined : parseAsn(asn);
    if (number?.ok === false) return refuse('not-valid', number.refusal.detail, 'asn');
    const chargeId = deps.newId();
    return layCharge(
      withId(deps, chargeId),
      command,
      {
        urn,
        ...charge,
        asn: number?.value ?? null,
        court: court === '' ? null : court,
        hearingOn,
        reason,
        timingReason,
      },
      { to: addresses.charge(urn, chargeId), say: 'The charge is recorded and held against what was authorised.' },
    );
  },
});

const PoliceDecisionsToRecord = request(
  'PoliceDecisionsToRecord',
  z.strictObject({
    contentsHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the contentsHash of the check that was read'),
    defendantId: words(100),
    decisions: z
      .array(
        z.strictObject({
          offenceId: words(100),
          outcome: z.enum(['charge', 'urgent_charge', 'no_further_action', 'out_of_court']),
          test: z.enum(['full_code_test', 'threshold_test']).exactOptional(),
          evidence: maybeWords(5000),
          publicInterest: maybeWords(5000),
          threshold: z.partialRecord(z.enum(conditionIds), words(5000)).exactOptional(),
          pleaBasis: maybeWords(5000),
          sentence: maybeWords(5000),
          reasonCode: maybeWords(20),
          outOfCourt: maybeWords(50),
          admission: maybeWords(5000),
        }),
      )
      .min(1)
      .max(100),
    urgentReason: maybeWords(5000).meta({ description: 'Why no prosecutor can decide in time; for an urgent charge.' }),
  }),
);

const decideByPolice = change({
  id: 'decideForPolice',
  path: '/cases/:urn/submissions/:submissionId/police-decisions',
  tag,
  summary: 'Decide for police, at the gate, on every offence of one suspect',
  description:
    'A charge that police decide waits to be laid; an urgent charge by an inspector sends the file to the CPS in the same moment. What the CPS decide is refused with the reason.',
  permission: 'police:decide',
  peopleOnly: true,
  params: OfSubmission,
  body: PoliceDecisionsToRecord,
  status: 201,
  needsVersion: true,
  logAs: 'decide-for-police',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'certifier-is-officer-in-case'] as const),
    ...(['step-not-allowed', 'stale-page', 'contact-missing', 'something-missing', 'something-wrong'] as const),
    ...(['not-valid', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    decideForPolice(
      deps,
      command,
      {
        ...{ ...params, defendantId: body.defendantId, seen: body.contentsHash },
        urgentReason: body.urgentReason ?? '',
        decisions: body.decisions.map((each) => ({
          ...{ offenceId: each.offenceId, outcome: each.outcome, test: each.test ?? 'full_code_test' },
          ...{ evidence: each.evidence ?? '', publicInterest: each.publicInterest ?? '' },
          ...{ pleaBasis: each.pleaBasis ?? '', sentence: each.sentence ?? '', reasonCode: each.reasonCode ?? '' },
          ...{ outOfCourt: each.outOfCourt ?? '', admission: each.admission ?? '' },
          threshold: each.threshold === undefined ? {} : given(each.threshold),
        })),
      },
      { to: addresses.submission(params.urn, params.submissionId), say: 'What police decided is recorded.' },
    ),
});

const recordOutcome = change({
  id: 'recordOutOfCourt',
  path: '/cases/:urn/submissions/:submissionId/out-of-court/:offenceId',
  tag,
  summary: 'Record what becomes of an outcome out of court that the CPS decided',
  description:
    'Offered, with the conditions; then accepted or refused; then conditions kept, or breached. Refused or breached, the CPS decide again.',
  permission: 'charge:record',
  peopleOnly: true,
  params: z.strictObject({ urn: Urn, submissionId: Id, offenceId: Id }),
  body: request(
    'OutOfCourtStep',
    z.strictObject({
      step: z.enum(['offered', 'accepted', 'refused', 'condition_kept', 'breached']),
      on: CivilDateText,
      conditions: z
        .array(z.strictObject({ text: words(2000), dueOn: CivilDateText }))
        .max(20)
        .exactOptional()
        .meta({ description: 'Of a conditional caution, when it is offered.' }),
      conditionIds: z.array(words(20)).max(20).exactOptional().meta({ description: 'Kept, or not kept.' }),
      admission: maybeWords(5000).meta({ description: 'How they admitted the offence; needed with accepted.' }),
      consent: maybeWords(5000).meta({ description: 'How they agreed; needed with accepted.' }),
      says: maybeWords(5000).meta({ description: 'Why it was refused, or what shows that it was kept or not kept.' }),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'record-out-of-court',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'contact-missing'] as const),
    ...(['something-missing', 'not-valid', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    recordOutOfCourt(
      deps,
      command,
      {
        ...{ ...params, step: body.step, on: body.on, conditions: body.conditions ?? [] },
        ...{ conditionIds: body.conditionIds ?? [], admission: body.admission ?? '' },
        ...{ consent: body.consent ?? '', says: body.says ?? '' },
      },
      { to: addresses.submission(params.urn, params.submissionId), say: 'What becomes of the outcome is recorded.' },
    ),
});

const recordVictimTold = change({
  id: 'recordVictimTold',
  path: '/cases/:urn/victim-notices/:noticeId/told',
  tag,
  summary: 'Record that a victim was told of a decision not to charge',
  permission: 'case:read',
  peopleOnly: true,
  params: z.strictObject({ urn: Urn, noticeId: Id }),
  body: request('VictimTold', z.strictObject({ on: CivilDateText, how: words(5000) })),
  status: 201,
  needsVersion: true,
  logAs: 'tell-victim',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'already-done', 'not-valid'] as const),
    ...(['something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    tellVictim(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.case(params.urn), say: 'It is recorded that they were told.' },
    ),
});

const OfCharge = z.strictObject({ urn: Urn, chargeId: Id });

const answerTheDifference = change({
  id: 'answerChargeDifference',
  path: '/cases/:urn/charges/:chargeId/differences',
  tag,
  summary: 'Say what becomes of a charge that was not laid as authorised',
  description: 'Preparation stops until it is accepted, amended or withdrawn.',
  permission: 'review:decide',
  params: OfCharge,
  body: request(
    'DifferenceToAnswer',
    z.strictObject({ outcome: z.enum(['accepted', 'to_correct']), reason: words(2000) }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'answer-difference',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'already-done'] as const),
    ...(['something-missing', 'contact-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    answerDifference(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.charge(params.urn, params.chargeId), say: 'Police are told what becomes of the charge.' },
    ),
});

const correct = change({
  id: 'correctCharge',
  path: '/cases/:urn/charges/:chargeId/corrections',
  tag,
  summary: 'Record that a charge was amended to what was authorised, or withdrawn',
  permission: 'charge:record',
  params: OfCharge,
  body: request(
    'ChargeCorrection',
    z.strictObject({
      how: z.enum(['amended', 'withdrawn']),
      reason: words(2000).meta({ description: 'When, where and by whom.' }),
    }),
  ),
  status: 201,
  needsVersion: true,
  logAs: 'correct-charge',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'only-police-lay-charges', 'step-not-allowed'] as const),
    ...(['not-valid', 'something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) =>
    correctCharge(
      deps,
      command,
      { ...params, ...body },
      { to: addresses.charge(params.urn, params.chargeId), say: 'The correction is recorded.' },
    ),
});

export const chargeOperations = [
  ...[listCharges, readCharge, recordCharge],
  ...[decideByPolice, recordOutcome, recordVictimTold, answerTheDifference, correct],
];
