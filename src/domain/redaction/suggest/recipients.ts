import type { Find, PersonRole, Recipient, SuggestionType } from './types.ts';

/**
 * Whose a find is, as the recipient sees it: the suspect whom the copy is for (`own`), another suspect, somebody known with
 * their part, a professional or officer by the words around the name, or nobody that is known.
 */
export type Whose = 'own' | 'other-suspect' | Exclude<PersonRole, 'suspect'> | 'professional' | 'unknown';

/** One line of the table: what happens to these kinds of data of these people in a copy for these recipients. */
export interface RecipientRule {
  readonly to: readonly Recipient[];
  readonly types: readonly SuggestionType[] | 'any';
  readonly of: readonly Whose[] | 'any';
  /** Why it may stay; absent where it is suggested to go. */
  readonly stays?: string;
  readonly source: string;
  /** `practice`: as guidance and the sample bundles have it; `unconfirmed`: differs by force or is our reading. */
  readonly mark: 'practice' | 'unconfirmed';
}

const crossing = 'Joint principles on redaction, October 2022: redact where the recipient does not need it';
const defenceRules = 'Rules for copies served on the defence, as the sample cases apply them';

/**
 * What stays and what goes, by recipient: the first line that fits decides, and what none fits goes. Data to be read and
 * changed: nothing else decides it.
 */
export const recipientRules: readonly RecipientRule[] = [
  // The prosecutor sees the case whole, but for what no prosecutor needs.
  {
    to: ['cps'],
    types: ['nhs-number', 'ni-number', 'bank'],
    of: ['victim', 'witness', 'child', 'third-party', 'professional', 'officer', 'unknown'],
    source: crossing,
    mark: 'practice',
  },
  { to: ['cps'], types: ['health', 'address'], of: ['third-party'], source: crossing, mark: 'unconfirmed' },
  {
    to: ['cps'],
    types: 'any',
    of: 'any',
    stays: 'The prosecutor needs it to decide the case',
    source: crossing,
    mark: 'practice',
  },

  // The person charged knows what is theirs.
  {
    to: ['defence'],
    types: 'any',
    of: ['own'],
    stays: 'It is the defendant’s own: theirs to have',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['court'],
    types: 'any',
    of: ['own'],
    stays: 'The court needs to know who is charged',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['defence', 'court'],
    types: ['name'],
    of: ['victim', 'witness', 'other-suspect'],
    stays: 'A person of the case who is named in the evidence',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['defence', 'court'],
    types: ['name', 'collar-number'],
    of: ['officer'],
    stays: 'An officer acting in the course of duty',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['defence', 'court'],
    types: ['phone', 'email', 'place', 'organisation'],
    of: ['officer', 'professional'],
    stays: 'Where an officer or professional is reached at work: look whether your force leaves it in',
    source: defenceRules,
    mark: 'unconfirmed',
  },
  {
    to: ['defence', 'court'],
    types: ['name'],
    of: ['professional'],
    stays: 'A professional acting in that capacity',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['defence', 'court'],
    types: ['collar-number'],
    of: 'any',
    stays: 'The number of an officer acting in the course of duty',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['defence', 'court'],
    types: ['date', 'amount', 'place', 'age', 'description', 'other'],
    of: 'any',
    stays:
      'Part of the evidence: it goes only where it points to somebody’s home or says what they wish to keep private',
    source: defenceRules,
    mark: 'unconfirmed',
  },
  {
    to: ['defence', 'court'],
    types: ['case-reference'],
    of: 'any',
    stays: 'A reference by which the papers are found',
    source: defenceRules,
    mark: 'practice',
  },
  {
    to: ['public'],
    types: ['case-reference'],
    of: ['own'],
    stays: 'A reference by which the case is found',
    source: defenceRules,
    mark: 'unconfirmed',
  },
];

const allowed = (list: readonly string[] | 'any', each: string): boolean => list === 'any' || list.includes(each);

/**
 * Why a find may stay in a copy for a recipient, or `undefined` where it is suggested to go.
 * @param clientId id of the suspect whom the defence's copy is for; without it every suspect counts as theirs
 */
export function staysFor(find: Find, recipient: Recipient, clientId: string | undefined): string | undefined {
  if (find.public !== undefined) return find.public;
  const { person } = find;
  if (person?.nameProtected === true && find.type === 'name' && recipient !== 'cps') return undefined;
  if (person?.nameProtected === true && find.type === 'collar-number' && recipient !== 'cps') return undefined;
  const whose: Whose =
    person === undefined
      ? (find.hint ?? 'unknown')
      : person.role === 'suspect'
        ? clientId === undefined || clientId === person.id
          ? 'own'
          : 'other-suspect'
        : person.role;
  return recipientRules.find(
    ({ to, types, of }) => to.includes(recipient) && allowed(types, find.type) && allowed(of, whose),
  )?.stays;
}
