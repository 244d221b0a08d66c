import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { levelOfPoint, type Offence } from '../../case-file/index.ts';
import { evidenceSources } from '../evidence-sources.ts';
import type { CaseView } from '../facts/case-view.ts';
import { linesOf, outstandingOf } from '../facts/evidence-facts.ts';
import { isTimeLimited } from '../facts/offence-facts.ts';
import type { LimitFact } from '../facts/fact.ts';
import { dayIn, partOf, wordsIn } from '../facts/words.ts';
import { form, heading } from './common-rules.ts';
import {
  askFor,
  idsOf,
  inadequate,
  listed,
  met,
  missing,
  proposing,
  type ItemContext,
  type ItemFinding,
  type ItemRule,
  type Proposal,
} from './finding.ts';
import { looksUnsigned } from './paper-signs.ts';
import { says } from './request-items.ts';

/** The offence and the issues. */

const monthNames = 'January|February|March|April|May|June|July|August|September|October|November|December';
const writtenDate = new RegExp(`\\b(\\d{1,2}) (${monthNames}) (\\d{4})\\b`, 'gi');

/** Days written out in some words, as `YYYY-MM-DD`; one that does not exist is left out. */
export const writtenDays = (words: string): readonly string[] =>
  [...words.matchAll(writtenDate)].flatMap((match) => {
    const month =
      monthNames
        .toLowerCase()
        .split('|')
        .indexOf((match[2] ?? '').toLowerCase()) + 1;
    const day = `${match[3] ?? ''}-${String(month).padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`;
    return dayIn(day) ?? [];
  });

const chargeProposal: ItemRule = ({ view }) => {
  const by = ['offences'];
  const rows = view.liveOffences;
  if (rows.length === 0)
    return missing('No offence is proposed.', 'Say which offences you propose, with wording and dates.');
  const unknown = rows.filter(({ cjsCode }) => view.standing(cjsCode) === undefined);
  if (unknown.length > 0)
    return inadequate(
      by,
      `${listed(unknown.map(({ cjsCode }) => cjsCode))} is not an offence code in standing data.`,
      'Choose the offence from the list.',
    );
  const wrong = rows.find(({ wording, startDate, endDate }) => {
    const written = writtenDays(wording);
    return written.length > 0 && !(written.includes(startDate) && (written.length === 1 || written.includes(endDate)));
  });
  return wrong === undefined
    ? met(by, pointsProposals(view))
    : inadequate(
        by,
        `The wording of ${wrong.id} and its dates do not agree.`,
        'Make the wording and the dates the same.',
      );
};

/** Points to prove with nothing against them, and offences whose points nobody has written: never a gap. */
const pointsProposals = ({ record, liveOffences, context }: CaseView): Proposal[] => {
  const unwritten = liveOffences.filter(({ points }) => points === undefined).map(({ id }) => id);
  const written = liveOffences.length > unwritten.length;
  const sources = written ? evidenceSources(record, context) : [];
  return [
    ...(unwritten.length === 0
      ? []
      : [{ why: `Nobody has set evidence against the points to prove of ${listed(unwritten)}.` }]),
    ...liveOffences.flatMap(({ id, cjsCode, points }) => {
      if (points === undefined) return [];
      const bare = points.list.filter((point) => levelOfPoint(point, sources) === 'nothing');
      const doubtful = points.list.filter((point) => levelOfPoint(point, sources) === 'doubtful');
      return [
        ...(points.cjsCode === cjsCode
          ? []
          : [{ why: `The points to prove of ${id} were written when it was ${points.cjsCode}.` }]),
        ...(bare.length === 0 ? [] : [{ why: `Nothing stands against ${listed(idsOf(bare))} of ${id}.` }]),
        ...(doubtful.length === 0
          ? []
          : [{ why: `All that stands against ${listed(idsOf(doubtful))} of ${id} has something wrong with it.` }]),
      ];
    }),
  ];
};

const caseOutline = heading('caseOutline', {
  why: 'There is no outline of the case.',
  fix: 'Write a short, fair account of what happened, in order, covering what has to be proved.',
});

const policeReport: ItemRule = (context) => {
  const found = form(['MG5'], { why: 'There is no police report.', fix: 'Add the police report (MG5).' })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const charged = view.liveOffences.filter(({ status }) => status === 'charged');
  const days = new Set(charged.flatMap(({ startDate, endDate }) => [startDate, endDate]));
  const off = found.by.find((id) => {
    const written = writtenDays(view.text(id));
    return charged.length > 0 && written.length > 0 && !written.some((day) => days.has(day));
  });
  const ranged = found.by.find((id) => hasOtherRange(view.text(id), view.liveOffences));
  return met(
    found.by,
    proposing(
      off === undefined ? undefined : { why: `${off} gives another date than the charge.` },
      ranged === undefined
        ? undefined
        : { why: `${ranged} gives days between which it happened, and one of them is not that of the charge.` },
    ),
  );
};

const writtenRange = new RegExp(
  String.raw`\b(?:between|from)\s+(\d{1,2}\s+(?:${monthNames})\s+\d{4})\s+(?:and|to|until)\s+(\d{1,2}\s+(?:${monthNames})\s+\d{4})`,
  'gi',
);

/** Whether some words give days from and to of which just one is that of an offence that went on for as long. */
const hasOtherRange = (text: string, offences: readonly Offence[]): boolean =>
  [...text.matchAll(writtenRange)].some(([, first = '', last = '']) => {
    const [from] = writtenDays(first.replaceAll(/\s+/g, ' '));
    const [to] = writtenDays(last.replaceAll(/\s+/g, ' '));
    const lasting = offences.filter(({ startDate, endDate }) => startDate !== endDate);
    const isOne = lasting.some(({ startDate, endDate }) => startDate === from && endDate === to);
    return !isOne && lasting.some(({ startDate, endDate }) => startDate === from || endDate === to);
  });

const issues = heading('issues', {
  why: 'Nothing is said about what is in dispute.',
  fix: 'Say what is in dispute, the strengths and weaknesses, and the suspect’s account.',
});

const pleaBasis: ItemRule = ({ view, fact }) => {
  const rows = view.offences.filter(({ pleaBasis: basis }) => basis !== undefined);
  const heading = view.words('pleaBasis') !== '';
  if (!heading && rows.length === 0)
    return missing('Nothing says why that plea is expected.', 'Give the expected plea for each charge and the reason.');
  const denied = view.defendants.some(({ interviews }) =>
    interviews?.some(({ outcome }) => /denial|denied|denies/i.test(outcome)),
  );
  // Nobody knows the plea while what police recorded of it contradicts itself.
  if (denied && fact('anticipatedPlea').value === null)
    return askFor(
      'anticipatedPlea',
      'A guilty plea is expected, but the suspect denied it in interview, and nothing says what changed.',
      'Say which plea is expected, and why.',
    );
  return met(
    [heading ? 'request.pleaBasis' : 'offences'],
    denied && fact('anticipatedPlea').value === 'guilty'
      ? [{ why: 'A guilty plea is expected, but the suspect denied it in interview.' }]
      : [],
  );
};

const namedInPapers =
  /\b(?:second|2nd|another) (?:call(?:er)?|witness)\b[^\n]{0,120}|\bask (?:him|her|them|[A-Z][a-z]+)\b[^\n]{0,60}/gi;

/** A passage that names someone who may know something, unless it names a person whose statement is on the file. */
const unfollowed = ({ view }: ItemContext): Proposal | undefined => {
  const heard = new Set(view.of('MG11', 'VRI').flatMap(({ subject }) => (subject === undefined ? [] : [subject])));
  const names = view.record.persons
    .filter(({ id }) => heard.has(id))
    .flatMap(({ givenName, familyName }) => [givenName.toLowerCase(), familyName.toLowerCase()]);
  for (const { id } of view.of('CAD', 'CR', 'MG15'))
    for (const [words] of view.text(id).matchAll(namedInPapers))
      if (!names.some((name) => words.toLowerCase().includes(name)))
        return {
          why: 'Someone is named here. Was it followed up, or is there a reason not to?',
          passage: { material: id, words: words.trim() },
        };
  return undefined;
};

const linesOfEnquiry: ItemRule = (context) => {
  const { view } = context;
  const by = ['request.linesOfEnquiry'];
  if (view.words('linesOfEnquiry') === '')
    return missing(
      'No lines of enquiry are given.',
      'Say what was done, what was not pursued and why, and what is outstanding with a date.',
    );
  const undated = (linesOf(view, 'outstanding') ?? []).filter(({ due }) => due === '');
  if (undated.length > 0)
    return inadequate(
      by,
      `${listed(undated.map(({ what }) => what))}: outstanding, with no date.`,
      'Give a date for each line that is outstanding.',
    );
  const list = partOf(view.heading('linesOfEnquiry'), 'notPursued');
  const unexplained = (Array.isArray(list) ? list : [])
    .filter((line: unknown) => wordsIn(partOf(line, 'reason')) === '')
    .map((line: unknown) => wordsIn(partOf(line, 'line')) || wordsIn(line));
  return met(
    by,
    proposing(
      unexplained.length === 0 ? undefined : { why: `${listed(unexplained)}: not pursued, and no reason is given.` },
      unfollowed(context),
    ),
  );
};

const outstanding: ItemRule = ({ view }) => {
  const by = ['request.outstandingEvidence'];
  const entries = outstandingOf(view) ?? [];
  const fix = 'List what is outstanding, by type, with a date for each.';
  if (entries.length === 0)
    return missing('Something is outstanding, but the list of outstanding evidence is empty.', fix);
  const undated = entries.filter(({ due }) => due === '');
  return undated.length === 0
    ? met(by)
    : inadequate(by, `${listed(undated.map(({ what }) => what))}: no date is given.`, fix);
};

/** The question of the day a limit runs from: no fact of the standard, but an answer that an item may wait for. */
const timeLimitStart = 'timeLimitStart';

interface RecordedLimit {
  readonly offenceId: string;
  readonly start: string | undefined;
  readonly last: string | undefined;
}

const recordedLimits = ({ view }: ItemContext): readonly RecordedLimit[] => {
  const rows = view.heading('timeLimits');
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) => ({
    offenceId: wordsIn(partOf(row, 'offenceId')),
    start: dayIn(partOf(row, 'startDate')),
    last: dayIn(partOf(row, 'lastDay')),
  }));
};

const daysApart = (a: string, b: string): number =>
  Math.abs(civilDate(a).until(civilDate(b), { largestUnit: 'days' }).days);

/** What is wrong with one recorded limit: the start first, because a wrong start is a wrong rule. */
const faultOf = (recorded: RecordedLimit, limit: LimitFact & { readonly lastDay: string }): string | undefined => {
  if (recorded.start !== undefined && limit.startDate !== undefined && daysApart(recorded.start, limit.startDate) > 1)
    return `Police run the limit from ${sayDate(civilDate(recorded.start))}. It runs from ${sayDate(civilDate(limit.startDate))} and ends on ${sayDate(civilDate(limit.lastDay))}.`;
  if (recorded.last === undefined) return 'The last day is not recorded.';
  return daysApart(recorded.last, limit.lastDay) > 1
    ? `Police recorded ${sayDate(civilDate(recorded.last))} as the last day. It is ${sayDate(civilDate(limit.lastDay))}.`
    : undefined;
};

const timeLimit: ItemRule = (context): ItemFinding => {
  const { view } = context;
  const by = ['request.timeLimits'];
  const limited = view.liveOffences.filter((row) => isTimeLimited(view, row));
  const recorded = recordedLimits(context);
  const fix = 'Record the rule, the day it runs from and the last day for each charge.';
  if (recorded.length === 0) return missing('An offence has a time limit, and none is recorded.', fix);
  const limitOf = (offence: Offence): LimitFact | undefined =>
    view.context.limits.find(({ offenceId }) => offenceId === offence.id);
  const open = limited.find((offence) => {
    const limit = limitOf(offence);
    return limit !== undefined && limit.rule !== 'no-limit' && limit.lastDay === null;
  });
  if (open !== undefined) {
    const answered = dayIn(view.context.answers.get(timeLimitStart));
    if (answered === undefined)
      return {
        ...askFor(
          timeLimitStart,
          `The time limit for ${open.title} cannot be worked out yet.`,
          'Give the day that the limit runs from.',
        ),
        by,
      };
    const start = recorded.find(({ offenceId }) => offenceId === open.id)?.start;
    if (start !== undefined && start !== answered)
      return inadequate(
        by,
        `Police run the limit from ${sayDate(civilDate(start))}. It runs from ${sayDate(civilDate(answered))}.`,
        fix,
      );
  }
  const unlisted = limited.filter(({ id }) => !recorded.some(({ offenceId }) => offenceId === id));
  if (unlisted.length > 0)
    return inadequate(
      by,
      `No time limit is recorded for ${listed(unlisted.map(({ title, id }) => `${id}, ${title}`))}.`,
      fix,
    );
  let dayOut: string | undefined;
  for (const offence of limited) {
    const limit = limitOf(offence);
    const row = recorded.find(({ offenceId }) => offenceId === offence.id);
    if (limit?.lastDay === undefined || limit.lastDay === null || row === undefined) continue;
    const fault = faultOf(row, { ...limit, lastDay: limit.lastDay });
    if (fault !== undefined)
      return inadequate(by, fault, `Correct the time limit: the last day is ${sayDate(civilDate(limit.lastDay))}.`);
    if (row.last !== undefined && row.last !== limit.lastDay) dayOut = limit.lastDay;
  }
  return met(
    by,
    proposing(
      dayOut === undefined
        ? undefined
        : { why: `The recorded last day is a day out: it is ${sayDate(civilDate(dayOut))}.` },
      ...unsignedStarts(context, limited),
    ),
  );
};

/** A limit that runs from a victim's statement, where that statement seems not to be signed: then it may not run from it. */
const unsignedStarts = ({ view }: ItemContext, limited: readonly Offence[]): Proposal[] => {
  const fromStatement = limited.some(({ id }) =>
    view.context.limits.some(({ offenceId, rule }) => offenceId === id && rule === 'cja1988-s39A'),
  );
  if (!fromStatement) return [];
  const victims = new Set(view.record.victims.map(({ personId }) => personId));
  const doubtful = view
    .of('MG11')
    .filter(({ id, subject }) => victims.has(subject) && looksUnsigned(view.context.texts, id) !== undefined);
  return doubtful.map(({ id }) => ({
    why: `The longer limit runs from the victim’s statement, and ${id} seems not to be signed. Until it is, work to six months from the offence.`,
  }));
};

const consents: ItemRule = ({ view, fact }) => {
  const named = view.words('consents') !== '' ? ['request.consents'] : [];
  const said =
    /\bconsent of (?:the )?(?:dpp|director|attorney|law officer)|(?:dpp|attorney general|director)['’]?s? consent/i;
  const by = [...named, ...(said.test(view.requestWords) ? ['request'] : [])];
  return by.length > 0
    ? met(by)
    : missing(
        `Nothing is said about consent. ${fact('consentNeeded').note ?? ''}`.trim(),
        'Say whose consent is needed, for which charge, and how far it has got.',
      );
};

const linked: ItemRule = (context) => {
  const { view } = context;
  if (says(context, 'linkedCases')) return heading('linkedCases', { why: '', fix: '' })(context);
  const others = view.record.defendants
    .filter(({ id }) => !view.defendants.some((defendant) => defendant.id === id))
    .map(({ personId }) => view.person(personId)?.familyName.toLowerCase() ?? '')
    .filter((name) => name !== '');
  const forms = idsOf(
    view.of('MG6').filter(({ id }) => {
      const text = view.text(id).toLowerCase();
      return (
        /\blinked\b|co-?(?:suspect|defendant)|other (?:case|proceedings)/.test(text) ||
        others.some((name) => text.includes(name))
      );
    }),
  );
  return forms.length > 0
    ? met(forms)
    : missing(
        'Linked suspects or cases exist and are not mentioned.',
        'Say who or what is linked, and where it stands.',
      );
};

const confidential: ItemRule = ({ view }) => {
  const intelligence = view.of('INTEL');
  const served = intelligence.filter(({ status }) => status === 'evidential');
  if (served.length > 0)
    return inadequate(
      idsOf(intelligence),
      `${listed(idsOf(served))} is filed with the evidence.`,
      'Move it to the part that only the prosecutor sees.',
    );
  const forms = view.of('MG6');
  if (intelligence.length > 0 || forms.length > 0) return met([...idsOf(intelligence), ...idsOf(forms)]);
  return missing(
    'There is confidential information for the prosecutor, but no note of it.',
    'Put it in the confidential part of the case information form.',
  );
};

const publicInterest = heading('publicInterestFactors', {
  why: 'Community or public-interest factors exist and are not described.',
  fix: 'Describe local concern, community impact and your view on prosecuting.',
});

/** One rule per item of this group. */
export const offenceItems = {
  CHARGE_PROPOSAL: chargeProposal,
  CASE_OUTLINE: caseOutline,
  MG5_REPORT: policeReport,
  ISSUES: issues,
  PLEA_BASIS: pleaBasis,
  LINES_OF_ENQUIRY: linesOfEnquiry,
  OUTSTANDING: outstanding,
  TIME_LIMIT: timeLimit,
  CONSENTS: consents,
  LINKED: linked,
  CONFIDENTIAL: confidential,
  PUBLIC_INTEREST: publicInterest,
  CASE_INFO_MG6: form(['MG6'], {
    why: 'There is no case information form.',
    fix: 'Add the case file information form (MG6).',
  }),
} as const satisfies Record<string, ItemRule>;
