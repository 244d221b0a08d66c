import type { CaseRecord, Offence } from '../../case-file/index.ts';

/** An offence that needs someone's consent before it is prosecuted. */
export interface ConsentRow {
  readonly id: string;
  readonly title: RegExp;
  readonly consentOf: 'Director of Public Prosecutions' | 'Attorney General';
  readonly law: string;
}

/**
 * Offences that need consent, by the words of their title: standing data do not hold it. General knowledge, version 1
 * of November 2026, to be confirmed by a lawyer before it is relied on.
 */
export const consentList: readonly ConsentRow[] = [
  {
    id: 'stirring-up',
    title: /stir(ring)? up .*hatred|racial hatred|hatred on the grounds/i,
    consentOf: 'Attorney General',
    law: 'Public Order Act 1986 s.27(1), s.29L(1)',
  },
  { id: 'riot', title: /^riot\b/i, consentOf: 'Director of Public Prosecutions', law: 'Public Order Act 1986 s.7(1)' },
  { id: 'bribery', title: /brib/i, consentOf: 'Director of Public Prosecutions', law: 'Bribery Act 2010 s.10' },
  { id: 'secrets', title: /official secret/i, consentOf: 'Attorney General', law: 'Official Secrets Act 1989 s.9' },
  {
    id: 'suicide',
    title: /(assist|encourag|aid|abet)\w* .*suicide/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Suicide Act 1961 s.2(4)',
  },
  {
    id: 'terrorism',
    title: /terroris|proscribed organisation/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Terrorism Act 2000 s.117',
  },
  {
    id: 'explosives',
    title: /explosive substance|cause explosion|causing .*explosion/i,
    consentOf: 'Attorney General',
    law: 'Explosive Substances Act 1883 s.7',
  },
  {
    id: 'child-images',
    title: /indecent .*(photograph|image)s? of (a )?child|prohibited image/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Protection of Children Act 1978 s.1(3); Coroners and Justice Act 2009 s.62(9)',
  },
  {
    id: 'extreme-images',
    title: /extreme pornographic/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Criminal Justice and Immigration Act 2008 s.63(10)',
  },
  {
    id: 'wasting-police-time',
    title: /wast(e|ing) police time|employment of (the )?police/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Criminal Law Act 1967 s.5(3)',
  },
  {
    id: 'assisting-offender',
    title: /assist(ing)? (an )?offender/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Criminal Law Act 1967 s.4(4)',
  },
  {
    id: 'corporate-manslaughter',
    title: /corporate manslaughter/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Corporate Manslaughter and Corporate Homicide Act 2007 s.17',
  },
  {
    id: 'child-abduction',
    title: /abduct\w* (of )?(a )?child by (a )?parent|parent .*abduct/i,
    consentOf: 'Director of Public Prosecutions',
    law: 'Child Abduction Act 1984 s.4(2)',
  },
];

const property = /theft|steal|stole|damage|destroy|arson/i;
const spouse = /\b(wife|husband|spouse|civil partner)\b/i;
const former = /\b(former|ex|estranged|separated|divorced)\b/i;

/** @law Theft Act 1968 s.30(4): theft of, or damage to, property of the offender's spouse or civil partner */
const spousesProperty: ConsentRow = {
  id: 'spouse-property',
  title: property,
  consentOf: 'Director of Public Prosecutions',
  law: 'Theft Act 1968 s.30(4)',
};

/** Whether some victim is the spouse, or a former one: the exception for spouses who live apart is for a person. */
export const spouseAmongVictims = (view: {
  readonly record: Pick<CaseRecord, 'victims'>;
}): 'present' | 'former' | undefined => {
  const relations = view.record.victims.map(({ relationship }) => relationship ?? '').filter((r) => spouse.test(r));
  if (relations.length === 0) return undefined;
  return relations.some((relation) => !former.test(relation)) ? 'present' : 'former';
};

/** The row of the list that an offence falls under, or undefined. */
export const needsConsent = (
  view: { readonly record: Pick<CaseRecord, 'victims'> },
  offence: Pick<Offence, 'title'>,
): ConsentRow | undefined =>
  consentList.find(({ title }) => title.test(offence.title)) ??
  (property.test(offence.title) && spouseAmongVictims(view) === 'present' ? spousesProperty : undefined);

/** Whose consent a charge of this title needs by the list, with the law, or undefined. Says nothing of property of spouses. */
export const consentForTitle = (title: string): string | undefined => {
  const row = consentList.find((each) => each.title.test(title));
  return row === undefined ? undefined : `${row.consentOf} (${row.law}; not confirmed)`;
};
