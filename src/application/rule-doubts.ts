import { allow, may, sideOf, type Actor } from '../domain/access/index.ts';
import { partsOfPoint, type RuleDoubt } from '../domain/case-file/index.ts';
import { questionTexts, type Edition } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { listOrganisations } from '../storage/directory.ts';
import { measuresOf } from '../storage/measure-reads.ts';
import { wordsAboutRule, type RuleWords } from '../storage/rule-doubts.ts';
import { ruleOfMeasure, type RuleSource } from '../storage/rule-measures.ts';
import { changeCase, submissionIn, type Next } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { viewerOf } from './viewer.ts';

export type { RuleSource } from '../storage/rule-measures.ts';

/** The rules of the standard that people stumble over: said by themselves, and counted from what they do. */

/**
 * What a rule is called: an item, a triage reason, a point of a rejection, a fact that was asked for, or a cross-check.
 * Undefined for what the edition does not know.
 */
export function titleOfRule(edition: Edition, rule: string): string | undefined {
  const item = edition.items.find(({ id }) => id === rule);
  if (item !== undefined) return item.title;
  const fact = questionTexts[rule] ?? edition.facts.get(rule)?.description;
  if (fact !== undefined) return fact;
  const check = edition.checks.find(({ id }) => id === rule);
  if (check !== undefined) return check.message;
  const point = partsOfPoint(rule);
  const reason = edition.triageReasons.find(({ id }) => id === point.reason);
  if (reason === undefined) return undefined;
  const about = point.item === undefined ? undefined : edition.items.find(({ id }) => id === point.item);
  return about === undefined ? reason.label : `${reason.label}: ${about.title}`;
}

/**
 * Says that a rule is not clear or not right in a case. It stays on the side of whoever says it, and changes no result and
 * no certificate. Refuses `not-allowed` for those who only read, `page-not-found` for a submission that they do not have or a
 * rule that the edition does not know, and `something-missing` at the field.
 */
export const doubtRule = (
  deps: Deps,
  command: Command,
  input: {
    readonly urn: string;
    readonly submissionId: string;
    readonly rule: string;
    readonly kind: RuleDoubt | undefined;
    readonly text: string;
  },
  next: Next,
): Promise<Result<Done>> => {
  const { actor } = command;
  const audience = sideOf(actor) === 'police' ? 'police' : 'cps';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      if (!mayDoubt(actor))
        return refuse('not-allowed', 'Your role reads the check of a file and says nothing about its rules.');
      const { submissionId, rule, kind } = input;
      const found =
        audience === 'police' ? submissionIn(whole, submissionId) : await sentFile(tx, whole.ref, submissionId);
      if (!found.ok) return found;
      if (titleOfRule(deps.edition, rule) === undefined)
        return refuse('page-not-found', 'The file standard has no such rule.');
      if (kind === undefined) return refuse('something-missing', 'Choose what is wrong with it', 'kind');
      const text = input.text.trim();
      if (text === '') return refuse('something-missing', 'Say what made you stumble over it', 'text');
      const doubtId = deps.newId();
      return accept([
        {
          type: 'rule-doubted',
          touches: [`doubt:${doubtId}`],
          payload: { doubtId, submissionId, rule, kind, text, urn: whole.record.urn, by: { ...actor.contact } },
        },
      ]);
    },
    audience,
  );
};

/** Whoever works on files: those who write messages, and those who triage. */
export const mayDoubt = (actor: Actor): boolean => may(actor, 'message:write') || may(actor, 'file:triage');

/** How often one rule was stumbled over, for what. */
export interface StumbledRule {
  readonly rule: string;
  readonly title: string;
  readonly counts: Readonly<Record<RuleSource, number>>;
  readonly total: number;
}

/** Rules that people stumbled over, the most often first. */
export interface RuleLog {
  readonly forces: readonly string[];
  readonly rules: readonly StumbledRule[];
}

const none: Readonly<Record<RuleSource, number>> = {
  ...{ gap: 0, unforeseen: 0, despite: 0, disputed: 0, answered: 0, doubted: 0 },
};

/** A point of a rejection counts for the item that it is about, where it names one. */
const countedRule = (rule: string): string => (/^TR-/.test(rule) ? (partsOfPoint(rule).item ?? rule) : rule);

/**
 * The log over the forces whose measures this person reads: their own, or those that their organisation serves. Counts come
 * from the events of cases as they happen and hold nothing of any case. Refuses `not-allowed`.
 */
export const viewRuleLog = (deps: Deps, actor: Actor): Promise<Result<RuleLog, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'measures:read');
    if (!allowed.ok) return allowed;
    const own = actor.organisation;
    const forces = (await listOrganisations(tx)).filter(
      ({ id, kind }) => kind === 'force' && (sideOf(actor) === 'police' ? id === own.id : own.serves.includes(id)),
    );
    const byRule = new Map<string, Record<RuleSource, number>>();
    const totals = await measuresOf(
      tx,
      forces.map(({ id }) => id),
    );
    for (const { measure, value } of totals) {
      const counted = ruleOfMeasure(measure);
      if (counted === undefined) continue;
      const rule = countedRule(counted.rule);
      const counts = byRule.get(rule) ?? { ...none };
      counts[counted.source] += value;
      byRule.set(rule, counts);
    }
    const rules = [...byRule].map(([rule, counts]): StumbledRule => ({
      ...{ rule, counts },
      title: titleOfRule(deps.edition, rule) ?? rule,
      total: Object.values(counts).reduce((sum, each) => sum + each, 0),
    }));
    return accept({
      forces: forces.map(({ name }) => name),
      rules: rules.toSorted((a, b) => b.total - a.total || a.title.localeCompare(b.title, 'en-GB')),
    });
  });

/** What was written about one rule, with the cases that it was written in. */
export interface AboutRule {
  readonly rule: string;
  readonly title: string;
  readonly words: readonly RuleWords[];
  /** Whether there may be more than are given. */
  readonly more: boolean;
  readonly read: readonly CaseRef[];
}

/** Entries of one rule that are given. */
const mostWords = 50;

/**
 * What people wrote about one rule in cases that this person may see: doubts of their own side, and reasons for gaps where
 * they are police. Refuses `not-allowed` for those who read no measures or no cases, `page-not-found` for an unknown rule.
 */
export const viewRule = (
  deps: Deps,
  actor: Actor,
  rule: string,
): Promise<Result<AboutRule, 'not-allowed' | 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    for (const needed of ['measures:read', 'case:read'] as const) {
      const allowed = allow(actor, needed);
      if (!allowed.ok) return allowed;
    }
    const title = titleOfRule(deps.edition, rule);
    if (title === undefined) return refuse('page-not-found', 'The file standard has no such rule.');
    const found = await wordsAboutRule(tx, rule, mostWords + 1);
    const words = found.slice(0, mostWords);
    const read = new Map(words.map(({ ownerId, caseId }) => [`${ownerId} ${caseId}`, { ownerId, caseId }]));
    return accept({ rule, title, words, more: found.length > mostWords, read: [...read.values()] });
  });
