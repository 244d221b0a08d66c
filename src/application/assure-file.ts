import { sideOf, type Audience, type Contact } from '../domain/access/index.ts';
import {
  canonicalJson,
  certifyFile as decideCertificate,
  classOfMaterial,
  contactIsComplete,
  deliver,
  isOfficerInCase,
  mayGoToCps,
  mayPassOn,
  passFile as decidePassing,
  recordHandOver,
  sendingSteps,
  partsForSubmission,
  Rejection,
  type Material,
  returnFile as decideReturn,
  type Submission,
  submitFile as decideSubmission,
  takeAll,
  unansweredPoints,
  type CaseEvent,
  type CaseRecord,
  type FirstLooks,
  type HandOver,
  type OpenPoints,
  type ReadBack,
  type StoredDocument,
  stopsPreparation,
  type UndeliveredItem,
  type UrgentCharge,
  type Urgency,
} from '../domain/case-file/index.ts';
import {
  certificateHeadings,
  disclosureHeading,
  disclosureStatement,
  returnReasons,
  withoutMaterial,
  type CheckResult,
} from '../domain/file-standard/index.ts';
import { instant, sayInstant, Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { may } from '../domain/access/index.ts';
import {
  changeCase,
  contentsHashOf,
  entriesFor,
  sha256OfText,
  submissionIn,
  type Next,
  type WholeCase,
} from './case-store.ts';
import { Certificate, certificateOf, checkFile, explainedIn, openPointsOf, withCertificate } from './check-file.ts';
import type { Deps, Transaction } from './deps.ts';
import { trainedFor } from './accreditations.ts';
import { withoutDecided } from './going-on.ts';
import { readBackOf } from './read-back.ts';
import { isUrgentRequest, receivingOrganisation } from './routing.ts';
import type { Command, Done } from './once.ts';
import { closedByArrival } from './plan-items.ts';
import { seesSensitiveOf } from './sensitive-readers.ts';
import { urgencyFor } from './urgency.ts';
import { claimMinutes } from './work-queues.ts';
import { documentRefOf } from '../storage/shared-reads.ts';

/** Police assurance: the officer submits, the supervisor certifies, the gatekeeper returns or sends. */

interface About {
  readonly urn: string;
  readonly submissionId: string;
}

/** What is open in a file, for the person who decides on it. `tx` is of the system. */
export async function openFor(
  deps: Deps,
  tx: Transaction,
  { actor }: Command,
  whole: WholeCase,
  submissionId: string,
): Promise<OpenPoints> {
  const check = checkFile(deps, whole, submissionId);
  if (await seesSensitiveOf(tx, whole.ref, actor)) return openPointsOf(check, check);
  const sensitive = whole.material.filter((each) => each.class === 'V5').map(({ materialId }) => materialId);
  return openPointsOf(check, withoutMaterial(check, new Set(sensitive)));
}

const isOfficer = (command: Command, record: CaseRecord): boolean =>
  isOfficerInCase(command.actor, record.force.code, record.officers);

/** T01, or T16 after a rejection. Refuses `something-wrong` while something on the file cannot be right. */
export const submitFile = (deps: Deps, command: Command, input: About, next: Next): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    return decideSubmission(submission.value, {
      actor: command.actor,
      isOfficerInCase: isOfficer(command, whole.record),
      open: await openFor(deps, tx, command, whole, input.submissionId),
      explained: explainedIn(whole, submission.value),
      unanswered: unansweredIn(whole, input.submissionId),
      contentsHash: contentsHashOf(whole, input.submissionId),
      urgency: urgencyFor(deps, whole, submission.value),
    });
  });

const rejectionIn = (whole: WholeCase, submissionId: string): Rejection | undefined =>
  Rejection.safeParse(whole.rows.find((each) => each.submissionId === submissionId)?.rejection).data;

const unansweredIn = (whole: WholeCase, submissionId: string): number => {
  const rejection = rejectionIn(whole, submissionId);
  return rejection === undefined ? 0 : unansweredPoints(rejection).length;
};

/**
 * T03. Refuses `not-allowed` from the compliance date of the force on without a training record (BR-15). `seen` is the contents hash of the page certified: refuses `stale-page` when the file has changed since, and
 * `something-wrong` while something on it cannot be right.
 */
export const certifyFile = (
  deps: Deps,
  command: Command,
  input: About & { comments: Readonly<Record<string, string>>; disclosureAssured: boolean; seen: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const contentsHash = contentsHashOf(whole, input.submissionId);
    if (contentsHash !== input.seen)
      return refuse('stale-page', 'The file was changed while you were reading it. Look at it again, then certify.');
    const decided = decideCertificate(submission.value, {
      actor: command.actor,
      isOfficerInCase: isOfficer(command, whole.record),
      headings: certificateHeadings,
      comments: input.comments,
      disclosure: { heading: disclosureHeading, statement: disclosureStatement, assured: input.disclosureAssured },
      open: await openFor(deps, tx, command, whole, input.submissionId),
      explained: explainedIn(whole, submission.value),
      contentsHash,
      urgency: urgencyFor(deps, whole, submission.value),
    });
    if (!decided.ok) return decided;
    const trained = await trainedFor(deps, tx, command, whole, { submissionId: input.submissionId, step: 'T03' });
    return trained.ok ? accept([...decided.value, ...trained.value]) : trained;
  });

/** T02 or T04, with reasons from the shared list. Refuses `not-valid` for a reason that is not on it. */
export const returnFile = (
  deps: Deps,
  command: Command,
  input: About & { reasons: readonly string[]; text: string; due: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const reasons = returnReasons.filter(({ id }) => input.reasons.includes(id));
    if (reasons.length !== new Set(input.reasons).size)
      return refuse('not-valid', 'Choose reasons from the list.', 'reasons');
    return decideReturn(submission.value, {
      actor: command.actor,
      reasons,
      text: input.text,
      due: input.due,
      today: deps.today().toString(),
      urgency: urgencyFor(deps, whole, submission.value),
    });
  });

/** Refuses `stale-page` when the file is not the one that was certified and read. */
function isAsCertified(whole: WholeCase, { submissionId, seen }: About & { seen: string }): Result<true, 'stale-page'> {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  const certificate = Certificate.safeParse(row?.certificate);
  const now = contentsHashOf(whole, submissionId);
  return certificate.success && certificate.data.contentsHash === now && seen === now
    ? accept(true)
    : refuse('stale-page', 'The file is not the one that was certified. Return it to the supervisor.');
}

/** Who certified a file and who passed it at the first gate, for whoever takes the second look. */
const firstLooks = (whole: WholeCase, submissionId: string): FirstLooks => {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  return { certifiedBy: Certificate.safeParse(row?.certificate).data?.by, passedBy: row?.passed ?? undefined };
};

/**
 * V08: the gatekeeper of a force with a second gate passes the file to it. Refuses `stale-page` when the file is not the one
 * that was certified, `step-not-allowed` in a force that has none, and `something-wrong` as `sendFile`.
 */
export const passFile = (
  deps: Deps,
  command: Command,
  input: About & { seen: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const going = withoutDecided(whole, input.submissionId);
    const decided = decidePassing(submission.value, {
      actor: command.actor,
      isOfficerInCase: isOfficer(command, whole.record),
      secondGate: deps.forceRules(whole.ref.ownerId).secondGate,
      open: await openFor(deps, tx, command, going, input.submissionId),
      urgency: urgencyFor(deps, whole, submission.value),
    });
    if (!decided.ok) return decided;
    const same = isAsCertified(whole, input);
    if (!same.ok) return same;
    const trained = await trainedFor(deps, tx, command, whole, { submissionId: input.submissionId, step: 'V08' });
    return trained.ok ? accept([...decided.value, ...trained.value]) : trained;
  });

/** A file as somebody sends it. `handedOver` where the CPS were handed it another way, with the time as an ISO instant (BR-31). */
export type FileToSend = About & {
  readonly seen: string;
  readonly handedOver?: { readonly at: string; readonly way: string; readonly reason: string };
};

/**
 * T05, T08, T09 and T10 or T11: the gatekeeper passes the file and it goes at once. In a force with a second gate it goes from
 * there alone, by somebody who has not looked at it before (`mayPassOn`). Makes the snapshot: what is sent, in
 * parts by visibility class, with the check result and one hash over all of it. Every document is read back first; where one
 * cannot be, nothing goes, and the file waits to be sent again (V15, BR-22). Refuses `stale-page` when the file is not
 * the one that was certified, and `something-wrong` while something on the file cannot be right; of a hand-over, as
 * `recordHandOver`.
 * @param undelivered where the person goes, and the sentence they see, when it could not be delivered
 */
export async function sendFile(
  deps: Deps,
  sender: Command,
  input: FileToSend,
  next: Next,
  undelivered: Next = next,
): Promise<Result<Done>> {
  const back = await readBackOf(deps, sender, input.urn);
  // It is delivered when it is known to be whole, not when somebody asked.
  const command = { ...sender, at: laterOf(sender.at, deps.now()) };
  return changeCase(deps, command, input.urn, back.whole ? next : undelivered, async (whole, tx) => {
    if (!may(command.actor, 'file:gatekeep')) return refuse('not-allowed', 'Only a gatekeeper sends a file.');
    if (isOfficer(command, whole.record))
      return refuse('certifier-is-officer-in-case', 'You are an officer in this case: another gatekeeper sends it.');
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    // What police decided on a suspect is not sent: those who go on are.
    const going = withoutDecided(whole, input.submissionId);
    const row = whole.rows.find((each) => each.submissionId === input.submissionId);
    const pending = row?.urgentCharge ?? undefined;
    const urgent = isUrgentRequest(going.record, input.submissionId) || pending !== undefined;
    const taken = takeAll(sendingSteps(submission.value.state, urgent ? 'T11' : 'T10'), submission.value.state);
    if (!taken.ok) return taken;
    const passes = mayPassOn(submission.value, {
      ...firstLooks(whole, input.submissionId),
      actor: command.actor,
      isOfficerInCase: isOfficer(command, whole.record),
      secondGate: deps.forceRules(whole.ref.ownerId).secondGate,
    });
    if (!passes.ok) return passes;
    const contact = contactIsComplete(command.actor.contact);
    if (!contact.ok) return contact;
    const same = isAsCertified(whole, input);
    if (!same.ok) return same;
    const stopped = preparationStopped(whole, input.submissionId);
    if (stopped !== undefined) return refuse('step-not-allowed', stopped);
    // A document may have been read, or an edition have come into force, since it was certified.
    const right = mayGoToCps(await openFor(deps, tx, command, going, input.submissionId));
    if (!right.ok) return right;
    const trained = await trainedFor(deps, tx, command, whole, { submissionId: input.submissionId, step: 'T05' });
    if (!trained.ok) return trained;
    const late = handOverOf(whole, input, command);
    if (!late.ok) return late;
    const toOrg = await receivingOrganisation(tx, command.actor.organisation, urgent);
    const urgentCharge = pending === undefined ? undefined : { ...pending, referredAt: command.at.toString() };
    const sent = snapshotEvents(deps, command, going, input.submissionId, {
      ...{ urgent, toOrg, contact: contact.value, read: back.read },
      ...(urgentCharge === undefined ? {} : { urgentCharge }),
      ...(late.value === undefined ? {} : { handedOver: late.value }),
    });
    if (!sent.delivered) return accept(sent.events);
    const arrived = whole.record.material.filter((each) => classOfMaterial(each) === 'V1');
    const how = `came with ${input.submissionId}, version ${submission.value.version}`;
    return accept([...sent.events, ...trained.value, ...(await closedByArrival(tx, command, whole, { arrived, how }))]);
  });
}

const laterOf = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(a, b) < 0 ? b : a);

/** The hand-over that somebody records now, or recorded when the file could not be delivered; undefined for none. */
function handOverOf(whole: WholeCase, input: FileToSend, command: Command): Result<HandOver | undefined> {
  const row = whole.rows.find((each) => each.submissionId === input.submissionId);
  if (input.handedOver === undefined) return accept(row?.undelivered?.handedOver);
  const certified = Certificate.safeParse(row?.certificate).data?.at ?? command.at.toString();
  const from = laterOf(instant(certified), instant(row?.passed?.at ?? certified)).toString();
  return recordHandOver(input.handedOver, { now: command.at.toString(), from });
}

/**
 * Why a file for court cannot go, or undefined: a charge of one of its suspects was not laid as authorised and nobody has
 * resolved it yet.
 * @source domain reference, BR-60
 */
function preparationStopped({ record, charges, rows }: WholeCase, submissionId: string): string | undefined {
  const kind = record.submissions.find(({ id }) => id === submissionId)?.kind ?? '';
  if (!kind.startsWith('POST_') && !kind.startsWith('UPGRADE_')) return undefined;
  const defendantIds = rows.find((each) => each.submissionId === submissionId)?.defendantIds ?? [];
  return stopsPreparation(charges, defendantIds).length === 0
    ? undefined
    : 'A charge was not laid as authorised. Preparation stops until a prosecutor or police resolve it, on Charges.';
}

/** What the standard was stumbled over for in a version as it is sent, for the log of such rules. */
const stumbledOver = (check: CheckResult, rejection: Rejection | undefined) => {
  const gaps = check.items.flatMap(({ item, explained }) => (explained === undefined ? [] : [item]));
  const disputed = Object.entries(rejection?.answers ?? {}).flatMap(([point, { kind }]) =>
    kind === 'disputed' ? [point] : [],
  );
  return { ...(gaps.length === 0 ? {} : { gaps }), ...(disputed.length === 0 ? {} : { disputed }) };
};

/**
 * What is sent: a snapshot of a submission in parts, with a receipt for every document; or, where one has none, that it could
 * not be delivered and of what. `urgentCharge` marks a file whose suspect an inspector has charged.
 * @param given.read what came of reading the documents back, by hash
 */
export function snapshotEvents(
  deps: Deps,
  command: Command,
  whole: WholeCase,
  submissionId: string,
  {
    urgent,
    toOrg,
    contact,
    read,
    urgentCharge,
    handedOver,
  }: {
    urgent: boolean;
    toOrg: string;
    contact: Contact;
    read: ReadonlyMap<string, ReadBack>;
    urgentCharge?: UrgentCharge;
    handedOver?: HandOver;
  },
): { readonly delivered: boolean; readonly events: readonly CaseEvent[] } {
  const submission = submissionIn(whole, submissionId);
  const request = whole.record.submissions.find(({ id }) => id === submissionId);
  if (!submission.ok || request === undefined) throw new Error('a submission that was decided on is gone');
  const { version, defendantIds } = submission.value;
  const check = checkFile(deps, whole, submissionId);
  const record = withCertificate(whole.record, submissionId, certificateOf(whole, submissionId));
  const parts = partsForSubmission(record, submissionId);
  // What everybody who receives the file reads names no item that only some of them may know of: sensitive ones, and forms
  // that hold contact details.
  const kept = new Set(
    record.material.filter((each) => ['V5', 'V6'].includes(classOfMaterial(each))).map(({ id }) => id),
  );
  const certificate = Certificate.parse(whole.rows.find((each) => each.submissionId === submissionId)?.certificate);
  const answered = rejectionIn(whole, submissionId);
  const formsOf = (material: readonly Material[]) => material.filter((each) => classOfMaterial(each) === 'V6');
  const V1 = canonicalJson({
    record: { ...parts.V1, material: parts.V1.material.filter(({ id }) => !kept.has(id)) },
    check: withoutMaterial(check, kept),
    certificate: {
      ...{ headings: certificate.headings, certifier: certificate.certifier, at: certificate.at },
      ...(certificate.disclosureAssured === undefined ? {} : { disclosureAssured: certificate.disclosureAssured }),
    },
    gaps: whole.gaps.filter((g) => g.submissionId === submissionId),
    ...entriesOfClass(whole, submissionId, 'V1'),
    // What the version before was rejected for, with what police say to each point of it.
    ...(answered === undefined ? {} : { answered: withoutItems(answered, kept) }),
  });
  const sensitiveEntries = entriesOfClass(whole, submissionId, 'V5');
  const V5 = canonicalJson({ material: parts.V5, ...sensitiveEntries });
  const V6 = canonicalJson({
    ...{ contacts: parts.V6, needs: parts.needs, material: formsOf(parts.V1.material) },
    ...entriesOfClass(whole, submissionId, 'V6'),
  });
  const stored: StoredDocument[] = whole.material.map((each) => ({
    materialId: each.materialId,
    class: classOfMaterial(each.detail),
    material: each.detail,
    document: documentRefOf(each),
  }));
  const delivery = deliver(stored, read);
  if (delivery.outcome === 'failed')
    return {
      delivered: false,
      events: failedDelivery(deps, command, whole, submission.value, delivery.items, handedOver),
    };
  const { documents } = delivery;
  const contentsHash = sha256OfText(
    canonicalJson({
      urn: record.urn,
      submissionId,
      version,
      ruleSetVersion: check.ruleSetVersion,
      parts: { V1: sha256OfText(V1), V5: sha256OfText(V5), V6: sha256OfText(V6) },
      documents: documents.map(({ materialId, document }) => [materialId, document?.sha256 ?? null]),
    }),
  );
  const officer = whole.record.officers.find(({ role }) => role === 'officer_in_case');
  const touches = [`${submissionId}:state`];
  const events: CaseEvent[] = [
    {
      type: 'file-sent',
      touches,
      payload: {
        submissionId,
        version,
        kind: request.kind,
        defendantIds: [...defendantIds],
        ruleSetVersion: check.ruleSetVersion,
        verdict: check.verdict,
        contentsHash,
        content: V1,
        contentSha256: sha256OfText(V1),
        documents: documents.filter((each) => each.class === 'V1'),
        priority: check.priority ?? 'none',
        route: urgent ? 'T11' : 'T10',
        fromOrg: command.actor.organisation.id,
        toOrg,
        urn: record.urn,
        title: record.title,
        requestedBy: contactOfOfficer(officer),
        passedBy: { ...contact },
        urgency: markedUrgent(urgencyFor(deps, whole, submission.value), urgentCharge),
        ...stumbledOver(check, answered),
        ...(urgentCharge === undefined ? {} : { urgentCharge }),
        ...(handedOver === undefined ? {} : { handedOver }),
      },
    },
    {
      type: 'contact-part-sent',
      touches,
      payload: {
        ...{ submissionId, version, content: V6, contentSha256: sha256OfText(V6) },
        documents: documents.filter((each) => each.class === 'V6'),
      },
    },
  ];
  if (parts.V5.length > 0 || 'forms' in sensitiveEntries)
    events.push({
      type: 'sensitive-part-sent',
      touches,
      payload: {
        submissionId,
        version,
        content: V5,
        contentSha256: sha256OfText(V5),
        documents: documents.filter((each) => each.class === 'V5'),
      },
    });
  return { delivered: true, events };
}

/** V15: what could not be read back, each item to those who may know of it; the file is kept for whoever sent it. */
function failedDelivery(
  deps: Deps,
  command: Command,
  whole: WholeCase,
  submission: Submission,
  failed: readonly UndeliveredItem[],
  handedOver: HandOver | undefined,
): CaseEvent[] {
  const { submissionId, version } = submission;
  const touches = [`${submissionId}:state`];
  const named = (items: readonly UndeliveredItem[]) => items.map(({ materialId, why }) => ({ materialId, why }));
  const sensitive = failed.filter((each) => each.class === 'V5');
  const open = failed.filter((each) => each.class !== 'V5');
  const urgency = urgencyFor(deps, whole, submission);
  const ids = open.map(({ materialId }) => materialId);
  const listed = ids.length > 3 ? `${ids.length} documents` : ids.join(', ');
  const what = ids.length === 0 ? 'a document' : `${listed}${sensitive.length === 0 ? '' : ' and another'}`;
  const events: CaseEvent[] = [
    {
      type: 'delivery-failed',
      touches,
      payload: {
        ...{ submissionId, version, items: named(open), others: sensitive.length },
        by: { ...command.actor.contact },
        queue: deps.forceRules(whole.ref.ownerId).secondGate ? 'standards' : 'gatekeeping',
        keptUntil: command.at.add({ minutes: claimMinutes }).toString(),
        urgency: {
          ...urgency,
          reasons: [`Not delivered to the CPS: ${what} could not be read back`, ...urgency.reasons],
        },
        ...(handedOver === undefined ? {} : { handedOver }),
      },
    },
  ];
  if (sensitive.length > 0)
    events.push({
      type: 'sensitive-delivery-failed',
      touches,
      payload: { submissionId, version, items: named(sensitive) },
    });
  return events;
}

/** A queue says first that police have charged already: it is to be reviewed before the first appearance. */
const markedUrgent = (urgency: Urgency, urgentCharge: UrgentCharge | undefined): Urgency =>
  urgentCharge === undefined
    ? urgency
    : {
        ...urgency,
        reasons: [
          `Charged urgently by an inspector at ${sayInstant(instant(urgentCharge.decidedAt))}: review before the first appearance`,
          ...urgency.reasons,
        ],
      };

/** Answers to a rejection that point to no item of these. */
const withoutItems = (rejection: Rejection, hidden: ReadonlySet<string>): Rejection =>
  rejection.answers === undefined
    ? rejection
    : {
        ...rejection,
        answers: Object.fromEntries(
          Object.entries(rejection.answers).map(([point, answer]) => [
            point,
            { ...answer, materialIds: answer.materialIds.filter((id) => !hidden.has(id)) },
          ]),
        ),
      };

/** What was written on forms of this class, where there is any. */
function entriesOfClass(whole: WholeCase, submissionId: string, kept: 'V1' | 'V5' | 'V6') {
  const forms = entriesFor(whole, submissionId)
    .filter((each) => each.class === kept)
    .map(({ class: _class, ...each }) => each);
  return forms.length === 0 ? {} : { forms };
}

function contactOfOfficer(officer: CaseRecord['officers'][number] | undefined) {
  if (officer === undefined) return { name: 'No officer in the case is named' };
  const { name, rank, collarNumber, team, phone, email } = officer;
  return {
    name,
    rank,
    collarNumber,
    ...(team === undefined ? {} : { team }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  };
}

/** The audience of a claim: the side that holds the queue. */
export const sideAudience = (command: Command): Audience => (sideOf(command.actor) === 'police' ? 'police' : 'cps');
