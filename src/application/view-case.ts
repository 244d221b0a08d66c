import { z } from 'zod';
import {
  classesOf,
  isOpen,
  may,
  readsSensitive,
  sideOf,
  standingOfActor,
  wasEnded,
  type Actor,
  type Side,
  type VisibilityClass,
} from '../domain/access/index.ts';
import {
  isOfficerInCase,
  isSubmissionState,
  joinRecord,
  Material,
  mayBuild,
  Rejection,
  submissionStates,
  undeliveredReasons,
  withoutNeeds,
  withTrialModes,
  type CaseRecord,
  type DocumentRef,
  type MaterialClass,
  SubmissionKind,
  type SubmissionState,
  type Undelivered,
  type WithdrawnPerson,
} from '../domain/case-file/index.ts';
import { overbuiltOf, withoutMaterial, type CheckResult, type Overbuilt } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { AuthorityOfOffence } from '../domain/charging/index.ts';
import type { Clock, ClockSettings, OffenceLimit } from '../domain/time-limits/index.ts';
import { asSystem } from '../storage/as-system.ts';
import * as reads from '../storage/case-reads.ts';
import {
  outOfCourtOf,
  policeDecisionsOf,
  victimNoticesOf,
  type OutOfCourtRow,
  type PoliceDecisionRow,
  type VictimNoticeRow,
} from '../storage/charging-reads.ts';
import { watchOf } from '../storage/case-watch.ts';
import type { Transaction } from '../storage/database.ts';
import { needToKnowOf } from '../storage/need-to-know.ts';
import { formEntriesOf, type FormEntryRow } from '../storage/form-entries.ts';
import { newestOf } from '../storage/newest-event.ts';
import { itemOf, type QueueRow } from '../storage/queues.ts';
import { incidentsOf, type IncidentRow } from '../storage/clocks.ts';
import * as shared from '../storage/shared-reads.ts';
import { beforeLastChange } from './before-last-change.ts';
import { contentsHashOf, findCase, loadWhole, type WholeCase } from './case-store.ts';
import { authoritiesFor } from './charging-authority.ts';
import { Certificate, checkFile, checkFileSupposing, type Supposing } from './check-file.ts';
import type { CaseRef, Deps } from './deps.ts';
import { pagesIn } from './pages-of-documents.ts';
import { hiddenFrom, seesSensitiveOf, sensitiveKnownOf } from './sensitive-readers.ts';
import { loadSnapshot, SentEntries, SnapshotContent, type DocumentReceipt } from './snapshot.ts';
import { endedByPolice, endedOffences, endedOutOfCourt, timesOf } from './urgency.ts';
import { viewerOf } from './viewer.ts';

export type { QueueRow } from '../storage/queues.ts';
export type { ChargeRow, ConsultationRow, DecisionRow, MessageRow, PlanRow, SentRow } from '../storage/shared-reads.ts';
export type { TrackRow } from '../storage/case-reads.ts';
export type { OutOfCourtRow, PoliceDecisionRow, VictimNoticeRow } from '../storage/charging-reads.ts';

/** A return by a supervisor or gatekeeper, or an edit that voided a certificate, as pages show it. */
const Returned = z.object({
  step: z.string(),
  second: z.boolean().optional(),
  text: z.string(),
  at: z.string(),
  reasons: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
  due: z.string().optional(),
  by: z.record(z.string(), z.string()).optional(),
});

/** One submission as this person sees it: police see the live one, the CPS the version that was sent. */
export interface SubmissionView {
  readonly submissionId: string;
  readonly kind: SubmissionKind;
  readonly defendantIds: readonly string[];
  readonly state: SubmissionState;
  /** What it waits for, in words that say who acts. */
  readonly waitingFor: string;
  readonly holder: 'police' | 'cps' | 'system';
  readonly version: number;
  readonly since: string;
  readonly firstSentAt: string | undefined;
  /** Every version sent, newest first. */
  readonly sent: readonly shared.SentRow[];
  readonly certificate: z.infer<typeof Certificate> | undefined;
  readonly returned: z.infer<typeof Returned> | undefined;
  readonly rejection: Rejection | undefined;
  /** Who passed it at the first gate to the second look of their force; never for the CPS. */
  readonly passed: reads.SubmissionRow['passed'];
  /** When and by whom it was last sent and could not be delivered; never for the CPS. */
  readonly undelivered: reads.SubmissionRow['undelivered'];
  /** An urgent charge of which the CPS are to be told with it; never for the CPS, who read it of the version sent. */
  readonly urgentCharge: reads.SubmissionRow['urgentCharge'];
  /** That the officer asks to withdraw it; never for the CPS. */
  readonly withdrawal: { readonly reason: string; readonly by: string; readonly at: string } | undefined;
  /** Its place in a queue of this person's organisation, when it is in one. */
  readonly queue: QueueRow | undefined;
}

/** One item of material as this person sees it. */
export interface MaterialView {
  readonly materialId: string;
  readonly class: MaterialClass;
  readonly detail: Material;
  readonly document: DocumentRef | null;
  readonly addedAt: string | undefined;
  /** Why its document could not be delivered when the file was last sent, until it is or another takes its place. */
  readonly undelivered?: Undelivered;
}

/** An item, or a document of one, that is no longer on the file. */
export interface DiscardedView extends MaterialView {
  /** Counted from 1 for each item. */
  readonly number: number;
  /** The item as a whole was withdrawn, or another document took the place of this one. */
  readonly how: 'withdrawn' | 'replaced';
  readonly reason: string;
  readonly discardedAt: string;
}

/** A case as one person may see it. Every page of a case starts from this. */
export interface CaseView {
  readonly ref: CaseRef;
  readonly side: Side;
  readonly record: CaseRecord;
  readonly submissions: readonly SubmissionView[];
  readonly material: readonly MaterialView[];
  /** What police had on the file and have not any more; none for the CPS. */
  readonly discarded: readonly DiscardedView[];
  readonly tracks: readonly reads.TrackRow[];
  readonly decisions: readonly shared.DecisionRow[];
  readonly charges: readonly shared.ChargeRow[];
  /** What police decided without the CPS; for the CPS, what of it was told to them. */
  readonly policeDecisions: readonly PoliceDecisionRow[];
  /** What police recorded of outcomes out of court that the CPS decided, the newest change first. */
  readonly outOfCourt: readonly OutOfCourtRow[];
  /** Victims to be told of a decision not to charge; none for the CPS. */
  readonly victimNotices: readonly VictimNoticeRow[];
  readonly plans: readonly shared.PlanRow[];
  /** Conversations about its files, the one recorded last on top. */
  readonly consultations: readonly shared.ConsultationRow[];
  readonly messages: readonly shared.MessageRow[];
  readonly limits: readonly OffenceLimit[];
  readonly clocks: readonly Clock[];
  /** Whether this person is an officer in the case, and may change its file. */
  readonly isOfficerInCase: boolean;
  readonly mayBuild: boolean;
  /** Whether contact details (V6) and sensitive material (V5) are in this view. */
  /** Until when it is open to this person, who opened it in an emergency; undefined for everyone else. */
  readonly openedUntil: string | undefined;
  readonly seesContacts: boolean;
  readonly seesSensitive: boolean;
  /**
   * For those whose role reads sensitive material and who are not named for this case: whether taking work on it would name
   * them, or somebody ended their reading. Says nothing of whether the case has any.
   */
  readonly notNamed: 'not_yet' | 'ended' | undefined;
  /** Offences that police proposed and withdrew; none for the CPS. */
  readonly withdrawn: readonly reads.WithdrawnOffence[];
  /** Victims and witnesses that police withdrew; none for the CPS. */
  readonly withdrawnPeople: readonly WithdrawnPerson[];
  /** Whether this person's side marked it as well known or sensitive. */
  readonly isWatched: boolean;
  /** Offences that the CPS decided not to prosecute: nobody means to start proceedings for them. */
  readonly ended: readonly string[];
  readonly clockSettings: ClockSettings;
  /** What was written by hand on forms: for the CPS, as it was sent. */
  readonly formEntries: readonly FormEntryRow[];
  /** Clocks of this person's side that ran out; those that nobody answered for yet come first. */
  readonly incidents: readonly IncidentRow[];
  /** How far this view reaches, for a live page: changes with every event that this person may know of, and no other. */
  readonly upTo: string;
}

/** The case with this URN as this person may see it; refuses `case-not-found`. */
export const viewCase = (deps: Deps, actor: Actor, urn: string): Promise<Result<CaseView, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    return found.ok ? accept(await viewFound(deps, tx, actor, found.value)) : found;
  });

async function viewFound(deps: Deps, tx: Transaction, actor: Actor, ref: CaseRef): Promise<CaseView> {
  const side = sideOf(actor);
  // First, so that what is committed while the rest is read counts as new rather than as shown.
  const known = await sensitiveKnownOf(tx, ref, actor);
  const seesSensitive = readsSensitive(known, actor);
  const upTo = await newestOf(tx, ref, hiddenFrom(seesSensitive));
  const sent = await shared.sentOf(tx, ref);
  const classes = classesOf(actor).filter((each) => seesSensitive || each !== 'V5');
  const { record, material, formEntries } =
    side === 'police' ? await policeSide(tx, ref, classes) : await cpsSide(tx, ref, sent, classes);
  const charges = await shared.chargesOf(tx, ref);
  const decisions = await shared.decisionsOf(tx, ref);
  const policeDecisions = await policeDecisionsOf(tx, ref);
  const outOfCourt = await outOfCourtOf(tx, ref);
  const times = timesOf(deps, record, charges);
  return {
    ref,
    side,
    record,
    submissions: side === 'police' ? await livingSubmissions(tx, ref, sent) : await sentSubmissions(tx, ref, sent),
    material,
    formEntries,
    discarded: (await reads.discardedOf(tx, ref)).filter(isOf(classes)).map((row): DiscardedView => ({
      ...materialView(row),
      ...{ number: row.number, how: row.how, reason: row.reason, discardedAt: row.discardedAt },
    })),
    tracks: await reads.tracksOf(tx, ref),
    decisions,
    policeDecisions,
    outOfCourt,
    victimNotices: await victimNoticesOf(tx, ref),
    ended: [...endedOffences(decisions), ...endedByPolice(policeDecisions), ...endedOutOfCourt(outOfCourt)],
    clockSettings: deps.clockSettings,
    incidents: await incidentsOf(tx, { side, of: ref, limit: 100 }),
    charges,
    plans: await shared.plansOf(tx, ref),
    consultations: await shared.consultationsOf(tx, ref),
    messages: await shared.messagesOf(tx, ref),
    ...times,
    isOfficerInCase: isOfficerInCase(actor, record.force.code, record.officers),
    mayBuild: mayBuild(actor, record.force.code, record.officers),
    withdrawn: await reads.withdrawnOffencesOf(tx, ref),
    withdrawnPeople: await reads.withdrawnPeopleOf(tx, ref),
    isWatched: (await watchOf(tx, ref, side)) !== undefined,
    openedUntil: await openedUntil(deps, tx, ref, actor),
    seesContacts: classes.includes('V6'),
    seesSensitive,
    notNamed:
      seesSensitive || !may(actor, 'sensitive:read') ? undefined : wasEnded(known, actor.userId) ? 'ended' : 'not_yet',
    upTo,
  };
}

/** A case that is kept to others and that this person opened in an emergency: until when it is theirs to read. */
const openedUntil = (deps: Deps, tx: Transaction, ref: CaseRef, actor: Actor): Promise<string | undefined> =>
  asSystem(tx, async (system) => {
    const known = await needToKnowOf(system, ref, sideOf(actor));
    const now = deps.now();
    return standingOfActor(known, actor, now) === 'opened'
      ? known.openings.find((opening) => opening.userId === actor.userId && isOpen(opening, now))?.until
      : undefined;
  });

/** The policies have let an item through by its class. The application asks too, case by case. */
const isOf =
  (classes: readonly VisibilityClass[]) =>
  (row: { readonly class: MaterialClass }): boolean =>
    classes.includes(row.class);

async function policeSide(tx: Transaction, ref: CaseRef, classes: readonly VisibilityClass[]) {
  const whole = await reads.loadRecord(tx, ref);
  if (whole === undefined) throw new Error('a case that was found a moment ago is gone');
  // The policies take out contact details; what people need stands among the headings of the request.
  const record = classes.includes('V6') ? whole : withoutNeeds(whole);
  const material = (await reads.materialOf(tx, ref)).filter(isOf(classes)).map(materialView);
  const formEntries = (await formEntriesOf(tx, ref)).filter(isOf(classes));
  return { record, material, formEntries };
}

const materialView = (row: Omit<reads.MaterialRow, 'undelivered'> & { undelivered?: string | null }): MaterialView => ({
  ...{ materialId: row.materialId, class: row.class, detail: row.detail },
  ...{ document: shared.documentRefOf(row), addedAt: row.addedAt },
  ...(isUndelivered(row.undelivered) ? { undelivered: row.undelivered } : {}),
});
const isUndelivered = (text: string | null | undefined): text is Undelivered =>
  typeof text === 'string' && Object.hasOwn(undeliveredReasons, text);

const ContactPart = z.object({
  forms: SentEntries,
  // Absent in versions sent before needs went with them.
  needs: z.array(z.object({ submissionId: z.string(), witnessNeeds: z.unknown() })).default([]),
  contacts: z.array(
    z.object({
      personId: z.string(),
      addresses: z.array(z.object({ lines: z.array(z.string()), postcode: z.string(), current: z.boolean() })),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      knownToDefendantAddress: z.boolean().exactOptional(),
    }),
  ),
});
const SensitivePart = z.object({ material: z.array(Material), forms: SentEntries });

/** The record as it was sent: the newest snapshot of each submission, in the parts this person may see. */
export async function cpsSide(
  tx: Transaction,
  ref: CaseRef,
  sent: readonly shared.SentRow[],
  classes: readonly VisibilityClass[],
) {
  const newest = latestOf(sent);
  const snapshots: { sentAt: string; record: CaseRecord }[] = [];
  const entries = new Map<string, FormEntryRow>();
  for (const { submissionId, version, sentAt } of newest) {
    const parts = await shared.partsOf(tx, ref, submissionId, version);
    const content = (which: MaterialClass): unknown => {
      const part = parts.filter(isOf(classes)).find((each) => each.class === which);
      return part === undefined ? undefined : JSON.parse(part.content);
    };
    const V1 = SnapshotContent.parse(content('V1'));
    const V5 = content('V5');
    const V6 = content('V6');
    const { contacts, needs, forms } =
      V6 === undefined ? { contacts: [], needs: [], forms: [] } : ContactPart.parse(V6);
    const sensitive = V5 === undefined ? { material: [], forms: [] } : SensitivePart.parse(V5);
    for (const [kept, list] of [
      ['V1', V1.forms],
      ['V5', sensitive.forms],
      ['V6', forms],
    ] as const)
      for (const each of list) {
        const key = `${each.form} ${each.about} ${each.field}`;
        const known = entries.get(key);
        if (known === undefined || known.at < each.at) entries.set(key, { ...each, class: kept });
      }
    const record = joinRecord({
      V1: V1.record,
      V5: sensitive.material,
      V6: contacts,
      needs,
    });
    snapshots.push({ sentAt, record });
  }
  const [latest] = snapshots.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  if (latest === undefined) throw new Error('a case was shared without a submission');
  const documents = new Map<string, MaterialView>();
  for (const row of (await shared.sentDocumentsOf(tx, ref)).filter(isOf(classes)))
    if (newest.some(({ submissionId, version }) => row.submissionId === submissionId && row.version === version))
      documents.set(row.materialId, {
        materialId: row.materialId,
        class: row.class,
        detail: row.material,
        document: shared.documentRefOf(row),
        addedAt: undefined,
      });
  const material = [...documents.values()].toSorted((a, b) => (a.materialId < b.materialId ? -1 : 1));
  const record: CaseRecord = {
    // How an offence is tried may have been set since it was sent.
    ...withTrialModes(latest.record, await reads.trialModesOf(tx, ref)),
    submissions: snapshots.flatMap((each) => each.record.submissions),
    material: material.map(({ detail }) => detail),
  };
  return { record, material, formEntries: [...entries.values()] };
}

const latestOf = (sent: readonly shared.SentRow[]): shared.SentRow[] =>
  sent.filter((row) => row.state !== 'superseded' && isSubmissionState(row.state));

const stateOf = (text: string): SubmissionState => {
  if (!isSubmissionState(text)) throw new Error(`submission state ${text} is not one we know`);
  return text;
};

async function livingSubmissions(
  tx: Transaction,
  ref: CaseRef,
  sent: readonly shared.SentRow[],
): Promise<SubmissionView[]> {
  const rows = await reads.submissionsOf(tx, ref);
  return Promise.all(
    rows.map(async (row): Promise<SubmissionView> => {
      const state = stateOf(row.state);
      const { submissionId, kind, defendantIds, version, since } = row;
      return {
        ...{ submissionId, kind, defendantIds, version, since, state },
        ...{ waitingFor: submissionStates[state].waitingFor, holder: submissionStates[state].holder },
        firstSentAt: row.firstSentAt ?? undefined,
        sent: sent.filter((each) => each.submissionId === submissionId),
        certificate: Certificate.safeParse(row.certificate).data,
        returned: Returned.safeParse(row.returned).data,
        rejection: Rejection.safeParse(row.rejection).data,
        passed: row.passed,
        ...{ undelivered: row.undelivered, urgentCharge: row.urgentCharge },
        withdrawal: row.withdrawal ?? undefined,
        queue: await itemOf(tx, { ...ref, submissionId }),
      };
    }),
  );
}

async function sentSubmissions(
  tx: Transaction,
  ref: CaseRef,
  sent: readonly shared.SentRow[],
): Promise<SubmissionView[]> {
  return Promise.all(
    latestOf(sent).map(async (row): Promise<SubmissionView> => {
      const state = stateOf(row.state);
      const { submissionId, kind, defendantIds, version, since } = row;
      const versions = sent.filter((each) => each.submissionId === submissionId);
      return {
        ...{ submissionId, kind, defendantIds, version, since, state },
        ...{ waitingFor: submissionStates[state].waitingFor, holder: submissionStates[state].holder },
        firstSentAt: versions.at(-1)?.sentAt,
        sent: versions,
        certificate: undefined,
        returned: undefined,
        rejection: row.rejection ?? undefined,
        passed: null,
        ...{ undelivered: null, urgentCharge: null },
        withdrawal: undefined,
        queue: await itemOf(tx, { ...ref, submissionId }),
      };
    }),
  );
}

/** The check of a live submission with what people have added to it, as a police person sees it. */
export interface CheckView {
  readonly check: CheckResult;
  /** The same file checked as if something were otherwise, where that was asked. */
  readonly supposed?: CheckResult;
  readonly gaps: readonly reads.GapRow[];
  readonly answers: readonly reads.AnswerRow[];
  /** What is on the file and was not asked for, as far as this person may see it. */
  readonly overbuilt: Overbuilt;
  /** Who decides to charge with each offence that is still to be decided, with the reasons. */
  readonly authorities: readonly AuthorityOfOffence[];
  /** Hash of what would be sent: a certificate is bound to it, and forms carry it to notice changes. */
  readonly contentsHash: string;
}

/**
 * Checks a live submission on the whole file, then takes out every mention of items this person may not see. Refuses
 * `case-not-found`, and `page-not-found` for a submission that the case does not have.
 * @param supposing also checks it as if this were so, or as before this person's last change; nothing of it is kept
 */
export const viewCheck = (
  deps: Deps,
  actor: Actor,
  urn: string,
  submissionId: string,
  supposing?: Supposing | 'before-my-change',
): Promise<Result<CheckView, 'case-not-found' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    if (sideOf(actor) !== 'police') return refuse('page-not-found', 'The CPS read the check that was sent.');
    const seesSensitive = await seesSensitiveOf(tx, found.value, actor);
    const classes = classesOf(actor).filter((each) => seesSensitive || each !== 'V5');
    const shown = (await reads.materialOf(tx, found.value)).filter(isOf(classes));
    const visible = new Set(shown.map(({ materialId }) => materialId));
    return asSystem(tx, async (system): Promise<Result<CheckView, 'page-not-found'>> => {
      const whole = await loadWhole(system, found.value);
      if (!whole.rows.some((each) => each.submissionId === submissionId))
        return refuse('page-not-found', 'This case has no such submission.');
      const check = checkFile(deps, whole, submissionId);
      const hidden = whole.material.map(({ materialId }) => materialId).filter((id) => !visible.has(id));
      const shownCheck = withoutMaterial(check, new Set(hidden));
      const asked =
        supposing === 'before-my-change'
          ? await beforeMyChange(deps, system, whole, { submissionId, userId: actor.userId })
          : supposing;
      const supposed =
        asked === undefined
          ? {}
          : { supposed: withoutMaterial(checkFileSupposing(deps, whole, submissionId, asked), new Set(hidden)) };
      return accept({
        check: shownCheck,
        ...supposed,
        authorities: authoritiesFor(deps, whole, submissionId, check.facts).request,
        overbuilt: overbuiltOf(shownCheck, pagesIn(whole)),
        gaps: whole.gaps.filter((each) => each.submissionId === submissionId),
        answers: whole.answers.filter((each) => each.submissionId === submissionId),
        contentsHash: contentsHashOf(whole, submissionId),
      });
    });
  });

/** How a file would stand as one kind of submission. */
export interface KindStanding {
  readonly kind: SubmissionKind;
  readonly fits: CheckResult['kindFits'];
  /** Items due, and of those missing or not good enough. */
  readonly due: number;
  readonly gaps: number;
}

/**
 * How a live submission would stand as each kind of the edition, in its order: for whoever chooses another. Refuses as
 * `viewCheck`.
 */
export const viewKinds = (
  deps: Deps,
  actor: Actor,
  urn: string,
  submissionId: string,
): Promise<Result<readonly KindStanding[], 'case-not-found' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    if (sideOf(actor) !== 'police') return refuse('page-not-found', 'Police put a file forward.');
    return asSystem(tx, async (system): Promise<Result<readonly KindStanding[], 'page-not-found'>> => {
      const whole = await loadWhole(system, found.value);
      if (!whole.rows.some((each) => each.submissionId === submissionId))
        return refuse('page-not-found', 'This case has no such submission.');
      const kinds = SubmissionKind.options.filter((kind) => deps.edition.kinds.has(kind));
      return accept(
        kinds.map((kind): KindStanding => {
          const { kindFits, summary } = checkFileSupposing(deps, whole, submissionId, { given: { kind }, fit: false });
          const { required, missing, inadequate } = summary;
          return { kind, fits: kindFits, due: required, gaps: missing.length + inadequate.length };
        }),
      );
    });
  });

async function beforeMyChange(
  deps: Deps,
  system: Transaction,
  { ref, rows }: WholeCase,
  { submissionId, userId }: { readonly submissionId: string; readonly userId: string },
): Promise<Supposing | undefined> {
  const defendantIds = rows.find((each) => each.submissionId === submissionId)?.defendantIds ?? [];
  const given = await beforeLastChange(deps, system, ref, { submissionId, defendantIds, userId });
  return given === undefined ? undefined : { given, fit: false };
}

/** The snapshot of one version as this person may see it; refuses `case-not-found` and `page-not-found`. */
export const viewSnapshot = (
  deps: Deps,
  actor: Actor,
  urn: string,
  submissionId: string,
  version: number,
): Promise<Result<SnapshotContent, 'case-not-found' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const snapshot = await loadSnapshot(tx, found.value, submissionId, version);
    return snapshot === undefined
      ? refuse('page-not-found', 'That version of the submission has not been sent.')
      : accept(snapshot);
  });

/** Receipts of what was sent with one version, by item, as far as this person may see it; refuses `case-not-found`. */
export const viewReceipts = (
  deps: Deps,
  actor: Actor,
  urn: string,
  submissionId: string,
  version: number,
): Promise<Result<ReadonlyMap<string, DocumentReceipt>, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const seesSensitive = await seesSensitiveOf(tx, found.value, actor);
    const classes = classesOf(actor).filter((each) => seesSensitive || each !== 'V5');
    const sent = (await shared.sentDocumentsOf(tx, found.value)).filter(isOf(classes));
    return accept(
      new Map(
        sent
          .filter((each) => each.submissionId === submissionId && each.version === version && each.via === 'submission')
          .map(({ materialId, sha256, receipt }) => [materialId, { hasDocument: sha256 !== null, receipt }]),
      ),
    );
  });
