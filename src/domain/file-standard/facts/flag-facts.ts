import type { CaseView } from './case-view.ts';
import { assumed, computed, fromField, notKnown, type FactReader, type Finding } from './fact.ts';
import { noUnlessDoubted, type FactRule } from './rule.ts';
import { wordsIn } from './words.ts';

/** Flags of the case. A flag left open is a decision of people: words on file only prompt, they never fill it in. */

const flagValue = (view: CaseView, name: string): boolean | undefined => {
  const value = view.record.flags[name];
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(yes|true|y)$/i.test(value)) return true;
  return /^(no|false|n)$/i.test(value) ? false : undefined;
};

/** A flag as recorded; asked when it is open, or when it says no and the case says otherwise. */
const flag = (view: CaseView, name: string, open: string, contrary: string | undefined): Finding => {
  const value = flagValue(view, name);
  const source = `flags.${name}`;
  if (value === undefined) return notKnown(open, source);
  if (!value && contrary !== undefined) return notKnown(contrary, source);
  return fromField(value, source);
};

const title = (view: CaseView, pattern: RegExp): boolean => view.liveOffences.some((row) => pattern.test(row.title));

const partnerOrFamily =
  /\b(partner|wife|husband|spouse|girlfriend|boyfriend|fianc|civil partner|mother|father|parent|son|daughter|brother|sister|sibling|grand(?:mother|father|parent|son|daughter)|uncle|aunt|cousin|step\w*|in-law|family|relative)\b/i;
const businessPartner = /business partner|partner in (?:the )?(?:firm|business)/i;

const isDomesticAbuse: FactRule = (view) => {
  const close = view.record.victims.some(
    ({ relationship, personId }) =>
      relationship !== undefined &&
      partnerOrFamily.test(relationship) &&
      !businessPartner.test(relationship) &&
      (personId === undefined || (view.age(personId) ?? 16) >= 16) &&
      view.defendants.every((defendant) => (view.age(defendant.personId) ?? 16) >= 16),
  );
  return flag(
    view,
    'isDomesticAbuse',
    'Nobody has said whether this is domestic abuse.',
    close ? 'The victim is a partner or family member, but the case is not flagged as domestic abuse.' : undefined,
  );
};

const isStalkingHarassment: FactRule = (view) =>
  flag(
    view,
    'isStalkingHarassment',
    'Nobody has said whether this is stalking or harassment.',
    title(view, /stalking|controlling or coercive|^(?!.*(?:alarm|distress)).*\bharassment\b/i)
      ? 'The offence is stalking, harassment or coercive control, but the case is not flagged.'
      : undefined,
  );

const isRasso: FactRule = (view) =>
  flag(
    view,
    'isRasso',
    'Nobody has said whether this is rape or a serious sexual offence.',
    title(view, /\brape\b|\bsexual(?:ly)?\b|indecent assault/i)
      ? 'The offence is sexual, but the case is not flagged as rape or serious sexual offence.'
      : undefined,
  );

const isHateCrime: FactRule = (view) =>
  flag(
    view,
    'isHateCrime',
    'Nobody has said whether this is a hate crime.',
    title(view, /racially|religiously|racial hatred|religious hatred|hatred on the grounds|transgender|homophob/i)
      ? 'The offence is aggravated by hostility, but the case is not flagged as hate crime.'
      : undefined,
  );

const abusive = /cruelty|neglect|abuse|sexual|rape|indecent|grooming|\bchild\b/i;

const isChildAbuse: FactRule = (view, fact) => {
  const children = view.record.victims.filter(
    ({ child, personId }) => child === true || (personId !== undefined && (view.age(personId) ?? 18) < 18),
  );
  if (children.length === 0) return computed(false, 'victims');
  if (fact('isRasso').value === true || title(view, abusive)) return computed(true, 'victims, offences');
  return noUnlessDoubted(view, 'isChildAbuse', 'A victim is under 18. Is this child abuse or neglect?', {
    source: 'victims',
  });
};

const deadly = /\bmurder\b|manslaughter|infanticide|caus(?:e|ing) (?:the )?death|death by|corporate killing/i;
const notDeadly = /\b(attempt|conspir|solicit|threat|incit|encourag)\w*/i;

const isFatal: FactRule = (view) =>
  computed(
    view.liveOffences.some(
      (row) => deadly.test(row.title) && !notDeadly.test(row.title) && !/[A-Z]$/.test(row.cjsCode),
    ),
    'offences[].title',
  );

const slavery =
  /slavery|servitude|forced (?:or compulsory )?labour|human traffick|traffick\w* (?:of )?(?:a )?(?:person|people|for)|arrang\w* .*travel .*exploitation/i;
const referred =
  /national referral mechanism|\bNRM\b|modern slavery|county lines victim|may be a victim of (?:slavery|trafficking)/i;

const isModernSlavery: FactRule = (view) => {
  if (title(view, slavery)) return computed(true, 'offences[].title', 'J');
  if (referred.test(view.requestWords)) return fromField(true, 'request', 'J');
  const passage = view.find(['MG3', 'MG5', 'MG6', 'CUSTODY', 'MG15'], referred);
  return passage === undefined
    ? assumed(false)
    : { ...assumed(false, 'J', 'The papers mention modern slavery: is the suspect a victim of it?'), passage };
};

const anyTrue = (fact: FactReader, names: readonly string[]): boolean | null => {
  const values = names.map((name) => fact(name).value);
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
};

const isSeriousSensitiveComplex: FactRule = (_, fact) => {
  const value = anyTrue(fact, ['isRasso', 'isFatal', 'isChildAbuse', 'isModernSlavery']);
  return value === null
    ? notKnown('It follows from the flags that are still open.', 'flags', { confidence: 'J' })
    : computed(value, 'flags', 'J');
};

const publicFactor =
  /\bcommunit(?:y|ies)\b[^.\n]{0,20}\b(?:tension|impact|concern|interest)|\b(?:tension|concern)\b[^.\n]{0,20}\bcommunit|\belected\b|\bcouncillor\b|\bmember of parliament\b|\bMP\b|\bmayor\b|\bpress (?:interest|coverage|attention)|\bmedia (?:interest|coverage|attention)|\bjournalist|\bprotest(?!ed)|\bdemonstration\b|public office/i;
const publicFlag = /elected|media|press|communit|publicOffice|protest/i;

const localOrPublicInterest: FactRule = (view) => {
  if (publicFactor.test(view.words('publicInterestFactors')))
    return fromField(true, 'request.publicInterestFactors', 'J');
  const named = Object.keys(view.record.flags).find(
    (name) => publicFlag.test(name) && view.record.flags[name] === true,
  );
  if (named !== undefined) return fromField(true, `flags.${named}`, 'J');
  const passage = view.find(['MG6'], publicFactor);
  if (passage !== undefined && !/\b(no|none|nil)\b/i.test(wordsIn(passage.words)))
    return { ...fromField(true, passage.material, 'J'), basis: 'text', passage };
  return assumed(false);
};

/** One rule per fact of this group. */
export const flagFacts = {
  isDomesticAbuse,
  isStalkingHarassment,
  isRasso,
  isHateCrime,
  isChildAbuse,
  isFatal,
  isModernSlavery,
  isSeriousSensitiveComplex,
  localOrPublicInterest,
} as const satisfies Record<string, FactRule>;
