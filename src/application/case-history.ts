// Over 400 lines because it is one table: what each kind of event says in the history of a case.
import { z } from 'zod';
import { may, readsSensitive, sideOf, type Actor } from '../domain/access/index.ts';
import {
  answerKinds,
  differenceOutcomes,
  outcomes,
  caseEvents,
  caseTypes,
  classOfMaterial,
  isCaseEventType,
  partsOfPoint,
  rejectionAnswerKinds,
  ruleDoubts,
  reviewTypes,
  incidentOutcomes,
  sayHeading,
  sayLateEntry,
  sayUntimely,
  appealedMatters,
  sayAppealOutcome,
  declineReasons,
  sayVerdict,
  minutesByHolder,
  moveHolders,
  sayKindsOfCase,
  consultationTopics,
  consultationWays,
  outOfCourtSteps,
  noneNeededGrounds,
  steps,
  turnsOf,
  undeliveredReasons,
  type StoredDocument,
  type CaseEventPayload,
  type Material,
  type MoveHolder,
  type Turn,
  type SubmissionKind,
} from '../domain/case-file/index.ts';
import { questionTexts, type Edition } from '../domain/file-standard/index.ts';
import { decisionCodes, isDecisionCode, isOutOfCourt, outOfCourt, policeOutcomes } from '../domain/charging/index.ts';
import { civilDate, instant, londonDateOf, sayDate, sayInstant } from '../domain/kernel/civil-date.ts';
import { sayRecipient } from '../domain/redaction/index.ts';
import { formOf } from '../domain/forms/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { findOrganisation, findPerson } from '../storage/directory.ts';
import { findAccountName } from '../storage/service-accounts.ts';
import type { Transaction } from '../storage/database.ts';
import type { LoggedEvent } from '../storage/log/index.ts';
import { findCase } from './case-store.ts';
import { hiddenFrom, sensitiveKnownOf } from './sensitive-readers.ts';
import { titleOfRule } from './rule-doubts.ts';
import { accountIdOf } from './service-account-id.ts';
import type { Deps } from './deps.ts';
import { clockKeeper } from './clock-keeper.ts';
import { copyMaker } from './copy-maker.ts';
import { viewerOf } from './viewer.ts';

/** One thing that happened, as a line of a plain list. */
export interface HistoryEntry {
  readonly at: string;
  readonly who: string;
  readonly organisation: string;
  /** What happened, in a sentence without personal data of victims and witnesses. */
  readonly what: string;
  readonly details: readonly string[];
  readonly audience: string;
}

/** What happened in a case as this person may know it, newest first. Refuses `case-not-found`. */
export const viewHistory = (deps: Deps, actor: Actor, urn: string): Promise<Result<HistoryEntry[], 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    if (!may(actor, 'history:read')) return refuse('case-not-found', 'Your role does not read the history of cases.');
    const known = await sensitiveKnownOf(tx, found.value, actor);
    const seesSensitive = readsSensitive(known, actor);
    const hidden: readonly string[] = hiddenFrom(seesSensitive);
    const events = (await deps.log.readCaseEvents(tx, found.value.ownerId, found.value.caseId)).filter(
      ({ audience }) => !hidden.includes(audience),
    );
    // Why somebody was named may say what there is: for those who read it, and those who say who does.
    const knowsWhy = seesSensitive || may(actor, 'sensitive:name');
    const names = new Map<string, { who: string; organisation: string }>();
    const entries: HistoryEntry[] = [];
    for (const event of events) {
      const said = sayEvent(event, deps.edition, knowsWhy);
      if (said === undefined) continue;
      const key = `${event.actor.orgId}/${event.actor.userId}`;
      const by = names.get(key) ?? (await nameActor(tx, event));
      names.set(key, by);
      entries.push({ at: event.at, ...by, ...said, audience: event.audience });
    }
    // Events of one moment keep the order in which they were written, newest first like the rest.
    return accept(entries.toReversed().toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)));
  });

/** Whose move a case was, as far as this person may know. */
export interface MovesOfCase {
  /** When the case was opened, or for the CPS first sent. ISO instant. */
  readonly from: string;
  readonly turns: readonly Turn[];
  /** Minutes of each holder, longest first: they add up to the life of the case. */
  readonly sums: readonly { readonly holder: MoveHolder; readonly minutes: number }[];
}

const MovePayload = z.object({
  submissionId: z.string().optional(),
  step: z.string().optional(),
  state: z.string().optional(),
  outcome: z.string().optional(),
  leadsTo: z.string().optional(),
  toManager: z.boolean().optional(),
  reopens: z.boolean().optional(),
  queue: z.string().optional(),
  handedOver: z.object({ at: z.string() }).optional(),
  work: z.object({ submissionId: z.string(), into: z.string().nullable() }).optional(),
});

/**
 * Whose move a case was at each moment, from what happened in it and this person may know of: for the CPS from the first
 * sending on, and whoever of police had it is police to them. Refuses `case-not-found`.
 */
export const viewMoves = (deps: Deps, actor: Actor, urn: string): Promise<Result<MovesOfCase, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    if (!may(actor, 'history:read')) return refuse('case-not-found', 'Your role does not read the history of cases.');
    const events = (await deps.log.readCaseEvents(tx, found.value.ownerId, found.value.caseId)).filter(
      ({ audience }) => audience === 'police' || audience === 'shared',
    );
    const moves = events.map(({ type, at, payload, erased }) => {
      const read = erased ? undefined : MovePayload.safeParse(payload).data;
      // Entered late, it was with the CPS from when they were handed it (BR-31).
      const { handedOver, work, ...move } = read ?? {};
      const late = handedOver !== undefined;
      const about = work === undefined ? move : { ...move, submissionId: work.submissionId, work: work.into };
      return { type, at: late && type === 'file-sent' ? handedOver.at : at, ...about, late };
    });
    const now = deps.now().toString();
    const from = moves.map(({ at }) => at).reduce((first, at) => (at < first ? at : first), now);
    const cps = sideOf(actor) === 'cps';
    const turns = turnsOf(moves, { from, now, first: cps ? 'triage' : 'officer' }).map((turn) =>
      cps && moveHolders[turn.holder].side === 'police' ? { ...turn, holder: 'police' as const } : turn,
    );
    return accept({ from, turns, sums: minutesByHolder(turns, { from, now }) });
  });

async function nameActor(tx: Transaction, event: LoggedEvent): Promise<{ who: string; organisation: string }> {
  const organisation = (await findOrganisation(tx, event.actor.orgId))?.name ?? event.actor.orgId;
  if (event.actor.userId === clockKeeper) return { who: 'The clocks', organisation };
  if (event.actor.userId === copyMaker) return { who: 'The maker of copies', organisation };
  if (event.actor.side === 'system') return { who: 'Taken in from another system', organisation };
  const accountId = accountIdOf(event.actor.userId);
  const account = accountId === undefined ? undefined : await findAccountName(tx, accountId);
  if (account !== undefined) return { who: account, organisation };
  const person = await findPerson(tx, event.actor.userId);
  const who = [person?.rank, person?.collarNumber, person?.name].filter((part) => part !== undefined).join(' ');
  return { who: who === '' ? 'Somebody no longer in the directory' : who, organisation };
}

/** Parts of a snapshot travel as events of their own; the sending itself is the line to show. */
const silent = new Set(['sensitive-part-sent', 'contact-part-sent']);

const aboutSensitive = new Set(['sensitive-reader-named', 'sensitive-reader-ended']);

function sayEvent(
  event: LoggedEvent,
  edition: Edition,
  knowsWhy: boolean,
): { what: string; details: string[] } | undefined {
  if (silent.has(event.type) || !isCaseEventType(event.type)) return undefined;
  if (event.erased) return { what: 'Something whose content has been erased', details: [] };
  const said = sayings[event.type](event.payload, edition, event.actor.userId);
  return aboutSensitive.has(event.type) && !knowsWhy ? { ...said, details: [] } : said;
}

/** Receipts of what everybody reads; nothing for versions sent before there were any. */
function sayReceipts(documents: readonly StoredDocument[]): string[] {
  const received = documents.filter(({ receipt }) => receipt !== undefined).length;
  return received === 0
    ? []
    : [`${received} ${received === 1 ? 'document' : 'documents'} read back, each with a receipt`];
}

const titleOf = (edition: Edition, item: string): string => edition.items.find(({ id }) => id === item)?.title ?? item;
const titlesOf = (edition: Edition, items: readonly string[]): string =>
  items.map((item) => titleOf(edition, item)).join(', ');
/** A value of an answer, `own_area` as `own area`. */
/** A form, and one of its fields, by title: `MG7 Remand application`, `Grounds`. */
const sayForm = (code: string): string => `${code} ${formOf(code)?.title ?? ''}`.trim();
const sayFormField = (code: string, field: string): string => {
  const name = field.replace(/\[[^\]]+\]\./, '[].');
  return formOf(code)?.fields.find((each) => each.name === name)?.label ?? field;
};

const sayAnswer = (value: unknown): string =>
  value === true
    ? 'Yes'
    : value === false
      ? 'No'
      : typeof value === 'string'
        ? value.replaceAll('_', ' ')
        : JSON.stringify(value);
const sayDay = (day: string): string => sayDate(civilDate(day));

/** A moment, or the day before the midnight with which it ended. */
const sayEnd = (endsAt: string, inHours: boolean): string =>
  inHours ? sayInstant(instant(endsAt)) : `end of ${sayDate(londonDateOf(instant(endsAt)).subtract({ days: 1 }))}`;

const isCaseType = (id: string): id is keyof typeof caseTypes => Object.hasOwn(caseTypes, id);

const titleOfKind = (edition: Edition, kind: SubmissionKind): string => edition.kinds.get(kind)?.title ?? kind;

type Sayings = {
  [Type in keyof typeof caseEvents]: (
    payload: unknown,
    edition: Edition,
    by: string,
  ) => { what: string; details: string[] };
};

const several = (count: number, what: string): string => (count === 1 ? `one ${what}` : `${count} ${what}s`);
const counted = (people: number): string => (people === 1 ? 'One person' : `${people} people`);

/** Reads a payload by its schema, then says it; `by` is who did it. */
const say =
  <Type extends keyof typeof caseEvents>(
    type: Type,
    words: (
      payload: CaseEventPayload<Type>,
      edition: Edition,
      by: string,
    ) => { what: string; details?: readonly string[] },
  ) =>
  (payload: unknown, edition: Edition, by: string): { what: string; details: string[] } => {
    // The schema of the type gives its payload; the index type is too wide for the compiler to see it.
    const { what, details = [] } = words(caseEvents[type].parse(payload) as CaseEventPayload<Type>, edition, by);
    return { what, details: [...details] };
  };

const isSensitive = (material: Material): boolean => classOfMaterial(material) === 'V5';
const nameItem = (material: Material): string => `${isSensitive(material) ? 'Sensitive item ' : ''}${material.id}`;
/** What the item is, for those that may be named. */
const sayItem = (material: Material): string =>
  isSensitive(material) ? '' : `: ${material.type}, ${material.title}, ${sayDay(material.date)}`;

const deciders = { police: 'police', cps: 'the CPS', not_known: 'not known' } as const;

const sayings: Sayings = {
  'case-opened': say('case-opened', ({ record, documents, notices }) => ({
    what: `Case taken in from ${record.export.system} with ${documents.length} documents`,
    details: notices,
  })),
  'contacts-recorded': say('contacts-recorded', () => ({ what: 'Contact details recorded' })),
  'sensitive-material-recorded': say('sensitive-material-recorded', ({ material }) => ({
    what: `Sensitive item ${material.id} recorded`,
  })),
  'material-added': say('material-added', ({ material }) => ({
    what: `${material.id} added: ${material.type}, ${material.title}`,
  })),
  'heading-written': say('heading-written', ({ submissionId, heading }) => ({
    what: `${submissionId}: “${sayHeading(heading)}” written`,
  })),
  'submission-kind-changed': say('submission-kind-changed', ({ submissionId, from, to, reason }, edition) => ({
    what: `${submissionId}: put forward as another kind of submission`,
    details: [`Was: ${titleOfKind(edition, from)}`, `Is: ${titleOfKind(edition, to)}`, reason],
  })),
  'question-answered': say('question-answered', ({ submissionId, fact, value }, edition) => ({
    what: `${submissionId}: question answered`,
    details: [`${questionTexts[fact] ?? edition.facts.get(fact)?.description ?? fact}: ${sayAnswer(value)}`],
  })),
  'form-field-written': say('form-field-written', ({ form, about, field, value }) => ({
    what: `${sayForm(form)}${about === 'case' ? '' : `, ${about}`}: “${sayFormField(form, field)}” ${value === null ? 'emptied' : 'written'}`,
  })),
  'gap-explained': say('gap-explained', ({ submissionId, item, reason, due }, edition) => ({
    what: `${submissionId}: gap explained, ${titleOf(edition, item)}`,
    details: [reason, `Expected by ${sayDay(due)}`],
  })),
  'rule-doubted': say('rule-doubted', ({ submissionId, rule, kind, text }, edition) => ({
    what: `${submissionId}: a rule doubted, ${titleOfRule(edition, rule) ?? rule}`,
    details: [ruleDoubts[kind], text],
  })),
  'rejection-answered': say('rejection-answered', ({ submissionId, point, kind, text, materialIds }, edition) => {
    const { reason, item } = partsOfPoint(point);
    const label = edition.triageReasons.find(({ id }) => id === reason)?.label ?? reason;
    return {
      what: `${submissionId}: rejection answered, ${item === undefined ? label : titleOf(edition, item)}`,
      details: [
        rejectionAnswerKinds[kind],
        text,
        ...(materialIds.length === 0 ? [] : [`See ${materialIds.join(', ')}`]),
      ],
    };
  }),
  'file-submitted': say('file-submitted', ({ submissionId, version, step, check }, edition) => ({
    what: `${submissionId}, version ${version}: ${steps[step].says}`,
    details: [
      `${sayVerdict(check.verdict)} (rules ${check.ruleSetVersion})`,
      ...(check.missing.length === 0 ? [] : [`Missing: ${titlesOf(edition, check.missing)}`]),
      ...(check.inadequate.length === 0 ? [] : [`Inadequate: ${titlesOf(edition, check.inadequate)}`]),
    ],
  })),
  'file-returned': say('file-returned', ({ submissionId, version, step, second, reasons, text, due }) => ({
    what: `${submissionId}, version ${version}: ${second === true ? 'Returned by the standards unit' : steps[step].says}`,
    details: [...reasons.map(({ label }) => label), text, `Due ${sayDay(due)}`],
  })),
  'file-certified': say('file-certified', ({ submissionId, version, contentsHash }) => ({
    what: `${submissionId}, version ${version}: ${steps.T03.says}`,
    details: [`Contents ${contentsHash.slice(0, 12)}`],
  })),
  'file-passed': say('file-passed', ({ submissionId, version }) => ({
    what: `${submissionId}, version ${version}: ${steps.V08.says}`,
  })),
  'training-warned': say('training-warned', ({ submissionId, step, missing, from }) => ({
    what: `${submissionId}: ${step === 'T03' ? 'certified' : 'passed'} without a current training record, and told so`,
    details: [
      `No current record for: ${sayKindsOfCase(missing)}`,
      ...(from === null ? [] : [`The force asks for one from ${sayDay(from)}`]),
    ],
  })),
  'certificate-voided': say('certificate-voided', ({ submissionId, version, because }) => ({
    what: `${submissionId}, version ${version}: ${steps.V01.says}`,
    details: [because],
  })),
  'work-claimed': say('work-claimed', ({ submissionId }) => ({ what: `${submissionId}: taken from the queue` })),
  'work-released': say('work-released', ({ submissionId, reason }) => ({
    what: `${submissionId}: given back to the queue`,
    details: reason === undefined ? [] : [reason],
  })),
  'work-assigned': say('work-assigned', ({ submissionId, toName, reason }) => ({
    what: `${submissionId}: given to ${toName}`,
    details: [reason],
  })),
  'work-set-back': say('work-set-back', ({ submissionId, until, overLimit, reason }) => ({
    what: `${submissionId}: put back in the order of its queue until ${sayInstant(instant(until))}`,
    details: [...(overLimit ? ['Its legal limit was within eight weeks.'] : []), reason],
  })),
  'review-allocated': say('review-allocated', ({ submissionId, step, prosecutor }) => ({
    what: `${submissionId}: ${steps[step].says}`,
    details: [
      `Prosecutor ${[prosecutor.name, prosecutor.phone, prosecutor.email].filter((part) => part !== undefined).join(', ')}`,
    ],
  })),
  'file-sent': say(
    'file-sent',
    ({ submissionId, version, verdict, ruleSetVersion, contentsHash, documents, route, handedOver }) => ({
      what: `${submissionId}, version ${version}: ${steps.T08.says}`,
      details: [
        `${documents.length} items received`,
        ...sayReceipts(documents),
        ...(handedOver === undefined ? [] : [`${sayLateEntry(handedOver)}. ${handedOver.reason}`]),
        `${sayVerdict(verdict)} (rules ${ruleSetVersion})`,
        `Contents ${contentsHash.slice(0, 12)}`,
        steps[route].says,
      ],
    }),
  ),
  'delivery-failed': say('delivery-failed', ({ submissionId, version, items, others, handedOver }) => ({
    what: `${submissionId}, version ${version}: ${steps.V15.says}`,
    details: [
      ...items.map(({ materialId, why }) => `${materialId}: ${undeliveredReasons[why]}`),
      ...(others === 0 ? [] : ['A document that is named only to those who may know of it']),
      ...(handedOver === undefined ? [] : [`${sayLateEntry(handedOver)}. ${handedOver.reason}`]),
      'Nothing of it reached the CPS.',
    ],
  })),
  'sensitive-delivery-failed': say('sensitive-delivery-failed', ({ submissionId, version, items }) => ({
    what: `${submissionId}, version ${version}: not delivered`,
    details: items.map(({ materialId, why }) => `${materialId}: ${undeliveredReasons[why]}`),
  })),
  'sensitive-part-sent': say('sensitive-part-sent', () => ({ what: 'Sensitive part sent' })),
  'contact-part-sent': say('contact-part-sent', () => ({ what: 'Contact details sent' })),
  'file-accepted': say('file-accepted', ({ submissionId, version, step, caseType, reviewType, toManager }) => ({
    what: `${submissionId}, version ${version}: ${steps[step].says}`,
    details: [
      `Case type: ${isCaseType(caseType) ? caseTypes[caseType] : caseType}. Review: ${reviewTypes[reviewType].title}`,
      ...(toManager === true ? [steps.V12.says] : []),
    ],
  })),
  'file-rejected': say('file-rejected', ({ submissionId, version, step, reasons, detail, responseDate }) => ({
    what: `${submissionId}, version ${version}: ${steps[step].says}`,
    details: [
      ...reasons.map(({ label }) => label),
      ...(detail === '' ? [] : [detail]),
      `Police response by ${sayDay(responseDate)}`,
    ],
  })),
  'review-started': say('review-started', ({ submissionId, prosecutor }) => ({
    what: `${submissionId}: ${steps.T19.says}`,
    details: [`Prosecutor ${prosecutor.name}, ${prosecutor.phone ?? ''}, ${prosecutor.email ?? ''}`],
  })),
  'plan-issued': say('plan-issued', ({ submissionId, items }) => ({
    what: `${submissionId}: ${steps.T21.says}, ${items.length} ${items.length === 1 ? 'action' : 'actions'}`,
    details: items.map(({ id, action, due }) => `${id}. ${action} Due ${sayDay(due)}`),
  })),
  'plan-item-answered': say('plan-item-answered', ({ itemId, answer, text, documents, laterOn, byItself }) => ({
    what:
      byItself === true
        ? `Action ${itemId} closed by itself`
        : `Action ${itemId} answered: ${answerKinds[answer].toLowerCase()}`,
    details: [
      ...(laterOn === undefined ? [] : [`To come by ${sayDay(laterOn)}`]),
      text,
      ...documents.map(({ materialId }) => `With ${materialId}`),
    ],
  })),
  'plan-extension-asked': say('plan-extension-asked', ({ itemId, from, to, reason }) => ({
    what: `Action ${itemId}: police ask for more time`,
    details: [`Due ${sayDay(from)}, asked for ${sayDay(to)}`, reason],
  })),
  'plan-item-changed': say('plan-item-changed', ({ itemId, due, action, before, reason, asked }) => ({
    what: asked === undefined ? `Action ${itemId} changed` : `Action ${itemId}: request for more time answered`,
    details: [
      due === before.due ? `Due ${sayDay(due)}, as before` : `Due ${sayDay(due)}, was ${sayDay(before.due)}`,
      ...(action === before.action ? [] : [action]),
      reason,
    ],
  })),
  'plan-settled': say('plan-settled', ({ items, reopens }) => ({
    what: reopens ? 'Answers settled: actions go back to police' : 'Answers settled: every action is closed',
    details: items.map(({ itemId, outcome, reason, due }) =>
      [`Action ${itemId}: ${outcomes[outcome].title}`, ...(due === undefined ? [] : [`due ${sayDay(due)}`]), reason]
        .filter((part) => part !== '')
        .join('. '),
    ),
  })),
  'plan-responded': say('plan-responded', ({ submissionId, comment }) => ({
    what: `${submissionId}: ${steps.T22.says}`,
    details: comment === '' ? [] : [comment],
  })),
  'decision-issued': say('decision-issued', ({ submissionId, decisions, prosecutor }) => ({
    what: `${submissionId}: ${steps.T24.says} by ${prosecutor.name}`,
    details: decisions.map(
      ({ defendantId, offenceId, code }) =>
        `${defendantId}, ${offenceId}: ${code}, ${isDecisionCode(code) ? decisionCodes[code].title : 'unknown code'}`,
    ),
  })),
  'advice-declined': say('advice-declined', ({ submissionId, reason, text }) => ({
    what: `${submissionId}: ${steps.T26b.says}`,
    details: [declineReasons[reason], text],
  })),
  'appeal-made': say('appeal-made', ({ submissionId, about, grounds, spoke }) => ({
    what:
      about === 'rejection'
        ? `${submissionId}: ${steps.T17.says}`
        : `${submissionId}: ${steps.T33.says}. ${appealedMatters[about]}`,
    details: [grounds, ...(spoke === undefined ? [] : [`Before that: ${spoke}`])],
  })),
  'appeal-answered': say('appeal-answered', ({ submissionId, about, outcome, reasons, lesson }) => ({
    what: `${submissionId}: ${about === 'rejection' ? 'escalation' : 'appeal'} answered. ${sayAppealOutcome({ about, outcome })}`,
    details: [reasons, ...(lesson === '' ? [] : [`To learn from it: ${lesson}`])],
  })),
  'advice-given': say('advice-given', ({ submissionId }) => ({ what: `${submissionId}: ${steps.T25.says}` })),
  'consultation-recorded': say('consultation-recorded', ({ submissionId, how, heldAt, minutes, topic }) => ({
    what: `${submissionId}: a conversation was recorded. ${consultationTopics[topic]}`,
    details: [
      `${consultationWays[how]} at ${sayInstant(instant(heldAt))}, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    ],
  })),
  'charge-chased': say('charge-chased', ({ submissionId, charges }) => ({
    what: `${submissionId}: police are chased for ${charges.length === 1 ? 'a charge that is' : `${charges.length} charges that are`} authorised and not laid`,
    details: charges.map(
      ({ defendantId, title, months, lapsesAfter }) =>
        `${title} (${defendantId}): after ${months} ${months === 1 ? 'month' : 'months'}. It lapses after ${sayDay(lapsesAfter)}`,
    ),
  })),
  'authorisation-lapsed': say('authorisation-lapsed', ({ submissionId, charges, state }) => ({
    what: `${submissionId}: ${charges.length === 1 ? 'an authorised charge' : `${charges.length} authorised charges`} lapsed`,
    details: [
      ...charges.map(({ defendantId, title, says }) => `${title} (${defendantId}). ${says}`),
      ...(state === null ? [] : [steps.T30.says]),
    ],
  })),
  'lapsed-charge-laid': say('lapsed-charge-laid', ({ submissionId, offenceId, state }) => ({
    what: `${submissionId}, ${offenceId}: ${steps.V14.says}`,
    details: state === null ? [] : ['The CPS have nothing more of this file to decide again'],
  })),
  'out-of-court-recorded': say(
    'out-of-court-recorded',
    ({ submissionId, defendantId, offenceId, title, step, on, conditions, conditionIds, says, state }) => ({
      what: `${submissionId}, ${defendantId}, ${offenceId}: ${title.toLowerCase()}. ${outOfCourtSteps[step]} on ${sayDay(on)}`,
      details: [
        ...(step === 'offered' ? conditions.map(({ text, dueOn }) => `${text} By ${sayDay(dueOn)}`) : []),
        ...conditions.flatMap(({ conditionId, text }) => (conditionIds.includes(conditionId) ? [text] : [])),
        ...(says === '' ? [] : [says]),
        ...(state === null ? [] : [state === 'closed' ? steps.V13.says : steps.T32.says]),
      ],
    }),
  ),
  'charge-difference-answered': say('charge-difference-answered', ({ defendantId, outcome, reason, by }) => ({
    what: `Charge of ${defendantId} not laid as authorised: ${differenceOutcomes[outcome].toLowerCase()}`,
    details: [reason, `Prosecutor ${by.name}`],
  })),
  'charge-corrected': say('charge-corrected', ({ defendantId, how, reason, terms }) => ({
    what:
      how === 'amended'
        ? `Charge of ${defendantId} amended to what was authorised`
        : `Charge of ${defendantId} withdrawn`,
    details: [...(terms === undefined ? [] : [`${terms.cjsCode} ${terms.title}`]), reason],
  })),
  'charge-laid': say('charge-laid', ({ defendantId, cjsCode, title, comparison, differences, reason, timing }) => ({
    what: `Charge laid for ${defendantId}: ${cjsCode} ${title}`,
    details: [
      {
        match: 'Matches what was authorised',
        mismatch: 'Does not match what was authorised',
        not_authorised: 'Nobody authorised this charge',
        police_charge: 'A charge that police decide',
      }[comparison],
      ...differences,
      ...(reason === '' ? [] : [reason]),
      ...(timing === undefined ? [] : [sayUntimely(timing), timing.reason]),
    ],
  })),
  'offence-added': say('offence-added', ({ offence, reason }) => ({
    what: `Offence ${offence.id} added for ${offence.defendantId}: ${offence.cjsCode} ${offence.title}`,
    details: [reason],
  })),
  'offence-corrected': say('offence-corrected', ({ offence, reason }) => ({
    what: `Offence ${offence.id} corrected: ${offence.cjsCode} ${offence.title}`,
    details: [reason],
  })),
  'offence-withdrawn': say('offence-withdrawn', ({ offence, reason }) => ({
    what: `Offence ${offence.id} withdrawn: ${offence.cjsCode} ${offence.title}`,
    details: [reason],
  })),
  'person-recorded': say('person-recorded', ({ person }) => ({
    what: `${person.id} recorded: ${person.givenName} ${person.familyName}`,
    details: person.dateOfBirth === undefined ? [] : [`Date of birth ${sayDay(person.dateOfBirth)}`],
  })),
  'suspect-recorded': say('suspect-recorded', ({ suspect }) => ({
    what: `Suspect ${suspect.id} recorded`,
    details: (suspect.interviews ?? []).map(({ date, outcome }) => `Interview on ${sayDay(date)}: ${outcome}`),
  })),
  'victim-recorded': say('victim-recorded', ({ number, victim }) => ({
    what: `Victim ${victim.personId ?? victim.name ?? number} recorded`,
    details: victim.attitude === undefined ? [] : [`Attitude: ${victim.attitude}`],
  })),
  'victim-withdrawn': say('victim-withdrawn', ({ name, reason }) => ({
    what: `${name} withdrawn as a victim`,
    details: [reason],
  })),
  'witness-recorded': say('witness-recorded', ({ witness: { personId, availability } }) => ({
    what: `Witness ${personId} recorded`,
    details:
      availability === undefined
        ? []
        : availability.avoid.length === 0
          ? [`Asked on ${sayDay(availability.askedOn)}: no dates to avoid`]
          : availability.avoid.map(({ from, to }) => `Cannot come from ${sayDay(from)} to ${sayDay(to)}`),
  })),
  'witness-withdrawn': say('witness-withdrawn', ({ name, reason }) => ({
    what: `${name} withdrawn as a witness`,
    details: [reason],
  })),
  'material-corrected': say('material-corrected', ({ material, reason }) => ({
    what: `${nameItem(material)} corrected${sayItem(material)}`,
    details: [reason],
  })),
  'material-replaced': say('material-replaced', ({ material, reason }) => ({
    what: `${nameItem(material)}: another document took the place of the one before${sayItem(material)}`,
    details: [reason],
  })),
  'material-withdrawn': say('material-withdrawn', ({ material, reason }) => ({
    what: `${nameItem(material)} withdrawn${sayItem(material)}`,
    details: [reason],
  })),
  'copy-begun': say('copy-begun', ({ materialId, recipient }) => ({
    what: `${materialId}: a redacted copy for the ${sayRecipient(recipient)} was begun`,
  })),
  'copy-page-decided': say('copy-page-decided', ({ materialId, page, regions, undo }) => ({
    what: `${materialId}: page ${page} ${undo === true ? 'brought back as it was before' : 'reviewed'} for a copy, ${several(regions.length, 'place')} to go`,
  })),
  'copy-words-sought': say('copy-words-sought', ({ materialId }) => ({
    what: `${materialId}: words sought in the whole document, for a copy`,
  })),
  'copy-finished': say('copy-finished', ({ materialId }) => ({
    what: `${materialId}: review for a copy ended, the copy is to be made`,
  })),
  'copy-made': say('copy-made', ({ materialId, certificate }) => ({
    what: `${materialId}: a redacted copy was made and read back, and nothing was found in it`,
    details: [`${several(certificate.regions, 'place')} taken out of ${several(certificate.pages, 'page')}`],
  })),
  'copy-refused': say('copy-refused', ({ materialId, says, found }) => ({
    what: `${materialId}: no redacted copy could be made`,
    details: [
      says,
      ...found.slice(0, 5).map(({ page, where }) => (page === undefined ? where : `Page ${page}: ${where}`)),
    ],
  })),
  'copy-approved': say('copy-approved', ({ materialId }) => ({
    what: `${materialId}: redacted copy approved by a second person`,
  })),
  'copy-returned': say('copy-returned', ({ materialId, reason }) => ({
    what: `${materialId}: redacted copy returned by a second person`,
    details: [reason],
  })),
  'copy-withdrawn': say('copy-withdrawn', ({ materialId, reason }) => ({
    what: `${materialId}: redacted copy withdrawn`,
    details: [reason],
  })),
  'copy-not-needed': say('copy-not-needed', ({ materialId, recipient, ground, reason }) => ({
    what: `${materialId}: may go to the ${sayRecipient(recipient)} without redaction`,
    details: [noneNeededGrounds[ground], reason],
  })),
  'redaction-subject-changed': say('redaction-subject-changed', ({ recipient, subject, reason }) => ({
    what: `For the ${sayRecipient(recipient)}: something decided once for every document ${subject.goes ? 'goes' : 'stays'} from now on`,
    details: [reason],
  })),
  'trial-mode-set': say('trial-mode-set', ({ offenceId, cjsCode, value, reason }) => ({
    what: `${offenceId} (${cjsCode}) set to be tried as ${value.replaceAll('-', ' ')}`,
    details: [reason],
  })),
  'charging-authority-said': say('charging-authority-said', ({ offenceId, decides, computed, reasons, reason }) => ({
    what:
      decides === computed
        ? `Who decides to charge with ${offenceId}: as the table says again, ${deciders[decides]}`
        : `Who decides to charge with ${offenceId}: ${deciders[decides]}, in place of the table (${deciders[computed]})`,
    details: [reason, ...reasons],
  })),
  'police-decided': say(
    'police-decided',
    ({ submissionId, version, step, decisions, notices, urgent, awaitsReferral }) => ({
      what: `${submissionId}, version ${version}: ${step !== 'BR-06' ? steps[step].says : awaitsReferral === undefined ? 'Charged urgently by an inspector and sent to the CPS' : 'Charged urgently by an inspector; the CPS are told with the file'}`,
      details: [
        ...decisions.map(
          ({ defendantId, offenceId, outcome, outOfCourt: which }) =>
            `${defendantId}, ${offenceId}: ${policeOutcomes[outcome]}${which !== undefined && isOutOfCourt(which) ? `, ${outOfCourt(which).title.toLowerCase()}` : ''}`,
        ),
        ...[urgent ?? awaitsReferral].flatMap((charge) =>
          charge === undefined
            ? []
            : [`Detention ends ${sayInstant(instant(charge.detentionEndsAt))}. Why no prosecutor: ${charge.reason}`],
        ),
        ...(notices.length === 0
          ? []
          : [
              `${notices.length} ${notices.length === 1 ? 'victim' : 'victims'} to be told, the first by ${sayDay(notices.map(({ dueOn }) => dueOn).toSorted()[0] ?? '')}`,
            ]),
      ],
    }),
  ),
  'withdrawal-asked': say('withdrawal-asked', ({ submissionId, reason }) => ({
    what: `${submissionId}: the officer asks to withdraw it`,
    details: [reason],
  })),
  'withdrawal-refused': say('withdrawal-refused', ({ submissionId, reason }) => ({
    what: `${submissionId}: the supervisor does not agree that it is withdrawn`,
    details: [reason],
  })),
  'submission-withdrawn': say('submission-withdrawn', ({ submissionId, reason }) => ({
    what: `${submissionId}: ${steps.T34.says}`,
    details: [reason],
  })),
  'victim-told': say('victim-told', ({ on, how }) => ({
    what: `A victim was told of a decision not to charge, on ${sayDay(on)}`,
    details: [how],
  })),
  'points-written': say('points-written', ({ offenceId, points }) => ({
    what: `Points to prove of ${offenceId} written: ${points.list.length}`,
    details: points.list.map(({ id, text }) => `${id}: ${text}`),
  })),
  'point-evidence-set': say('point-evidence-set', ({ offenceId, pointId, item, says }) => ({
    what:
      says === null
        ? `${item.id} no longer stands against point ${pointId} of ${offenceId}`
        : `${item.id} ${says.says} point ${pointId} of ${offenceId}`,
    details: [],
  })),
  'trial-mode-taken-back': say('trial-mode-taken-back', ({ offenceId, reason }) => ({
    what: `${offenceId}: how it is tried is no longer set by hand`,
    details: [reason],
  })),
  'message-posted': say('message-posted', () => ({ what: 'Message posted' })),
  'case-restricted': say('case-restricted', ({ people, reason }) => ({
    what: `Kept to ${people.length} named people`,
    details: [reason],
  })),
  'case-restriction-lifted': say('case-restriction-lifted', ({ reason }) => ({
    what: 'No longer kept to named people',
    details: [reason],
  })),
  'case-watched': say('case-watched', ({ reason }) => ({
    what: 'Marked as well known or sensitive',
    details: [reason],
  })),
  'case-watch-lifted': say('case-watch-lifted', ({ reason }) => ({
    what: 'No longer marked as well known or sensitive',
    details: [reason],
  })),
  'clocks-worked-out': say('clocks-worked-out', ({ clocks }) => ({
    what: `Time limits and clocks worked out: ${clocks.length}`,
    details: clocks.map(
      ({ title, suspect, endsAt, inHours, state }) =>
        `${title}, ${suspect}: ${sayEnd(endsAt, inHours)}${{ running: '', met: ' (stopped in time)', late: ' (late)', ended: ' (no proceedings meant)' }[state]}`,
    ),
  })),
  'clocks-swept': say('clocks-swept', ({ warnings, incidents }) => ({
    what:
      incidents.length === 0
        ? 'Warned of time limits that come near'
        : 'Time ran out: an incident was raised, and waits for an answer',
    details: [
      ...incidents.map(
        ({ title, suspect, endsAt, inHours }) => `${title}, ${suspect}: ran out ${sayEnd(endsAt, inHours)}`,
      ),
      ...warnings.map(({ title, suspect, endsAt, inHours }) => `${title}, ${suspect}: ${sayEnd(endsAt, inHours)}`),
    ],
  })),
  'clock-warning-seen': say('clock-warning-seen', () => ({ what: 'Warning of a time limit seen' })),
  'clock-incident-answered': say('clock-incident-answered', ({ outcome, why, doneNow }) => ({
    what: `Incident answered: ${incidentOutcomes[outcome]}`,
    details: [why, `Done now: ${doneNow}`],
  })),
  'limit-review-noted': say('limit-review-noted', ({ items }) => ({
    what: 'Noted for the monthly review of time limits',
    details: items.map(({ what, title }) => `${title}: ${what}`),
  })),
  'limit-feedback-given': say('limit-feedback-given', ({ followUpDue }) => ({
    what: 'Feedback given in the monthly review of time limits',
    details: [`Followed up by ${sayDay(followUpDue)}`],
  })),
  'limit-follow-up-done': say('limit-follow-up-done', () => ({ what: 'Feedback of the monthly review followed up' })),
  // Why somebody is conflicted is about them, not about the case: it stands on “Who may see this case”.
  'conflict-declared': say('conflict-declared', () => ({ what: 'Conflict of interest declared' })),
  'conflict-lifted': say('conflict-lifted', () => ({ what: 'Conflict of interest lifted' })),
  'sensitive-reader-named': say('sensitive-reader-named', ({ people, reason }, _edition, by) => ({
    what: people.includes(by)
      ? `${counted(people.length)} named for sensitive material, among them whoever said so`
      : `${counted(people.length)} named for sensitive material`,
    details: [reason],
  })),
  'sensitive-reader-ended': say('sensitive-reader-ended', ({ reason }) => ({
    what: 'Somebody reads sensitive material of this case no more',
    details: [reason],
  })),
  'restricted-case-opened': say('restricted-case-opened', ({ reason, until }) => ({
    what: 'Opened in an emergency by somebody who is not named',
    details: [reason, `Open to them until ${sayInstant(instant(until))}`],
  })),
};
