import type { CaseEventPayload, DocumentRef, Material } from '../domain/case-file/index.ts';
import { classOfMaterial, type Urgency } from '../domain/case-file/index.ts';
import { targetOf, type QueueName } from '../domain/queue/index.ts';
import { noteOfficers, takeWork } from './case-apply-sensitive.ts';
import { countRules } from './case-counts.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';
import type { CaseEventType } from '../domain/case-file/index.ts';
import type { LoggedEvent } from './log/index.ts';

/**
 * What each police-side event does to the tables: the file while police build and assure it. Nothing is looked up outside
 * the event, so replaying the log gives the same rows.
 */

export type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);
/** Actor as rows keep it: an id, never a name that could go out of date. */
const by = (event: LoggedEvent): string => event.actor.userId;

export async function openCase(tx: Transaction, e: Logged<'case-opened'>): Promise<void> {
  const { record, documents, notices } = e.payload;
  const { persons, defendants, offences, material, submissions, ...rest } = record;
  const { urn, title, force, unit, ...detail } = rest;
  await run(
    tx,
    sql`insert into case_file (owner_id, case_id, urn, title, force_code, force_name, unit_code, unit_name, detail, opened_at, changed_at)
        values (${e.ownerId}, ${e.caseId}, ${urn}, ${title}, ${force.code}, ${force.name}, ${unit.code}, ${unit.name},
                ${json({ ...detail, notices })}::jsonb, ${e.at}::timestamptz, ${e.at}::timestamptz)`,
  );
  await noteOfficers(tx, e, record.officers);
  for (const [position, person] of persons.entries())
    await run(
      tx,
      sql`insert into case_person (owner_id, case_id, person_id, position, detail)
          values (${e.ownerId}, ${e.caseId}, ${person.id}, ${position}, ${json(person)}::jsonb)`,
    );
  for (const [position, defendant] of defendants.entries()) {
    await run(
      tx,
      sql`insert into case_suspect (owner_id, case_id, defendant_id, position, detail)
          values (${e.ownerId}, ${e.caseId}, ${defendant.id}, ${position}, ${json(defendant)}::jsonb)`,
    );
    const track = defendant.stage === 'post_charge' ? 'charged' : 'under_investigation';
    await run(
      tx,
      sql`insert into suspect_track (owner_id, case_id, defendant_id, state, since, shared)
          values (${e.ownerId}, ${e.caseId}, ${defendant.id}, ${track}, ${e.at}::timestamptz, false)`,
    );
  }
  for (const [position, offence] of offences.entries())
    await run(
      tx,
      sql`insert into case_offence (owner_id, case_id, offence_id, defendant_id, position, cjs_code, detail)
          values (${e.ownerId}, ${e.caseId}, ${offence.id}, ${offence.defendantId}, ${position}, ${offence.cjsCode},
                  ${json(offence)}::jsonb)`,
    );
  const held = new Map(documents.map(({ materialId, document }) => [materialId, document]));
  for (const item of material) await insertMaterial(tx, e, item, held.get(item.id) ?? null);
  for (const [position, submission] of submissions.entries())
    await run(
      tx,
      sql`insert into submission (owner_id, case_id, submission_id, position, kind, defendant_ids, state, version,
                                  requested_at, request, recorded_priority, since)
          values (${e.ownerId}, ${e.caseId}, ${submission.id}, ${position}, ${submission.kind},
                  ${submission.defendantIds}::text[], 'draft', ${submission.version}, ${submission.requestedAt},
                  ${json(submission.request)}::jsonb, ${submission.priority ?? null}, ${e.at}::timestamptz)`,
    );
}

async function insertMaterial(
  tx: Transaction,
  e: LoggedEvent,
  item: Material,
  document: DocumentRef | null,
): Promise<void> {
  // Items keep the order of their ids (M01, M02 …), whatever stream they came by.
  const position = Number(item.id.slice(1)) + item.id.charCodeAt(0) * 1000;
  await run(
    tx,
    sql`insert into material_item (owner_id, case_id, material_id, class, position, detail, sha256, size, media_type,
                                   name, added_at, added_by)
        values (${e.ownerId}, ${e.caseId}, ${item.id}, ${classOfMaterial(item)}, ${position}, ${json(item)}::jsonb,
                ${document?.sha256 ?? null}, ${document?.size ?? null}, ${document?.mediaType ?? null},
                ${document?.name ?? null}, ${e.at}::timestamptz, ${by(e)})`,
  );
}

const changed = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`update case_file set changed_at = ${e.at}::timestamptz where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

export async function addMaterial(
  tx: Transaction,
  e: Logged<'material-added'> | Logged<'sensitive-material-recorded'>,
): Promise<void> {
  await insertMaterial(tx, e, e.payload.material, e.payload.document);
  await changed(tx, e);
}

export async function recordContacts(tx: Transaction, e: Logged<'contacts-recorded'>): Promise<void> {
  for (const contact of e.payload.contacts)
    await run(
      tx,
      sql`insert into case_contact (owner_id, case_id, person_id, detail)
          values (${e.ownerId}, ${e.caseId}, ${contact.personId}, ${json(contact)}::jsonb)
          on conflict (owner_id, case_id, person_id) do update set detail = excluded.detail`,
    );
  await changed(tx, e);
}

export async function writeHeading(tx: Transaction, e: Logged<'heading-written'>): Promise<void> {
  const { submissionId, heading, value } = e.payload;
  await run(
    tx,
    sql`update submission set request = request || ${json({ [heading]: value })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await changed(tx, e);
}

export async function changeKind(tx: Transaction, e: Logged<'submission-kind-changed'>): Promise<void> {
  const { submissionId, to } = e.payload;
  await run(
    tx,
    sql`update submission set kind = ${to}
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await changed(tx, e);
}

export async function answerQuestion(tx: Transaction, e: Logged<'question-answered'>): Promise<void> {
  const { submissionId, fact, value } = e.payload;
  await run(
    tx,
    sql`insert into fact_answer (owner_id, case_id, submission_id, fact, value, answered_by, answered_at)
        values (${e.ownerId}, ${e.caseId}, ${submissionId}, ${fact}, ${json(value)}::jsonb, ${by(e)}, ${e.at}::timestamptz)
        on conflict (owner_id, case_id, submission_id, fact) do update
          set value = excluded.value, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
  );
  if (e.payload.otherwise === true) await countRules(tx, e, 'answered', [fact]);
  await changed(tx, e);
}

export async function explainGap(tx: Transaction, e: Logged<'gap-explained'>): Promise<void> {
  const { submissionId, item, reason, due } = e.payload;
  await run(
    tx,
    sql`insert into gap_explained (owner_id, case_id, submission_id, item, reason, due, explained_by, explained_at)
        values (${e.ownerId}, ${e.caseId}, ${submissionId}, ${item}, ${reason}, ${due}, ${by(e)}, ${e.at}::timestamptz)
        on conflict (owner_id, case_id, submission_id, item) do update
          set reason = excluded.reason, due = excluded.due, explained_by = excluded.explained_by,
              explained_at = excluded.explained_at`,
  );
  await changed(tx, e);
}

export async function answerRejection(tx: Transaction, e: Logged<'rejection-answered'>): Promise<void> {
  const { submissionId, point, kind, text, materialIds } = e.payload;
  await run(
    tx,
    sql`update submission
        set rejection = jsonb_set(rejection, '{answers}', coalesce(rejection->'answers', '{}')
                                  || ${json({ [point]: { kind, text, materialIds, at: e.at } })}::jsonb)
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await changed(tx, e);
}

interface Version {
  readonly submissionId: string;
  readonly version: number;
}

/** Moves the police row of a submission to a state; the columns given change with it. */
export const moveTo = (
  tx: Transaction,
  e: LoggedEvent<Version>,
  state: string,
  extra: { certificate?: unknown; returned?: unknown } = {},
): Promise<unknown> =>
  run(
    tx,
    sql`update submission
        set state = ${state}, since = ${e.at}::timestamptz,
            certificate = ${'certificate' in extra ? json(extra.certificate) : null}::jsonb,
            returned = ${'returned' in extra ? json(extra.returned) : null}::jsonb,
            passed = null, undelivered = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );

export const leaveQueues = (tx: Transaction, e: LoggedEvent<Version>): Promise<unknown> =>
  run(
    tx,
    sql`delete from queue_item
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );

/** Puts a submission in a queue of the organisation that now holds it, with its urgency. It is in one queue at a time. */
export async function enterQueue(
  tx: Transaction,
  e: LoggedEvent<Version>,
  into: Urgency & { holderOrg: string; queue: QueueName; priority?: string },
): Promise<void> {
  await leaveQueues(tx, e);
  const { risks = [], wantedBy } = into;
  const target = targetOf(into.queue, { since: e.at, version: e.payload.version, risks, wantedBy });
  await run(
    tx,
    sql`insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind, priority,
                                due_at, reasons, since, target_at, wanted_at, risks)
        select ${into.holderOrg}, ${into.queue}, s.owner_id, s.case_id, s.submission_id, ${e.payload.version}, c.urn,
               c.title, s.kind, ${into.priority ?? 'none'}, ${into.dueAt}::timestamptz, ${json(into.reasons)}::jsonb,
               ${e.at}::timestamptz, ${target}::timestamptz, ${wantedBy ?? null}::timestamptz, ${risks}::text[]
        from submission s join case_file c on c.owner_id = s.owner_id and c.case_id = s.case_id
        where s.owner_id = ${e.ownerId} and s.case_id = ${e.caseId} and s.submission_id = ${e.payload.submissionId}`,
  );
}

export async function submitFile(tx: Transaction, e: Logged<'file-submitted'>): Promise<void> {
  await moveTo(tx, e, 'supervision');
  await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'supervision', ...e.payload.urgency });
}

export async function returnFile(tx: Transaction, e: Logged<'file-returned'>): Promise<void> {
  const { step, second, reasons, text, due, by: returnedBy, urgency } = e.payload;
  await moveTo(tx, e, step === 'T02' ? 'returned_to_officer' : 'returned_to_supervisor', {
    returned: { step, ...(second === undefined ? {} : { second }), reasons, text, due, by: returnedBy, at: e.at },
  });
  if (step === 'T02') await leaveQueues(tx, e);
  else await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'supervision', ...urgency });
}

export async function certifyFile(tx: Transaction, e: Logged<'file-certified'>): Promise<void> {
  const { contentsHash, headings, certifier, urgency, disclosureAssured } = e.payload;
  const assured = disclosureAssured === undefined ? {} : { disclosureAssured };
  await moveTo(tx, e, 'gatekeeping', {
    certificate: { contentsHash, headings, ...assured, certifier, at: e.at, by: by(e) },
  });
  await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'gatekeeping', ...urgency });
}

/** The certificate stays with it: the second look is at what was certified. */
export async function passFile(tx: Transaction, e: Logged<'file-passed'>): Promise<void> {
  const { by: contact, urgency } = e.payload;
  await run(
    tx,
    sql`update submission
        set state = 'second_gate', since = ${e.at}::timestamptz,
            passed = ${json({ userId: by(e), by: contact, at: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );
  await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'standards', ...urgency });
}

export async function voidCertificate(tx: Transaction, e: Logged<'certificate-voided'>): Promise<void> {
  await moveTo(tx, e, 'supervision', { returned: { step: 'V01', text: e.payload.because, at: e.at } });
  await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'supervision', ...e.payload.urgency });
}

// An item is in one queue at a time, so its holder and submission say which.
export async function claimWork(tx: Transaction, e: Logged<'work-claimed'>): Promise<void> {
  await run(
    tx,
    sql`update queue_item set claimed_by = ${e.payload.claimedBy}, claimed_until = ${e.payload.until}::timestamptz
        where holder_org = ${e.payload.holderOrg} and owner_id = ${e.ownerId}
          and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );
  // A claim is written to the stream of the side that holds the queue.
  await takeWork(tx, e, { side: e.audience, userId: e.payload.claimedBy });
}

export async function assignWork(tx: Transaction, e: Logged<'work-assigned'>): Promise<void> {
  const { holderOrg, submissionId, to, until } = e.payload;
  await run(
    tx,
    sql`update queue_item
        set claimed_by = ${to},
            -- A review is its prosecutor's until it is over.
            claimed_until = case queue when 'review' then '9999-12-31T00:00:00Z' else ${until}::timestamptz end
        where holder_org = ${holderOrg} and owner_id = ${e.ownerId} and case_id = ${e.caseId}
          and submission_id = ${submissionId}`,
  );
  await takeWork(tx, e, { side: e.audience, userId: to });
}

export const setBackWork = (tx: Transaction, e: Logged<'work-set-back'>): Promise<unknown> =>
  run(
    tx,
    sql`update queue_item set set_back_until = ${e.payload.until}::timestamptz, set_back_over_limit = ${e.payload.overLimit},
                              set_back_reason = ${e.payload.reason}
        where holder_org = ${e.payload.holderOrg} and owner_id = ${e.ownerId}
          and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );

export const releaseWork = (tx: Transaction, e: Logged<'work-released'>): Promise<unknown> =>
  run(
    tx,
    sql`update queue_item set claimed_by = null, claimed_until = null
        where holder_org = ${e.payload.holderOrg} and owner_id = ${e.ownerId}
          and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );
