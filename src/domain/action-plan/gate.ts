import { civilDate, sayDate } from '../kernel/civil-date.ts';
import { readAsk, meaningOf, type Ask, type KnownPerson } from './ask.ts';
import { heldFor, type OnFile } from './held.ts';
import { isActionKind, isIssueType } from './kinds.ts';
import { things } from './things.ts';

export interface DraftItem {
  readonly defendantIds: readonly string[];
  readonly issueType: string;
  readonly issue: string;
  readonly kind: string;
  readonly action: string;
  readonly justification: string;
  readonly due: string;
  /** Person the item is about, where there is one. */
  readonly subject?: string;
  /** Item of the shared file that it is about, where there is one. */
  readonly about?: string;
  /** Why what is already on file, or the answer given before, will not do: lifts AP3, and AP4 for what was answered. */
  readonly inadequateBecause?: string;
  /** Its place in the order in which police are to do what is asked, 1 first (AP10). */
  readonly priority?: number;
  /** Asked for all the same by somebody who was told the warnings (AP5 to AP7). */
  readonly despite?: boolean;
}

/** An action asked for before. */
export interface EarlierItem {
  readonly kind: string;
  readonly defendantIds: readonly string[];
  readonly action: string;
  readonly subject?: string;
  readonly about?: string;
  /** How it stands, in words that follow a dash: `still open`, or the answer that police gave. */
  readonly stands?: string;
  /** Whether police still have to answer it. Taken as open when absent. */
  readonly open?: boolean;
}

/** What police recorded of work done, declined or in hand, outside any action plan. */
export interface RecordedWork {
  readonly says: string;
  readonly how: 'done' | 'declined' | 'in_hand';
}

/** What the file standard says of one of its items, for this submission. */
export interface StandardItem {
  readonly item: string;
  readonly title: string;
  readonly level: string;
  readonly result: string;
  readonly why: string;
}

/** A legal limit or clock that runs. */
export interface RunningLimit {
  /** Its name, such as `Time limit of F1`. */
  readonly says: string;
  /** Last day. */
  readonly lastDay: string;
  readonly defendantIds: readonly string[];
}

/** What an action is held against. */
export interface GateContext {
  readonly people: readonly KnownPerson[];
  readonly onFile: readonly OnFile[];
  readonly earlier: readonly EarlierItem[];
  readonly recorded: readonly RecordedWork[];
  readonly standard: readonly StandardItem[];
  readonly limits: readonly RunningLimit[];
  /** Whether the decision that it is asked for is whether to charge. */
  readonly beforeCharge: boolean;
}

export type GateCheck = 'AP1' | 'AP2' | 'AP3' | 'AP4' | 'AP5' | 'AP6' | 'AP7' | 'field';

export interface GateFinding {
  readonly check: GateCheck;
  readonly field: string;
  readonly says: string;
}

const stock = new Set([
  'needed',
  'required',
  'please provide',
  'as per dg6',
  'for the file',
  'needed for the decision',
]);
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

/** Share of the words of the shorter set that are in the other, 0 to 1. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shorter = Math.min(one.size, other.size);
  return shorter === 0 ? 0 : [...one].filter((word) => other.has(word)).length / shorter;
}

const isSaid = (text: string | undefined): boolean => (text ?? '').trim() !== '';

/** What is missing or wrong in the fields themselves. */
function fieldFindings(item: DraftItem): GateFinding[] {
  const findings: GateFinding[] = [];
  const justification = item.justification.trim();
  if (
    justification === '' ||
    stock.has(justification.toLowerCase().replace(/[. ]+$/u, '')) ||
    wordsOf(justification).length < 4
  )
    findings.push({
      check: 'AP1',
      field: 'justification',
      says: 'Say why this is needed for the decision, in your own words and about this case',
    });
  if (!isIssueType(item.issueType))
    findings.push({ check: 'AP2', field: 'issueType', says: 'Choose which kind of issue this goes to' });
  if (item.issue.trim() === '') findings.push({ check: 'field', field: 'issue', says: 'Say what the issue is' });
  if (item.action.trim() === '') findings.push({ check: 'field', field: 'action', says: 'Say what police should do' });
  if (item.action.length > 2000)
    findings.push({ check: 'field', field: 'action', says: 'The action can be 2,000 characters at most' });
  if (item.defendantIds.length === 0)
    findings.push({ check: 'field', field: 'defendantIds', says: 'Choose at least one suspect' });
  if (!isActionKind(item.kind))
    findings.push({ check: 'field', field: 'kind', says: 'Choose what kind of action this is' });
  return findings;
}

/** AP3: what the shared file already holds, or already says. */
function alreadyOnFile(item: DraftItem, ask: Ask, context: GateContext): GateFinding | undefined {
  if (isSaid(item.inadequateBecause)) return undefined;
  const held = heldFor(ask, item.action, { ...context, suspects: item.defendantIds });
  const enough = held.filter(({ notEnough }) => notEnough === undefined);
  // One of them falls short, as the file itself says, and it is that one which is asked for.
  if (held.length > 0 && (enough.length === 0 || (enough.length < held.length && ask.asksForBetter))) return undefined;
  if (enough.length > 0)
    return {
      check: 'AP3',
      field: 'inadequateBecause',
      says: `${ask.asksForBetter ? 'On the file' : 'Already on the file'}: ${enough.map((each) => `${each.item.materialId} ${each.item.title}`).join('; ')}. ${ask.asksForBetter ? 'Say what is wrong with it' : 'Say why it will not do'}, or leave the action out`,
    };
  const told = itemsOf(ask, context).filter(
    ({ item: id, result }) =>
      result === 'met' && ask.thing !== undefined && things[ask.thing].types.length === 0 && isSoleItem(ask, id),
  );
  return told.length === 0
    ? undefined
    : {
        check: 'AP3',
        field: 'inadequateBecause',
        says: `The file says this already: ${told.map(({ title }) => title).join('; ')}. Say why it will not do, or leave the action out`,
      };
}

const isSoleItem = ({ thing }: Ask, id: string): boolean =>
  thing !== undefined &&
  thing !== 'private_records' &&
  things[thing].items.length === 1 &&
  things[thing].items[0] === id;

const itemsOf = ({ thing }: Ask, { standard }: GateContext): StandardItem[] =>
  thing === undefined ? [] : standard.filter(({ item }) => things[thing].items.includes(item));

/** Whether two actions ask for the same: by sort of thing, person and document; by their words only where neither has one. */
function isSame(ask: Ask, item: DraftItem, earlier: EarlierItem, people: readonly KnownPerson[]): boolean {
  if (!earlier.defendantIds.some((id) => item.defendantIds.includes(id))) return false;
  const before = readAsk(earlier, people);
  if (ask.about !== undefined && before.about !== undefined && ask.about !== before.about) return false;
  if (ask.people.length > 0 && before.people.length > 0 && !ask.people.some((id) => before.people.includes(id)))
    return false;
  const alike = overlap(ask.words, before.words);
  if (ask.about !== undefined && ask.about === before.about) return ask.thing === before.thing || alike >= 0.3;
  if (ask.asksForMore !== before.asksForMore) return alike >= 0.75;
  const samePerson = ask.people.some((id) => before.people.includes(id));
  if (ask.thing !== undefined && ask.thing === before.thing) {
    const { personal, oneOfMany } = things[ask.thing];
    if (ask.references.length > 0 || before.references.length > 0)
      return ask.references.some((each) => before.references.includes(each)) || (samePerson && !oneOfMany);
    if (ask.asksForMore) return alike >= 0.5;
    if (personal) return samePerson || (ask.people.length === 0 && before.people.length === 0 && alike >= 0.5);
    return !oneOfMany || samePerson || alike >= 0.5;
  }
  if (item.kind !== earlier.kind) return alike >= 0.75;
  return ask.thing === undefined && before.thing === undefined && samePerson ? alike >= 0.3 : alike >= 0.6;
}

/** AP4: asked before, open or answered; or said by police to be done, declined or in hand. */
function askedBefore(item: DraftItem, ask: Ask, context: GateContext): GateFinding | undefined {
  const same = context.earlier.find((each) => isSame(ask, item, each, context.people));
  if (same === undefined || (same.open === false && isSaid(item.inadequateBecause))) return undefined;
  const stands = same.stands === undefined ? '' : ` – ${same.stands}`;
  return same.open === false
    ? {
        check: 'AP4',
        field: 'inadequateBecause',
        says: `This was asked for before: “${same.action}”${stands}. Say why that answer will not do, or leave the action out`,
      }
    : { check: 'AP4', field: 'action', says: `This was already asked for: “${same.action}”${stands}` };
}

const sayHow = { done: 'done', declined: 'not to be had, or not pursued', in_hand: 'in hand' } as const;

const beginsWith = (says: string, { givenName, familyName }: KnownPerson): boolean =>
  says.startsWith(familyName) || says.startsWith(`${givenName} ${familyName}`);

const isVictim = ({ called }: KnownPerson): boolean => called.includes('victim');

function recordedByPolice(item: DraftItem, ask: Ask, context: GateContext): GateFinding | undefined {
  if (isSaid(item.inadequateBecause)) return undefined;
  const named = context.people.filter(({ id }) => ask.people.includes(id));
  const nameWords = new Set(named.flatMap(({ givenName, familyName }) => [...meaningOf(`${givenName} ${familyName}`)]));
  const asked = [...ask.words].filter((word) => !nameWords.has(word));
  const found = context.recorded.find(({ says }) => {
    if (ask.thing === 'vps' && things.vps.words.test(says)) return named.length === 0 || named.some(isVictim);
    if (ask.asksForMore) return false;
    const words = meaningOf(says);
    const shared = asked.filter((word) => words.has(word));
    if (named.some(({ familyName }) => says.includes(familyName)))
      return shared.length > 0 || named.some((person) => beginsWith(says, person));
    return (
      shared.length > 0 && (shared.length === asked.length || (shared.length > 1 && shared.length * 2 > words.size))
    );
  });
  return found === undefined
    ? undefined
    : {
        check: 'AP4',
        field: 'despite',
        says: `Police say that this is ${sayHow[found.how]}: “${found.says}”`,
      };
}

/**
 * What blocks an action from being issued: no justification or a stock phrase (AP1), no issue type (AP2), what the shared
 * file already holds with nothing said about why it will not do (AP3, BR-33), what was asked of the same suspect before,
 * open or answered (AP4, BR-34). Compared by sort of thing, person and document; words alone decide only where an action
 * has none of these. An empty list lets it through.
 * @source domain reference, section 13.2
 */
export function gateItem(item: DraftItem, context: GateContext): GateFinding[] {
  const findings = fieldFindings(item);
  if (!isActionKind(item.kind)) return findings;
  const ask = readAsk(item, context.people);
  const onFile = alreadyOnFile(item, ask, context);
  const before = askedBefore(item, ask, context);
  return [...findings, ...(onFile === undefined ? [] : [onFile]), ...(before === undefined ? [] : [before])];
}

/**
 * What does not block an action and its author has to be told: police say it is done or not to be had (AP4), it is not due
 * under the standard at this stage, or asks for private records (AP5), it falls due when a limit has passed (AP6), or could
 * follow a charge (AP7, BR-40).
 * @source domain reference, sections 13.2 and 17.7
 */
export function warningsFor(item: DraftItem, context: GateContext): GateFinding[] {
  const ask = readAsk(item, context.people);
  const warnings: GateFinding[] = [];
  const warn = (check: GateCheck, says: string): void => void warnings.push({ check, field: 'despite', says });
  const recorded = recordedByPolice(item, ask, context);
  if (recorded !== undefined) warnings.push(recorded);
  const items = itemsOf(ask, context);
  if (items.length > 0 && items.every(({ level }) => level === 'not_required'))
    warn('AP5', `Not due at this stage under the file standard: ${items.map(({ title }) => title).join(', ')}`);
  if (ask.thing === 'private_records')
    warn(
      'AP5',
      'Private records of a person: say in the justification which reasonable line of enquiry needs them, and how much of them',
    );
  const limit = context.limits
    .filter(({ defendantIds }) => defendantIds.some((id) => item.defendantIds.includes(id)))
    .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
    .find(({ lastDay }) => item.due >= lastDay);
  if (limit !== undefined)
    warn(
      'AP6',
      `Due on ${sayDate(civilDate(item.due))}, and ${limit.says} ends on ${sayDate(civilDate(limit.lastDay))}`,
    );
  const canFollow = item.issueType === 'sentence' || (ask.thing !== undefined && things[ask.thing].afterCharge);
  if (context.beforeCharge && canFollow) warn('AP7', 'A charge can be decided now and this asked for after it');
  return warnings;
}
