import type { FactValue } from '../condition.ts';
import type { Edition } from '../edition.ts';
import { carriersOf } from '../items/carriers.ts';
import type { CaseView } from './case-view.ts';
import { planLines } from './process-facts.ts';

/** Facts about one item in one submission. All false in a first export: nothing went before. */
export interface ItemFacts {
  readonly requestedInActionPlan: boolean;
  readonly changedSinceLastSubmission: boolean;
  readonly missingFromPrevious: boolean;
  readonly alreadyOnFile: boolean;
}

/** Words by which an action plan, or the answer to an earlier submission, names an item. */
const named: Readonly<Record<string, RegExp>> = {
  KEY_STATEMENTS: /(?<!personal )(?<!impact )\bstatements?\b(?! of case)|\bMG11s?\b/i,
  STATEMENT_BACKSHEET: /back ?sheet|care sheet|contact sheet/i,
  INTERVIEW: /\binterview (?:record|summary|transcript)|\bMG15\b/i,
  EXHIBITS_KEY: /\bexhibits?\b|photograph|screenshot/i,
  KEY_MEDIA: /body.?worn|\bBWV\b|\bCCTV\b|footage|recording|\b999\b|\bclip/i,
  IDENT: /identification|\bVIPER\b/i,
  FORENSIC: /forensic|\bDNA\b|finger ?(?:print|mark)|\bSFR\d?\b/i,
  FORENSIC_SUB: /submission form|\bMG21\b/i,
  MEDICAL: /medical|dental|doctor|hospital|injury evidence/i,
  EXPERT: /\bexpert\b|back.?calculation/i,
  SUSPECT_PNC: /suspect['’]?s? (?:record|convictions)|\bPNC\b(?! check of)|previous convictions/i,
  WITNESS_PNC: /(?:victim|witness)\w*['’]?s? (?:record|convictions|checks?|PNC)/i,
  VPS: /victim personal statement|impact statement|\bVPS\b/i,
  SPECIAL_MEASURES: /special measures|\bMG2\b/i,
  DA_CHECKLIST: /domestic.?abuse checklist|\bDA checklist|DV checklist/i,
  RISK_ASSESSMENT: /risk assessment|\bDASH\b|\bDARA\b/i,
  ORDERS: /restraining order|protective order|\borders?\b sought|\bMG13\b/i,
  COMPENSATION: /compensation|receipts?|\bMG19\b/i,
  SDC: /streamlined (?:disclosure )?certificate|\bSDC\b|disclosure schedule/i,
  MG6C: /\bMG6C\b|non-?sensitive schedule|disclosure schedule|unused schedule/i,
  MG6D: /\bMG6D\b|(?<!non-)sensitive schedule/i,
  MG6E: /\bMG6E\b|disclosure officer/i,
  THIRD_PARTY: /third.?party|school file|medical (?:notes|records)|counselling/i,
  DIGITAL_STRATEGY: /\bphone\b|handset|device|download/i,
  LINES_OF_ENQUIRY: /lines? of enquiry|enquir(?:y|ies) with/i,
  SUP_CERT: /supervisor/i,
  OIC_CONTACT: /contact details/i,
};

const latestSent = (view: CaseView): string | undefined =>
  view.record.previousSubmissions
    ?.map(({ sentAt }) => sentAt)
    .toSorted()
    .at(-1);

/**
 * Facts of each item that is not the plain first-export case. An earlier submission's plan and outcome are read for
 * the items they name; a newer date on a carrier counts as changed; what the caller knows of the shared file is added.
 */
export const itemFactsOf = (view: CaseView, edition: Edition, isKnown: (item: string) => boolean) => {
  const { shared } = view.context;
  const before = view.record.previousSubmissions ?? [];
  const since = latestSent(view);
  const plan = planLines(view).map(({ line }) => line);
  const outcome = before.map((submission) => submission.outcome).join('\n');
  const missedByReason = new Set(
    edition.triageReasons.filter(({ id }) => outcome.includes(id)).flatMap(({ linkedItems }) => linkedItems),
  );
  const rejected = /reject|return|incomplete|missing|not provided|no /i.test(outcome);
  const first = shared === undefined && before.length === 0 && plan.length === 0;
  return (item: string): ItemFacts => {
    const row = first ? undefined : edition.items.find(({ id }) => id === item);
    if (row === undefined)
      return {
        requestedInActionPlan: false,
        changedSinceLastSubmission: false,
        missingFromPrevious: false,
        alreadyOnFile: false,
      };
    const words = named[item];
    const carriers = since === undefined ? [] : carriersOf(row, isKnown(item));
    const changed = since !== undefined && carriers.length > 0 && view.of(...carriers).some(({ date }) => date > since);
    return {
      requestedInActionPlan:
        shared?.requestedInActionPlan.has(item) === true ||
        (words !== undefined && plan.some((line) => words.test(line))),
      changedSinceLastSubmission: shared?.changedSinceLastSubmission.has(item) === true || changed,
      missingFromPrevious:
        shared?.missingFromPrevious.has(item) === true ||
        missedByReason.has(item) ||
        (rejected && words !== undefined && words.test(outcome)),
      alreadyOnFile: shared?.alreadyOnFile.has(item) === true,
    };
  };
};

/** One item fact by its full name, such as `item.alreadyOnFile`. */
export const itemFactValue = (facts: ItemFacts, name: string): FactValue | undefined => {
  switch (name) {
    case 'item.requestedInActionPlan':
      return facts.requestedInActionPlan;
    case 'item.changedSinceLastSubmission':
      return facts.changedSinceLastSubmission;
    case 'item.missingFromPrevious':
      return facts.missingFromPrevious;
    case 'item.alreadyOnFile':
      return facts.alreadyOnFile;
    default:
      return undefined;
  }
};
