import { z } from 'zod';
import { parseAsn } from '../../domain/kernel/asn.ts';
import { CivilDateText, InstantText } from '../../domain/kernel/civil-date.ts';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { layCharge } from '../../application/lay-charge.ts';
import { viewCase, type ChargeRow } from '../../application/view-case.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, ContactCard, Day, Id, Moment, NoQuery, OfCase, Urn, withId } from './shapes.ts';

/** Charges that police have laid, each held against what was authorised. */

const tag = 'Charges';

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
  answer: answer('Charges', z.object({ charges: list(Charge) })),
  auditAs: 'api-charges',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    return found.ok ? accept({ answer: { charges: found.value.charges.map(chargeOf) }, read: found.value.ref }) : found;
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

export const chargeOperations = [listCharges, readCharge, recordCharge];
