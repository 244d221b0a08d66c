import type {
  CaseEventPayload,
  ChargeWork,
  DocumentRef,
  Material,
  StoredDocument,
  Urgency,
} from '../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../domain/charging/index.ts';
import { enterQueue, leaveQueues, type Logged } from './case-apply-police.ts';
import { takeWork } from './case-apply-sensitive.ts';
import { count, countRules } from './case-counts.ts';
import { layPoliceCharge } from './case-apply-charging.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';
import type { LoggedEvent } from './log/index.ts';

/** What each event on the shared side does to the tables: everything from the first sending on. */

const json = (value: unknown): string => JSON.stringify(value);

interface Version {
  readonly submissionId: string;
  readonly version: number;
}

export const touchShared = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`update shared_case set changed_at = ${e.at}::timestamptz where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

/** Moves both rows of a submission: the police one and the version that was sent. */
export async function moveSent(tx: Transaction, e: LoggedEvent<Version>, state: string): Promise<void> {
  const { submissionId, version } = e.payload;
  await run(
    tx,
    sql`update submission set state = ${state}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await run(
    tx,
    sql`update submission_sent set state = ${state}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  await touchShared(tx, e);
}

const track = (tx: Transaction, e: LoggedEvent, defendantId: string, state: string): Promise<unknown> =>
  run(
    tx,
    sql`update suspect_track set state = ${state}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}`,
  );

const insertPart = (
  tx: Transaction,
  e: LoggedEvent<Version & { content: string; contentSha256: string }>,
  visibility: 'V1' | 'V5' | 'V6',
): Promise<unknown> =>
  run(
    tx,
    sql`insert into submission_part (owner_id, case_id, submission_id, version, class, content, sha256)
        values (${e.ownerId}, ${e.caseId}, ${e.payload.submissionId}, ${e.payload.version}, ${visibility},
                ${e.payload.content}, ${e.payload.contentSha256})`,
  );

export async function insertDocuments(
  tx: Transaction,
  e: LoggedEvent<Version>,
  documents: readonly StoredDocument[],
  via: 'submission' | 'answer',
): Promise<void> {
  for (const each of documents) {
    const material: Material = each.material;
    const document: DocumentRef | null = each.document;
    await run(
      tx,
      sql`insert into sent_document (owner_id, case_id, submission_id, version, material_id, class, position, material,
                                     sha256, size, media_type, name, via, receipt)
          values (${e.ownerId}, ${e.caseId}, ${e.payload.submissionId}, ${e.payload.version}, ${each.materialId},
                  ${each.class}, ${Number(each.materialId.slice(1))}, ${json(material)}::jsonb,
                  ${document?.sha256 ?? null}, ${document?.size ?? null}, ${document?.mediaType ?? null},
                  ${document?.name ?? null}, ${via},
                  ${each.receipt === undefined ? null : json(each.receipt)}::jsonb)
          on conflict (owner_id, case_id, submission_id, version, material_id) do nothing`,
    );
  }
}

export async function sendFile(tx: Transaction, e: Logged<'file-sent'>): Promise<void> {
  const p = e.payload;
  const state = p.route === 'T11' ? 'urgent_review' : 'triage_pending';
  // Entered late, it counts from when the CPS got it (BR-31).
  const at = p.handedOver?.at ?? e.at;
  const handedOver = p.handedOver === undefined ? null : json({ ...p.handedOver, recordedAt: e.at });
  await run(
    tx,
    sql`insert into case_grant (owner_id, case_id, org_id) values (${e.ownerId}, ${e.caseId}, ${p.toOrg})
        on conflict (owner_id, case_id, org_id) do nothing`,
  );
  await run(
    tx,
    sql`insert into shared_case (owner_id, case_id, urn, title, first_sent_at, changed_at)
        values (${e.ownerId}, ${e.caseId}, ${p.urn}, ${p.title}, ${at}::timestamptz, ${e.at}::timestamptz)
        on conflict (owner_id, case_id) do update set changed_at = excluded.changed_at, title = excluded.title`,
  );
  await run(
    tx,
    sql`update submission
        set state = ${state}, since = ${at}::timestamptz, returned = null, rejection = null,
            undelivered = null, urgent_charge = null, defendant_ids = ${p.defendantIds}::text[],
            first_sent_at = coalesce(first_sent_at, ${at}::timestamptz)
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${p.submissionId}`,
  );
  await run(
    tx,
    sql`insert into submission_sent (owner_id, case_id, submission_id, version, kind, defendant_ids, state, since, sent_at,
                                     from_org, to_org, rule_set_version, verdict, contents_hash, priority, requested_by,
                                     passed_by, urgent_charge, handed_over)
        values (${e.ownerId}, ${e.caseId}, ${p.submissionId}, ${p.version}, ${p.kind}, ${p.defendantIds}::text[],
                ${state}, ${at}::timestamptz, ${at}::timestamptz, ${p.fromOrg}, ${p.toOrg}, ${p.ruleSetVersion},
                ${p.verdict}, ${p.contentsHash}, ${p.priority}, ${json(p.requestedBy)}::jsonb,
                ${json(p.passedBy)}::jsonb,
                ${p.urgentCharge === undefined ? null : json(p.urgentCharge)}::jsonb, ${handedOver}::jsonb)`,
  );
  await run(
    tx,
    sql`update submission_sent set state = 'superseded'
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${p.submissionId}
          and version < ${p.version}`,
  );
  // An urgent charge that was decided before the file could go is the CPS's to read from here on (BR-06).
  if (p.urgentCharge !== undefined)
    await run(
      tx,
      sql`update police_decision set shared = true
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${p.submissionId}
            and defendant_id = ${p.urgentCharge.defendantId}`,
    );
  await insertPart(tx, e, 'V1');
  await insertDocuments(tx, e, p.documents, 'submission');
  await run(
    tx,
    sql`update material_item set undelivered = null where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  // The time limits that the CPS are shown rest on it.
  await run(tx, sql`update trial_mode set shared = true where owner_id = ${e.ownerId} and case_id = ${e.caseId}`);
  for (const defendantId of p.defendantIds) {
    await run(
      tx,
      sql`update suspect_track set shared = true
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}`,
    );
    await run(
      tx,
      sql`update suspect_track set state = 'decision_pending', since = ${at}::timestamptz
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}
            and state = 'under_investigation'`,
    );
  }
  const queue = p.route === 'T11' ? 'urgent_review' : 'triage';
  const counted = { ...e, at };
  await enterQueue(tx, counted, { holderOrg: p.toOrg, queue, priority: p.priority, ...p.urgency });
  await count(tx, counted, p.version === 1 ? 'first_submissions' : 'resubmissions');
  await countRules(tx, e, 'gap', p.gaps);
  await countRules(tx, e, 'disputed', p.disputed);
}

export async function sendSensitivePart(tx: Transaction, e: Logged<'sensitive-part-sent'>): Promise<void> {
  await insertPart(tx, e, 'V5');
  await insertDocuments(tx, e, e.payload.documents, 'submission');
}

export async function sendContactPart(tx: Transaction, e: Logged<'contact-part-sent'>): Promise<void> {
  await insertPart(tx, e, 'V6');
  await insertDocuments(tx, e, e.payload.documents, 'submission');
}

export async function acceptFile(tx: Transaction, e: Logged<'file-accepted'>): Promise<void> {
  const { submissionId, version, reviewType, caseType, toOrg, by, reviewDueAt, urgency, toManager } = e.payload;
  await moveSent(tx, e, toManager === true ? 'advice_triage' : 'triage_accepted');
  await run(
    tx,
    sql`update submission_sent
        set acceptance = ${json({ reviewType, caseType, by, reviewDueAt, at: e.at })}::jsonb, to_org = ${toOrg}
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  await run(
    tx,
    sql`insert into case_grant (owner_id, case_id, org_id) values (${e.ownerId}, ${e.caseId}, ${toOrg})
        on conflict (owner_id, case_id, org_id) do nothing`,
  );
  await enterQueue(tx, e, {
    ...{ holderOrg: toOrg, queue: toManager === true ? 'early_advice' : 'allocation', priority: reviewType },
    ...urgency,
  });
  await count(tx, e, version === 1 ? 'accepted_first_time' : 'accepted_later');
  await countRules(tx, e, 'despite', e.payload.despite);
}

export async function rejectFile(tx: Transaction, e: Logged<'file-rejected'>): Promise<void> {
  const { submissionId, version, reasons, detail, responseDate, reminderOn, by, userId } = e.payload;
  const rejection = json({ reasons, detail, responseDate, reminderOn, by, userId, at: e.at, version });
  await moveSent(tx, e, 'awaiting_resubmission');
  await run(
    tx,
    sql`update submission_sent set rejection = ${rejection}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  // Police work on the next version from here; what was sent stays as it was (BR-27, BR-28).
  await run(
    tx,
    sql`update submission set version = ${version + 1}, rejection = ${rejection}::jsonb, certificate = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await enterOrLeave(tx, e, 'resubmission', e.payload.urgency, version + 1);
  await count(tx, e, version === 1 ? 'rejected_first_time' : 'rejected_later');
  await countRules(tx, e, 'unforeseen', e.payload.unforeseen);
}

export async function allocateReview(tx: Transaction, e: Logged<'review-allocated'>): Promise<void> {
  const { submissionId, version, prosecutorId, prosecutor } = e.payload;
  await moveSent(tx, e, 'allocated');
  await run(
    tx,
    sql`update submission_sent set review = ${json({ prosecutorId, prosecutor, startedAt: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  await run(
    tx,
    sql`update queue_item set queue = 'review', claimed_by = ${prosecutorId}, claimed_until = '9999-12-31T00:00:00Z'
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await takeWork(tx, e, { side: 'cps', userId: prosecutorId });
}

export async function startReview(tx: Transaction, e: Logged<'review-started'>): Promise<void> {
  const { submissionId, version, prosecutorId, prosecutor } = e.payload;
  await moveSent(tx, e, 'in_review');
  await run(
    tx,
    sql`update submission_sent set review = ${json({ prosecutorId, prosecutor, startedAt: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  await run(
    tx,
    sql`update queue_item set queue = 'review', claimed_by = ${prosecutorId}, claimed_until = '9999-12-31T00:00:00Z'
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await takeWork(tx, e, { side: 'cps', userId: prosecutorId });
}

export async function issuePlan(tx: Transaction, e: Logged<'plan-issued'>): Promise<void> {
  const { submissionId, version, planId, items, prosecutor, conversation } = e.payload;
  await moveSent(tx, e, 'action_plan_issued');
  await enterOrLeave(tx, e, 'response_due', e.payload.urgency, version);
  await run(
    tx,
    sql`insert into action_plan (owner_id, case_id, plan_id, submission_id, version, prosecutor, issued_at, conversation)
        values (${e.ownerId}, ${e.caseId}, ${planId}, ${submissionId}, ${version}, ${json(prosecutor)}::jsonb,
                ${e.at}::timestamptz, ${conversation === undefined ? null : json(conversation)}::jsonb)`,
  );
  for (const [position, item] of items.entries())
    await run(
      tx,
      sql`insert into action_item (owner_id, case_id, plan_id, item_id, position, detail)
          values (${e.ownerId}, ${e.caseId}, ${planId}, ${item.id}, ${position}, ${json(item)}::jsonb)`,
    );
  await count(tx, e, 'action_plans');
  await count(tx, e, 'action_items', items.length);
}

export async function respondToPlan(tx: Transaction, e: Logged<'plan-responded'>): Promise<void> {
  const { submissionId, planId, comment, by, backTo } = e.payload;
  await moveSent(tx, e, 'in_review');
  if (backTo === undefined) await leaveQueues(tx, e);
  else {
    await enterQueue(tx, e, { holderOrg: backTo.holderOrg, queue: 'review', ...backTo.urgency });
    await run(
      tx,
      sql`update queue_item set claimed_by = ${backTo.prosecutorId}, claimed_until = '9999-12-31T00:00:00Z'
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
    );
  }
  await run(
    tx,
    sql`update action_plan set responded_at = ${e.at}::timestamptz, response = ${json({ comment, by })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${planId}`,
  );
}

/** Puts a file that police now have in a queue of theirs; out of every queue for an event from before there was one. */
export const enterOrLeave = (
  tx: Transaction,
  e: LoggedEvent<Version>,
  queue: 'resubmission' | 'response_due',
  urgency: Urgency | undefined,
  version: number,
): Promise<unknown> =>
  urgency === undefined
    ? leaveQueues(tx, e)
    : enterQueue(tx, { ...e, payload: { ...e.payload, version } }, { holderOrg: e.ownerId, queue, ...urgency });

export async function issueDecision(tx: Transaction, e: Logged<'decision-issued'>): Promise<void> {
  const { submissionId, version, decisions, prosecutor } = e.payload;
  await moveSent(tx, e, 'decision_issued');
  await leaveQueues(tx, e);
  for (const decision of decisions)
    await run(
      tx,
      sql`insert into decision (owner_id, case_id, submission_id, version, defendant_id, offence_id, code, detail,
                                prosecutor, issued_at)
          values (${e.ownerId}, ${e.caseId}, ${submissionId}, ${version}, ${decision.defendantId},
                  ${decision.offenceId}, ${decision.code}, ${json(decision)}::jsonb, ${json(prosecutor)}::jsonb,
                  ${e.at}::timestamptz)
          -- Decided again: the one before stays in the log.
          on conflict (owner_id, case_id, submission_id, version, defendant_id, offence_id) do update
            set code = excluded.code, detail = excluded.detail, prosecutor = excluded.prosecutor,
                issued_at = excluded.issued_at, laid_charge_id = null, again = null, chased = 0`,
    );
  // A suspect is charged only when police lay it (BR-01): authority alone moves the track no further than authorised.
  for (const defendantId of new Set(decisions.map((each) => each.defendantId))) {
    const effects = decisions
      .filter((each) => each.defendantId === defendantId)
      .map(({ code }) => (isDecisionCode(code) ? decisionCodes[code].effect : 'side_action'));
    const state = effects.includes('authorises')
      ? 'charge_authorised'
      : effects.includes('out_of_court')
        ? 'oocd'
        : effects.every((effect) => effect === 'ends')
          ? 'nfa'
          : 'decision_pending';
    // One whom police charged urgently stays charged, whatever the CPS decide on review.
    await run(
      tx,
      sql`update suspect_track set state = ${state}, since = ${e.at}::timestamptz
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}
            and not (state = 'charged' and exists (
              select 1 from police_decision d
              where d.owner_id = suspect_track.owner_id and d.case_id = suspect_track.case_id
                and d.defendant_id = suspect_track.defendant_id and d.outcome = 'urgent_charge'))`,
    );
    await run(
      tx,
      sql`update decision set laid_charge_id = d.laid_charge_id
          from police_decision d
          where d.owner_id = decision.owner_id and d.case_id = decision.case_id and d.defendant_id = decision.defendant_id
            and d.offence_id = decision.offence_id and d.outcome = 'urgent_charge'
            and decision.owner_id = ${e.ownerId} and decision.case_id = ${e.caseId}
            and decision.defendant_id = ${defendantId} and decision.laid_charge_id is null
            and decision.detail->'authorises' <> 'null'::jsonb`,
    );
  }
  await count(tx, e, 'decisions', decisions.length);
}

export async function giveAdvice(tx: Transaction, e: Logged<'advice-given'>): Promise<void> {
  const { submissionId, version, advice, prosecutor } = e.payload;
  await moveSent(tx, e, 'advice_given');
  await leaveQueues(tx, e);
  await run(
    tx,
    sql`update submission_sent set advice = ${json({ advice, prosecutor, at: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and version = ${version}`,
  );
  await count(tx, e, 'advice_given');
}

export async function layCharge(tx: Transaction, e: Logged<'charge-laid'>): Promise<void> {
  const { work, ...charge }: CaseEventPayload<'charge-laid'> = e.payload;
  await run(
    tx,
    sql`insert into charge (owner_id, case_id, charge_id, defendant_id, comparison, detail, recorded_at)
        values (${e.ownerId}, ${e.caseId}, ${charge.chargeId}, ${charge.defendantId}, ${charge.comparison},
                ${json(charge)}::jsonb, ${e.at}::timestamptz)`,
  );
  if (charge.offenceId !== null)
    await run(
      tx,
      sql`update decision set laid_charge_id = ${charge.chargeId}
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${charge.defendantId}
            and offence_id = ${charge.offenceId} and laid_charge_id is null`,
    );
  await leaveChargesDue(tx, e);
  await queueForCharge(tx, e, work);
  await layPoliceCharge(tx, e);
  await track(tx, e, charge.defendantId, 'charged');
  await touchShared(tx, e);
  // Measures cross to the other side: a charge counts when its case has.
  if (e.audience !== 'shared') return;
  await count(tx, e, 'charges_laid');
  if (charge.comparison === 'mismatch' || charge.comparison === 'not_authorised')
    await count(tx, e, 'charges_not_as_authorised');
}

/** Where a file waits because of its charges from now on; it leaves no queue but those. */
export async function queueForCharge(tx: Transaction, e: LoggedEvent, work: ChargeWork | undefined): Promise<void> {
  if (work === undefined) return;
  const { submissionId, version, into, holderOrg, urgency } = work;
  if (into !== null) {
    await enterQueue(tx, { ...e, payload: { submissionId, version } }, { holderOrg, queue: into, ...urgency });
    return;
  }
  await run(
    tx,
    sql`delete from queue_item
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and queue in ('charge_check', 'charge_correction', 'charges_due')`,
  );
}

/** A file that police were chased for leaves their queue with the last charge that was to be laid. */
const leaveChargesDue = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`delete from queue_item q
        where q.owner_id = ${e.ownerId} and q.case_id = ${e.caseId} and q.queue = 'charges_due'
          and not exists (select 1 from decision d
                          where d.owner_id = q.owner_id and d.case_id = q.case_id and d.submission_id = q.submission_id
                            and d.laid_charge_id is null and d.again is null
                            and d.detail ->> 'authorises' is not null)`,
  );

export const recordConsultation = (tx: Transaction, e: Logged<'consultation-recorded'>): Promise<unknown> =>
  run(
    tx,
    sql`insert into consultation (owner_id, case_id, consultation_id, submission_id, version, detail, recorded_at)
        values (${e.ownerId}, ${e.caseId}, ${e.payload.consultationId}, ${e.payload.submissionId}, ${e.payload.version},
                ${json(e.payload)}::jsonb, ${e.at}::timestamptz)`,
  );

export async function postMessage(tx: Transaction, e: Logged<'message-posted'>): Promise<void> {
  const { messageId, topic, text, by, organisation } = e.payload;
  const author = { userId: e.actor.userId, name: by.name, organisation };
  await run(
    tx,
    sql`insert into message (owner_id, case_id, message_id, audience, author, topic, text, posted_at)
        values (${e.ownerId}, ${e.caseId}, ${messageId}, ${e.audience}, ${json(author)}::jsonb, ${topic}, ${text},
                ${e.at}::timestamptz)`,
  );
}
