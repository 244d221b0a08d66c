import { z } from 'zod';
import { pointsOf, RejectionAnswerKind, type Rejection } from '../../domain/case-file/index.ts';
import { accept } from '../../domain/kernel/result.ts';
import { isWaitsFor, listCases, waits, type WaitsFor } from '../../application/list-cases.ts';
import { viewCase, viewCheck, viewSnapshot, type CaseView, type SubmissionView } from '../../application/view-case.ts';
import { read, type Visit } from '../operation.ts';
import { answer, list } from '../schemas.ts';
import { ContactCard, Day, Kind, Moment, NoQuery, OfCase, OfSubmission, State, Urn, viewSubmission } from './shapes.ts';
import { Clock, OffenceLimit } from './time-limits.ts';

const waitNames = Object.keys(waits) as [WaitsFor, ...WaitsFor[]]; // keys of a constant object

const CaseList = answer(
  'CaseList',
  z.object({
    cases: list(
      z.object({
        urn: Urn,
        title: z.string(),
        changedAt: Moment,
        officerInCase: z.string().optional(),
        submissions: list(z.object({ id: z.string(), kind: Kind, waitingFor: z.string() })),
      }),
    ),
    more: z.boolean().meta({ description: 'Whether another page follows.' }),
    total: z.int().meta({ description: 'How many there are; 1000 stands for that many or more.' }),
  }),
);

const listOfCases = read({
  id: 'listCases',
  path: '/cases',
  tag: 'Cases',
  summary: 'List cases, newest change first, 50 to a page',
  permission: 'case:list',
  params: z.strictObject({}),
  query: z.strictObject({
    search: z.string().max(200).exactOptional().meta({ description: 'Words that the reference or title has to hold.' }),
    waitsFor: z.enum(waitNames).exactOptional().meta({ description: 'Keeps cases that wait for this one.' }),
    page: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'must be a number from 1 to 9999')
      .exactOptional(),
  }),
  answer: CaseList,
  auditAs: 'api-list-of-cases',
  versioned: false,
  refuses: [],
  handle: async ({ query }, { deps, actor }) => {
    const { search = '', waitsFor, page = '1' } = query;
    const found = await listCases(deps, actor, {
      search,
      mine: false,
      waitsFor: waitsFor !== undefined && isWaitsFor(waitsFor) ? [waitsFor] : [],
      page: Number(page),
    });
    const refs = found.cases.map(({ ref }) => ref);
    // A kind is checked when a case is taken in; the row says no more than text.
    return accept({
      answer: { ...found, cases: found.cases.map((each) => ({ ...each, submissions: kindsOf(each) })) },
      read: search.trim() === '' ? refs : { found: refs },
    });
  },
});

const kindsOf = ({ submissions }: { submissions: readonly { id: string; kind: string; waitingFor: string }[] }) =>
  submissions.map((each) => ({ ...each, kind: Kind.parse(each.kind) }));

/** Something due that is not there or not good enough, and what was said about it. */
const Gap = answer(
  'Gap',
  z.object({
    item: z.string(),
    title: z.string(),
    result: z.string().meta({ description: 'missing or inadequate' }),
    why: z.string(),
    fix: z.string(),
    reason: z.string().optional().meta({ description: 'Why it is not there, as the officer said.' }),
    due: Day.optional().meta({ description: 'When it is expected.' }),
  }),
);
type Gap = z.input<typeof Gap>;

const Submission = answer(
  'Submission',
  z.object({
    submissionId: z.string(),
    kind: Kind,
    defendantIds: list(z.string()),
    state: State,
    waitingFor: z.string(),
    holder: z.enum(['police', 'cps', 'system']),
    version: z.int(),
    since: Moment,
    firstSentAt: Moment.optional(),
    sent: list(
      z.object({
        version: z.int(),
        sentAt: Moment,
        fromOrg: z.string(),
        toOrg: z.string(),
        ruleSetVersion: z.string(),
        verdict: z.string(),
        contentsHash: z.string(),
        priority: z.string(),
        requestedBy: ContactCard,
        passedBy: ContactCard,
        urgentCharge: z
          .object({
            defendantId: z.string(),
            offenceIds: list(z.string()),
            inspector: ContactCard,
            decidedAt: Moment,
            referredAt: Moment,
            detentionEndsAt: Moment,
            reason: z.string(),
          })
          .nullable()
          .meta({ description: 'That an inspector charged a suspect before a prosecutor could decide.' }),
        handedOver: z
          .object({
            at: Moment,
            way: z.enum(['email', 'paper', 'other_system']),
            reason: z.string(),
            recordedAt: Moment,
          })
          .nullable()
          .meta({ description: 'That it reached the CPS another way and was entered late: `sentAt` is that time.' }),
      }),
    ).meta({ description: 'Every version sent, newest first.' }),
    undelivered: z
      .object({ at: Moment, items: list(z.object({ materialId: z.string(), why: z.string() })), others: z.int() })
      .optional()
      .meta({
        description:
          'For police, while it is delivery_failed: what could not be read back; others are named only to those who may know of them.',
      }),
    rejection: z
      .object({
        detail: z.string(),
        responseDate: Day,
        at: Moment,
        points: list(
          z.object({
            point: z.string(),
            reason: z.string(),
            item: z.string().optional(),
            answer: z
              .object({ kind: RejectionAnswerKind, text: z.string(), materialIds: list(z.string()) })
              .optional()
              .meta({ description: 'What police say to it.' }),
          }),
        ),
      })
      .optional()
      .meta({ description: 'The last rejection by CPS triage, point by point.' }),
    gaps: list(Gap).meta({ description: 'For police of the file as it is; for the CPS of the version that was sent.' }),
  }),
);

const CaseOverview = answer(
  'CaseOverview',
  z.object({
    urn: Urn,
    title: z.string(),
    side: z.enum(['police', 'cps', 'board', 'outside']).meta({ description: 'From which side this is told.' }),
    force: z.object({ code: z.string(), name: z.string() }),
    unit: z.object({ code: z.string(), name: z.string() }),
    officers: list(
      z.object({
        role: z.string(),
        name: z.string(),
        rank: z.string(),
        collarNumber: z.string(),
        phone: z.string().optional(),
        email: z.string().optional(),
      }),
    ),
    suspects: list(
      z.object({
        defendantId: z.string(),
        givenName: z.string(),
        familyName: z.string(),
        status: z.string(),
        stage: z.string(),
      }),
    ),
    offences: list(
      z.object({
        offenceId: z.string(),
        defendantId: z.string(),
        cjsCode: z.string(),
        title: z.string(),
        wording: z.string(),
        status: z.string(),
        startDate: Day,
        endDate: Day,
        anticipatedPlea: z.string(),
        chargingAuthority: z.enum(['police', 'cps']),
      }),
    ),
    submissions: list(Submission),
    tracks: list(z.object({ defendantId: z.string(), state: z.string(), since: Moment })).meta({
      description: 'Where each suspect stands.',
    }),
    limits: list(OffenceLimit),
    clocks: list(Clock),
    decisions: list(
      z.object({
        submissionId: z.string(),
        version: z.int(),
        defendantId: z.string(),
        offenceId: z.string(),
        code: z.string(),
        test: z.string(),
        authorises: z
          .object({ cjsCode: z.string(), title: z.string(), wording: z.string(), startDate: Day, endDate: Day })
          .nullable(),
        prosecutor: ContactCard,
        issuedAt: Moment,
        laidChargeId: z.string().nullable(),
        chased: z.int().meta({ description: 'Months for which police were chased for the charge; 0 for none.' }),
        again: z
          .object({ why: z.enum(['refused', 'breached', 'lapsed']), says: z.string(), at: z.string() })
          .nullable()
          .meta({ description: 'Why the CPS decide it again, while they do.' }),
      }),
    ).meta({ description: 'What was decided, without the reasons; those are in the case itself.' }),
    consultations: list(
      z.object({
        ...{ consultationId: z.string(), submissionId: z.string(), how: z.string(), heldAt: Moment, minutes: z.int() },
        ...{ topic: z.string(), people: z.string(), agreed: z.string(), actions: z.string() },
        ...{ side: z.enum(['police', 'cps']), by: ContactCard, recordedAt: Moment },
      }),
    ).meta({ description: 'Conversations about its files, the one recorded last on top.' }),
  }),
);

/** What is open in the file as police hold it, or in the version that the CPS were sent. */
async function gapsOf(
  { deps, actor }: Visit,
  view: CaseView,
  { submissionId, version }: SubmissionView,
): Promise<Gap[]> {
  const { urn } = view.record;
  if (view.side === 'police') {
    const checked = await viewCheck(deps, actor, urn, submissionId);
    if (!checked.ok) return [];
    return checked.value.check.items.filter(isGap).map(({ explained, ...item }) => ({ ...item, ...explained }));
  }
  const sent = await viewSnapshot(deps, actor, urn, submissionId, version);
  if (!sent.ok) return [];
  const { check, gaps } = sent.value;
  return check.items.filter(isGap).map((item) => {
    const said = gaps.find((gap) => gap.item === item.item);
    return { ...item, reason: said?.reason, due: said?.due };
  });
}

const isGap = ({ level, result }: { readonly level: string; readonly result: string }): boolean =>
  level === 'required' && (result === 'missing' || result === 'inadequate');

const rejectionOf = (rejection: Rejection) => ({
  ...{ detail: rejection.detail, responseDate: rejection.responseDate, at: rejection.at },
  points: pointsOf(rejection).map(({ id, label, item }) => ({
    ...{ point: id, reason: label, item },
    answer: rejection.answers?.[id],
  })),
});

async function submissionOf(visit: Visit, view: CaseView, submission: SubmissionView) {
  const { rejection, undelivered, ...rest } = submission;
  return {
    ...rest,
    ...(rejection === undefined ? {} : { rejection: rejectionOf(rejection) }),
    ...(undelivered === null
      ? {}
      : {
          undelivered: {
            at: undelivered.at,
            items: view.material.flatMap(({ materialId, undelivered: why }) =>
              why === undefined ? [] : [{ materialId, why }],
            ),
            others: view.seesSensitive ? 0 : undelivered.others,
          },
        }),
    gaps: await gapsOf(visit, view, submission),
  };
}

async function overviewOf(visit: Visit, view: CaseView): Promise<z.input<typeof CaseOverview>> {
  const { record } = view;
  const people = new Map(record.persons.map((person) => [person.id, person]));
  const submissions: z.input<typeof Submission>[] = [];
  for (const each of view.submissions) submissions.push(await submissionOf(visit, view, each));
  return {
    ...{ urn: record.urn, title: record.title, side: view.side, force: record.force, unit: record.unit },
    officers: record.officers,
    suspects: record.defendants.map(({ id, personId, status, stage }) => {
      const person = people.get(personId);
      const [givenName, familyName] = [person?.givenName ?? '', person?.familyName ?? ''];
      return { defendantId: id, givenName, familyName, status, stage };
    }),
    offences: record.offences.map(({ id, ...offence }) => ({ offenceId: id, ...offence })),
    submissions,
    tracks: view.tracks,
    limits: view.limits,
    clocks: view.clocks,
    decisions: view.decisions.map(({ detail, ...each }) => ({ ...each, ...detail })),
    consultations: [...view.consultations],
  };
}

const readCase = read({
  id: 'readCase',
  path: '/cases/:urn',
  tag: 'Cases',
  summary:
    'Read a case: where its submissions and suspects stand, its offences, time limits, clocks, gaps and decisions',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: CaseOverview,
  auditAs: 'api-case',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, visit) => {
    const found = await viewCase(visit.deps, visit.actor, urn);
    if (!found.ok) return found;
    return accept({ answer: await overviewOf(visit, found.value), read: found.value.ref });
  },
});

const readSubmission = read({
  id: 'readSubmission',
  path: '/cases/:urn/submissions/:submissionId',
  tag: 'Cases',
  summary: 'Read one submission of a case',
  permission: 'case:read',
  params: OfSubmission,
  query: NoQuery,
  answer: Submission,
  auditAs: 'api-submission',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params }, visit) => {
    const found = await viewSubmission(visit, params);
    if (!found.ok) return found;
    const { view, submission } = found.value;
    return accept({ answer: await submissionOf(visit, view, submission), read: view.ref });
  },
});

export const caseOperations = [listOfCases, readCase, readSubmission];
