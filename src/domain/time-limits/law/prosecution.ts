import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { sayLength, sayPeriod } from '../counting.ts';
import type { Combine, Condition, FactName, Limb, OffenceFamily, Regime, TriggerName, Version } from '../regime.ts';
import { noticeOfIntendedProsecution } from '../regimes/after-charge.ts';
import { moreParticular, offenceFamilies } from '../regimes/families.ts';
import { certificatePoints, knowledgePoint, noticePoints, scopePoints } from '../regimes/points.ts';
import { GENERAL, NO_LIMIT, prosecutionRegimes, regimeOnFile } from '../regimes/prosecution.ts';
import { startingRoutes } from '../regimes/starting.ts';
import { anchor, capital, cite, inMonths, pointTable, span, table } from './parts.ts';

const triggers: Readonly<Record<TriggerName, string>> = {
  offence: 'the offence',
  'sufficient-evidence': 'the day of sufficient evidence',
  'complainant-evidence':
    'the first day on which either the complainant’s written statement (Criminal Justice Act 1967 s9) was provided to a constable or a person authorised by one, or the complainant was interviewed and video recorded for use as evidence in chief',
  'certified-evidence': 'the certified day on which police had sufficient evidence',
  'first-arrest': 'the first arrest',
  'special-report': 'the day on which the special report was made, or the inquest or inquiry ended',
  discovery: 'the discovery of the offence by the prosecutor',
  'return-to-uk': 'the first arrival back in the United Kingdom',
};

const onlyIfWords: Partial<Record<FactName, string>> = {
  'court-extended': 'at most, where a magistrates’ court has extended the time: the day in its order governs',
  'evidence-omission': 'for some omissions by designers, manufacturers and suppliers',
};

const limbNames: Readonly<Record<Limb['name'], string>> = {
  general: 'general six months',
  report: 'complainant’s evidence',
  knowledge: 'evidence sufficient',
  longstop: 'long stop',
  fixed: 'from the offence',
  arrest: 'first arrest',
  'court-extension': 'extension by the court',
  'special-report': 'report or inquest',
  discovery: 'discovery',
  'return-to-uk': 'return',
};

/** A year is said in months, as the Acts that have one say it. */
const term = ({ name, period }: Limb): string =>
  'months' in period && (period.months === 12 || name === 'court-extension')
    ? sayPeriod(period).replace(sayLength(period), inMonths(period))
    : sayPeriod(period);

const sayLimb = (limb: Limb): string =>
  `*${capital(limbNames[limb.name])}*: ${term(limb)} ${triggers[limb.from]} (rule **${limb.period.rule}**)${
    limb.onlyIf === undefined ? '' : `, ${onlyIfWords[limb.onlyIf] ?? limb.onlyIf}`
  }`;

const sayCombine = (combine: Combine): string => {
  if (typeof combine === 'string') return limbNames[combine];
  const [word, parts] = 'earlier' in combine ? (['ear', combine.earlier] as const) : (['la', combine.later] as const);
  const said = parts.map((part) => (typeof part === 'string' ? `“${limbNames[part]}”` : sayCombine(part)));
  if (parts.length > 2) return `the ${word === 'ear' ? 'earliest' : 'latest'} of: ${said.join('; ')}`;
  return `the ${word === 'ear' ? 'earlier' : 'later'} of ${said.join(' and ')}`;
};

/** `tried` is the class of the offence: in England and Wales it does not turn on which court tries it. */
const classes: Readonly<Record<NonNullable<Version['tried']>, string>> = {
  summarily: 'a summary-only offence',
  'on-indictment': 'an indictable offence, one triable either way included, whichever court tries it',
};

const forWhat = (version: Version): string =>
  [span(version, 'offences'), version.tried === undefined ? '' : classes[version.tried]]
    .filter((part) => part !== '')
    .join(', ');

/** Whether a certificate can settle a day that this version runs from. */
const hasDayToCertify = ({ limbs }: Version): boolean =>
  limbs.some(({ from }) => from === 'sufficient-evidence' || from === 'certified-evidence' || from === 'discovery');

const sayVersion = (regime: Regime, version: Version): string[] => {
  const when = forWhat(version);
  return [
    ...(when === '' ? [] : [`For ${when}:`, '']),
    ...version.limbs.map((limb) => `- ${sayLimb(limb)}.`),
    ...(version.limbs.length > 1 ? [`- *What governs*: ${sayCombine(version.combine)}.`] : []),
    `- *Certificate*: ${regime.certificate && hasDayToCertify(version) ? 'decides the day' : 'none'}. *Confidence*: ${cite(version)}.`,
  ];
};

const sayCondition = ({ question, mustBe, whenUnknown }: Condition): string =>
  whenUnknown === 'general'
    ? `- ${question} It has to be ${mustBe ? 'so' : 'not so'}. While that is not known, the six months from the offence are the answer.`
    : `- ${question} If so, six months from the offence. Unless the answer is known it is taken to be ${mustBe ? 'yes' : 'no'}; the six months are shown as the safe day. Work to the six months.`;

const isSpecial = ({ id }: Regime): boolean => id !== GENERAL && id !== NO_LIMIT;

const notesOf = (regime: Regime): string[] => [
  ...regime.conditions.map(sayCondition),
  ...(regime.binds === 'any-mode' && isSpecial(regime)
    ? ['- Binds offences that can be tried on indictment as well.']
    : []),
  ...(regime.addsToGeneral || !isSpecial(regime) ? [] : ['- Stands in place of the general six months.']),
  ...regime.cautions.map((line) => `- ${line}`),
  ...(regime.notes ?? []).map((line) => `- ${line}`),
  ...regime.notModelled.map((line) => `- *Not worked out here: ${line}.*`),
];

const families: readonly OffenceFamily[] = [...offenceFamilies].sort((a, b) => (a.row || 100) - (b.row || 100));

/** `24a`: a row that has several groups of offences gets letters; `–` for a group that the numbered rows do not have. */
const rowOf = (family: OffenceFamily): string => {
  if (family.row === 0) return '–';
  const same = families.filter(({ row }) => row === family.row);
  return same.length === 1 ? String(family.row) : `${family.row}${String.fromCodePoint(97 + same.indexOf(family))}`;
};

const headingOf = (regime: Regime): string => {
  const rows = families
    .filter((family) => family.row > 0 && family.leadsTo.some(({ regime: id }) => id === regime.id))
    .map(rowOf);
  const shown = isSpecial(regime) && rows.length > 0 ? ` (row${rows.length > 1 ? 's' : ''} ${rows.join(', ')})` : '';
  return `${regime.title}${shown}`;
};

const limitsOneByOne = (): string[] =>
  prosecutionRegimes.flatMap((regime) => [
    `#### ${headingOf(regime)}`,
    '',
    `${regime.statute}.`,
    '',
    ...regime.versions.flatMap((version, index) => [...(index === 0 ? [] : ['']), ...sayVersion(regime, version)]),
    ...notesOf(regime),
    '',
  ]);

const linkTo = (id: string): string => {
  const regime = regimeOnFile(id);
  return id === NO_LIMIT
    ? `[**no limit**](#${anchor(headingOf(regime))})`
    : `[${regime.statute}](#${anchor(headingOf(regime))})`;
};

/** What the reader of a row works to, general rule first where the special limit only adds to it. */
const sayLimit = ({ leadsTo }: OffenceFamily): string =>
  leadsTo
    .map(({ from, regime: id }, index) => {
      const regime = regimeOnFile(id);
      const first = regime.conditions.some(({ whenUnknown }) => whenUnknown === 'general')
        ? `six months from the offence; if its conditions are met, ${linkTo(id)}`
        : id === GENERAL
          ? `six months from the offence, ${linkTo(id)}`
          : linkTo(id);
      const until = leadsTo[index + 1]?.from;
      if (from !== undefined) return `from ${sayDate(civilDate(from))} ${first}`;
      return until === undefined ? first : `before ${sayDate(civilDate(until))} ${first}`;
    })
    .join('; ');

const knownBy = ({ codes, words }: OffenceFamily): string =>
  [
    codes.length === 0 ? '' : codes.join(' '),
    words.length === 0
      ? ''
      : `*words*: ${[...new Set(words.map((each) => `“${each.trim().replace("'", '’')}”`))].join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('<br>');

const familyTable = (): string =>
  table(
    ['Row', 'Offence', 'Known by', 'Limit', 'Note', 'Confidence'],
    families.map((family) => [
      rowOf(family),
      `**${family.title}**<br>${family.under}`,
      knownBy(family),
      sayLimit(family),
      [...(family.runsFrom === 'last-act' ? ['From the last act or day.'] : []), family.note ?? ''].join(' ').trim(),
      cite(family),
    ]),
  );

/** Acts that make the offences of the table, each with its rows or the title of its group. */
export const indexOfActs = (): string[] => {
  const rows = new Map<string, string[]>();
  for (const family of families) {
    const acts = family.under.split('; ').flatMap((part) => /^(.*?\b\d{4})\b/.exec(part)?.[1] ?? []);
    for (const act of new Set(acts)) {
      const place = family.row === 0 ? `“${family.title}”` : rowOf(family);
      rows.set(act, [...(rows.get(act) ?? []), place]);
    }
  }
  return [
    '## 14. Index of the Acts that make the offences',
    '',
    ...[...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([act, places]) => `- ${act}: ${places.join(', ')}`),
    '',
  ];
};

/** Names by which the interface for other systems knows each limit. */
export const interfaceNames = (): string[] => [
  '## 13. Names of the limits in the interface for other systems',
  '',
  'For programmers. A lawyer can pass over it.',
  '',
  ...prosecutionRegimes.map(({ id, statute }) => `- \`${id}\`: ${statute}`),
  '',
];

/** What starts proceedings, and what has to be kept to show it. */
export const startingSection = (): string[] => [
  '## 2. What starts proceedings',
  '',
  'Time stops when proceedings are started, and not when somebody decides to charge. By midnight at the end of the last day either the written charge has been issued, or the information or application for a summons has reached the court. A charge at a police station normally counts from the day of the charge, but for a summary-only offence that is debated (general knowledge): make sure that the charge has also reached the court by the last day, and treat the case as at risk where the two days lie on either side of it.',
  '',
  'The limit is on starting, not on the hearing. Proceedings that are started late cannot be tried (S1). A long time between issue and service can still be attacked as an abuse of process (Brown v DPP, S3).',
  '',
  table(
    ['Route', 'Moment that counts', 'Keep', 'Provision', 'Confidence'],
    startingRoutes.map((route) => [
      route.title,
      capital(route.moment),
      capital(route.keep),
      route.provision,
      cite(route),
    ]),
  ),
  '',
];

/** Titles of the parts of section 3, in order. */
export const prosecutionParts = [
  '3.1 What the six months reach',
  '3.2 Which offence has which limit',
  '3.3 The limits, one by one',
  '3.4 Notice of intended prosecution',
] as const;
const [scope, offences, limits, notice] = prosecutionParts;

/** Limits on starting a prosecution: what they reach, which offence has which, each of them, and the notice. */
export const prosecutionSection = (): string[] => [
  '## 3. Limits on starting a prosecution',
  '',
  `### ${scope}`,
  '',
  pointTable(scopePoints),
  '',
  `### ${offences}`,
  '',
  'Find the offence by its CJS code. A code decides first; “XX99*” means every code that begins so: check that the offence is under the Act or Part named. Without a code the words listed decide, wherever they stand in the name of the offence.',
  '',
  `Where an offence fits two rows the more particular one is used: ${moreParticular.map(([used, instead]) => `row ${used} before ${instead}`).join(', ')}; and within a row the aggravated or narrower form before the plain one.`,
  '',
  'A row that names a limit applies to the offences in it that can be tried only summarily. An either-way offence of the same group has no limit under section 127, unless section 3.3 says that the limit binds offences that can be tried on indictment as well.',
  '',
  'An offence on no row has the six months of section 127(1) if it can be tried only summarily, unless its own Act gives longer (as Wireless Telegraphy Act 2006 s107 does): read the Act before treating a case as out of time. If it can be tried on indictment, section 127 sets no limit, but its own Act may (subsection (4)), and the list here is not complete: check the Act before relying on “no limit”. Rows marked “–” were added to the numbered ones and stand at the end.',
  '',
  familyTable(),
  '',
  `### ${limits}`,
  '',
  'The law in force on the day of the offence applies; for an offence over time, on its last day. An offence before the first day shown has the general six months, or no limit if it could be tried on indictment.',
  '',
  'A limit adds to the general six months unless it is said to stand in their place: it can lengthen the time and is not meant to shorten it. In the rare case in which the general six months end later, that later day is shown as arguable and must not be relied on.',
  '',
  pointTable([knowledgePoint, ...certificatePoints]),
  '',
  ...limitsOneByOne(),
  `### ${notice}`,
  '',
  `${capital(sayLength(noticeOfIntendedProsecution.period))} after the offence, rule **${noticeOfIntendedProsecution.period.rule}** (${noticeOfIntendedProsecution.statute}; ${cite(noticeOfIntendedProsecution)}). The last day is not moved where it is a weekend or a bank holiday (general knowledge).`,
  '',
  pointTable(noticePoints),
  '',
];
