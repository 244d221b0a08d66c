import type { Contact } from '../../../domain/access/index.ts';
import type { DraftItem } from '../../../domain/action-plan/index.ts';
import { beforeChargeKinds, type CaseRecord } from '../../../domain/case-file/index.ts';
import type { CivilDate } from '../../../domain/kernel/civil-date.ts';
import { accept, type Result } from '../../../domain/kernel/result.ts';
import type { Deps } from '../../../application/deps.ts';
import { conversationsSincePlan, talksFirst, type TalkInput } from '../../../application/consultations.ts';
import type { FormValues } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, nameOfPerson, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { sayConsultation } from '../consultation/page.tsx';
import { listOf, readDate, textOf, type FileView } from '../file-parts/index.ts';

/** Actions one form can hold. */
export const mostItems = 5;
/** Days from today that a due date is quickly set to. */
export const quickDays = [1, 7, 14, 28] as const;

export interface IssuePlanView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly blocked: string | undefined;
  readonly contact: Contact;
  readonly suspects: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Whether officer and prosecutor talk before this plan, and the conversations that count. */
  readonly talk: { readonly needed: boolean; readonly held: readonly { readonly id: string; readonly says: string }[] };
  /** Actions that need no order of priority. */
  readonly manyItems: number;
  readonly onFile: readonly { readonly id: string; readonly title: string }[];
}

/** Why no plan can be issued now; undefined when one can. */
export const blockedBecause = ({ view, submission }: FileView): string | undefined =>
  submission.state === 'in_review'
    ? undefined
    : `An action plan cannot be issued now. ${submissionWaitsFor(view, submission)}.`;

export function issuePlanView(
  { view, submission }: FileView,
  given: { frame: Pick<Page, 'banner' | 'nav'>; contact: Contact } & Pick<IssuePlanView, 'talk' | 'manyItems'>,
): IssuePlanView {
  const { record } = view;
  return {
    frame: given.frame,
    urn: record.urn,
    submissionId: submission.submissionId,
    caption: `${submission.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    blocked: blockedBecause({ view, submission }),
    ...{ contact: given.contact, talk: given.talk, manyItems: given.manyItems },
    suspects: submission.defendantIds.map((id) => ({ id, name: nameOfDefendant(record, id) })),
    people: peopleOf(record),
    onFile: view.material
      .filter((each) => each.class === 'V1')
      .map(({ materialId, detail }) => ({ id: materialId, title: detail.title })),
  };
}

/** What is known of talking before this plan, and how many actions need no order. */
export function talkOf(
  deps: Pick<Deps, 'planSettings'>,
  { view, submission }: FileView,
): Pick<IssuePlanView, 'talk' | 'manyItems'> {
  const { ref, record } = view;
  const { submissionId } = submission;
  const officeId = submission.sent[0]?.toOrg ?? '';
  const beforeCharge = beforeChargeKinds.includes(submission.kind);
  return {
    manyItems: deps.planSettings.manyItems,
    talk: {
      needed: talksFirst(deps, { ref, record, officeId, beforeCharge }),
      held: conversationsSincePlan(view.consultations, view.plans, submissionId).map((each) => ({
        id: each.consultationId,
        says: sayConsultation(each),
      })),
    },
  };
}

/** What is said of talking before the plan, as the form says it. */
export function readTalk(values: FormValues): TalkInput {
  const chosen = textOf(values, 'conversation');
  return {
    consultationId: chosen === 'none' ? '' : chosen,
    declinedBecause: chosen === 'none' ? textOf(values, 'declinedBecause') : '',
  };
}

const peopleOf = (record: CaseRecord): IssuePlanView['people'] =>
  record.persons.map(({ id }) => ({ id, name: `${nameOfPerson(record, id)} (${id})` }));

/** How many actions the form shows: as many as it had, one more when asked. */
export function itemsShown(values: FormValues): number {
  const had = Number(textOf(values, 'count'));
  const count = Number.isInteger(had) && had >= 1 ? had : 1;
  return Math.min(mostItems, count + (asksForAnother(values) ? 1 : 0));
}

/** Whether "Add another action" was pressed. */
export const asksForAnother = (values: FormValues): boolean => textOf(values, 'another') !== '';

type TextField =
  'issueType' | 'issue' | 'kind' | 'action' | 'justification' | 'inadequateBecause' | 'subject' | 'about' | 'priority';

/**
 * The actions that were filled in, with the place each had in the form, so that a refusal of the second of two can be
 * shown where it stands. Refuses `not-valid` for a date that does not exist.
 */
export function readItems(
  values: FormValues,
  today: CivilDate,
): Result<{ items: DraftItem[]; places: number[] }, 'not-valid'> {
  const items: DraftItem[] = [];
  const places: number[] = [];
  for (let place = 0; place < mostItems; place += 1) {
    const name = (field: string): string => `items-${place}-${field}`;
    const text = (field: TextField): string => textOf(values, name(field));
    const typed = readDate(values, name('date'), 'The day it is due');
    if (!typed.ok) return typed;
    const quick = textOf(values, name('due'));
    const filled = (['issue', 'action', 'justification', 'kind', 'issueType'] as const).some(
      (each) => text(each) !== '',
    );
    if (!filled) continue;
    items.push({
      defendantIds: listOf(values, name('defendantIds')),
      issueType: text('issueType'),
      issue: text('issue'),
      kind: text('kind'),
      action: text('action'),
      justification: text('justification'),
      due: typed.value ?? (/^\d+$/.test(quick) ? today.add({ days: Number(quick) }).toString() : ''),
      ...(/^\d+$/.test(text('priority')) ? { priority: Number(text('priority')) } : {}),
      ...(text('subject') === '' ? {} : { subject: text('subject') }),
      ...(text('about') === '' ? {} : { about: text('about') }),
      ...(listOf(values, name('despite')).includes('yes') ? { despite: true } : {}),
      ...(text('inadequateBecause') === '' ? {} : { inadequateBecause: text('inadequateBecause') }),
    });
    places.push(place);
  }
  return accept({ items, places });
}

/** The field of the form that a refusal about `items-N-field` is about. */
export function placeOf(field: string, places: readonly number[]): string {
  const found = /^items-(\d+)-(.+)$/.exec(field);
  if (found === null) return field === 'items' ? 'items-0-action' : field;
  const place = places[Number(found[1])] ?? 0;
  return `items-${place}-${found[2] ?? ''}`;
}
