import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { sayLength, sayPeriod } from '../counting.ts';
import type { Combine, Condition, FactName, Limb, Regime, TriggerName, Version } from '../regime.ts';
import { noticeOfIntendedProsecution } from '../regimes/after-charge.ts';
import { offenceFamilies } from '../regimes/families.ts';
import { knowledgePoint, noticePoints, scopePoints } from '../regimes/points.ts';
import { GENERAL, NO_LIMIT, prosecutionRegimes, regimeOnFile } from '../regimes/prosecution.ts';
import { startingRoutes, stopsProsecutionClock } from '../regimes/starting.ts';
import { cite, pointTable, span, table } from './parts.ts';

const triggers: Readonly<Record<TriggerName, string>> = {
  offence: 'the offence',
  'sufficient-evidence': 'the day of sufficient evidence',
  'complainant-evidence':
    'the first day on which the complainant’s written statement was provided, or an interview was recorded for use as evidence in chief',
  'certified-evidence': 'the certified day of sufficient police evidence',
  'first-arrest': 'the first arrest',
  'special-report': 'the end of the special report, inquest or inquiry',
  discovery: 'the discovery of the offence',
  'return-to-uk': 'the first arrival back in the United Kingdom',
};

const onlyIfWords: Partial<Record<FactName, string>> = {
  'court-extended': 'where the court has extended',
  'evidence-omission': 'for some omissions by designers, manufacturers and suppliers',
};

const limbNames: Readonly<Record<Limb['name'], string>> = {
  general: 'general',
  report: 'evidence',
  knowledge: 'knowledge',
  longstop: 'long stop',
  fixed: 'fixed',
  arrest: 'arrest',
  'court-extension': 'extension',
  'special-report': 'report or inquest',
  discovery: 'discovery',
  'return-to-uk': 'return',
};

const sayLimb = ({ name, from, period, onlyIf }: Limb): string =>
  `*${limbNames[name]}*: ${sayPeriod(period)} ${triggers[from]} **${period.rule}**${
    onlyIf === undefined ? '' : `, ${onlyIfWords[onlyIf] ?? onlyIf}`
  }`;

const sayCombine = (combine: Combine): string => {
  if (typeof combine === 'string') return limbNames[combine];
  if ('earlier' in combine) return `the earlier of ${combine.earlier.map(sayCombine).join(' and ')}`;
  return `the later of ${combine.later.map((part) => (typeof part === 'string' ? limbNames[part] : `(${sayCombine(part)})`)).join(' and ')}`;
};

const capital = (text: string): string => text.replace(/^\w/, (letter) => letter.toUpperCase());

const forWhat = (version: Version): string =>
  [span(version, 'offences'), version.tried === undefined ? '' : `tried ${version.tried.replace('-', ' ')}`]
    .filter((part) => part !== '')
    .join(', ');

const noLimitPoint = scopePoints[1] ?? knowledgePoint;

const isNumbered = ({ row }: Regime): boolean => row > 0;

/** One row for each version of a limit; one alone for the absence of any. */
const regimeRows = (regime: Regime): string[][] =>
  regime.versions.length === 0
    ? [['3.1', `**${regime.title}**`, 'None', '', 'No', `${regime.statute}<br>\`${regime.id}\``, cite(noLimitPoint)]]
    : versionRows(regime);

const versionRows = (regime: Regime): string[][] =>
  regime.versions.map((version) => {
    const when = forWhat(version);
    return [
      isNumbered(regime) ? String(regime.row) : '',
      `**${regime.title}**${when === '' || regime.title.includes(' before ') ? '' : `. ${capital(when)}`}`,
      version.limbs.map(sayLimb).join('<br>'),
      version.limbs.length > 1 ? capital(sayCombine(version.combine)) : '',
      regime.certificate ? 'Yes' : 'No',
      `${regime.statute}<br>\`${regime.id}\``,
      cite(version),
    ];
  });

const sayCondition = ({ question, mustBe, whenUnknown }: Condition): string =>
  `- ${question} It must be ${mustBe ? 'yes' : 'no'}. Not known: ${whenUnknown === 'general' ? 'the general six months are the answer' : 'taken to be so, and said; the general six months are the safe day'}.`;

const notesOf = (regime: Regime): string[] => [
  ...regime.conditions.map(sayCondition),
  ...(regime.binds === 'any-mode' && regime.versions.length > 0
    ? ['- Binds offences that can be tried on indictment as well.']
    : []),
  ...(regime.addsToGeneral || !isNumbered(regime) || regime.id === GENERAL
    ? []
    : ['- Stands in place of the general six months.']),
  ...(regime.notFor.length === 0 ? [] : [`- Not for: ${regime.notFor.join('; ')}.`]),
  ...regime.cautions.map((line) => `- ${line}`),
  ...regime.notModelled.map((line) => `- *Not worked out here: ${line}.*`),
];

const notes = (): string[] =>
  prosecutionRegimes.flatMap((regime) => {
    const lines = notesOf(regime);
    return lines.length === 0 ? [] : [`**${regime.title}** (${regime.statute})`, '', ...lines, ''];
  });

const familyTable = (): string =>
  table(
    ['Row', 'Offences', 'CJS codes', 'Limit', 'Note', 'Confidence'],
    [...offenceFamilies]
      .sort((a, b) => a.row - b.row)
      .map((family) => [
        family.row === 0 ? '3.1' : String(family.row),
        family.title,
        family.codes.length === 0 ? 'by its title' : family.codes.join(' '),
        family.leadsTo
          .map(({ from, regime }) => `${from === undefined ? '' : `from ${sayDate(civilDate(from))} `}${named(regime)}`)
          .join(', '),
        [...(family.runsFrom === 'last-act' ? ['From the last act.'] : []), family.note ?? ''].join(' ').trim(),
        cite(family),
      ]),
  );

const named = (id: string): string => (id === NO_LIMIT ? '**none**' : regimeOnFile(id).statute);

/** What starts proceedings, and what has to be kept to show it. */
export const startingSection = (): string[] => [
  '## 2. What starts proceedings',
  '',
  stopsProsecutionClock,
  '',
  table(
    ['Route', 'Moment that counts', 'Keep', 'Confidence'],
    startingRoutes.map((route) => [route.title, capital(route.moment), capital(route.keep), cite(route)]),
  ),
  '',
];

/** Limits on starting a prosecution: what they reach, each of them, which offence has which, and the notice. */
export const prosecutionSection = (): string[] => [
  '## 3. Limits on starting a prosecution',
  '',
  '### 3.1 What the six months reach',
  '',
  pointTable(scopePoints),
  '',
  '### 3.2 Every limit on file',
  '',
  'Row numbers are those of section 3.4, where the offences are. A special limit adds to the general six months unless its note says that it stands in their place: where the six months would end later, that day is shown as arguable. “Certificate”: a signed certificate of the day of sufficient evidence is conclusive, unless plainly wrong or fraudulent.',
  '',
  pointTable([knowledgePoint]),
  '',
  table(
    ['Row', 'Limit', 'Periods', 'What governs', 'Certificate', 'Provision', 'Confidence'],
    prosecutionRegimes.flatMap(regimeRows),
  ),
  '',
  '### 3.3 Notes on the limits',
  '',
  ...notes(),
  '### 3.4 Which offences have which limit',
  '',
  'An offence on no row takes the limit its mode of trial gives it: six months if summary-only, none if it can be tried on indictment. The first row that fits is used.',
  '',
  familyTable(),
  '',
  '### 3.5 Notice of intended prosecution',
  '',
  `${capital(sayLength(noticeOfIntendedProsecution.period))} after the offence, rule **${noticeOfIntendedProsecution.period.rule}** (${noticeOfIntendedProsecution.statute}; ${cite(noticeOfIntendedProsecution)}). It does not move the limit for starting proceedings.`,
  '',
  pointTable(noticePoints),
  '',
];
