import type { Material } from '../../case-file/index.ts';
import { isDraft, presumptionTypes } from '../facts/disclosure-facts.ts';
import { countWords, onlyPoints, pointersIn, saysNo } from '../facts/words.ts';
import { form, formOrHeading, heading } from './common-rules.ts';
import {
  idsOf,
  inadequate,
  listed,
  met,
  missing,
  proposing,
  type ItemContext,
  type ItemRule,
  type Proposal,
} from './finding.ts';
import { accountInNotebook, namedAndNotThere } from './paper-signs.ts';

/** Unused material. */

const unused = ({ view }: ItemContext): readonly Material[] => view.of().filter(({ status }) => status === 'unused');

/** Papers that are schedules of disclosure themselves: they are not listed on one. */
const isScheduled = ({ unusedNumber }: Material): boolean => unusedNumber !== undefined && unusedNumber !== null;

/** Numbers missing from a run that starts at one, and numbers used twice. */
export const numberingFaults = (
  numbers: readonly number[],
): { readonly skipped: readonly number[]; readonly repeated: readonly number[] } => {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const highest = Math.max(0, ...numbers);
  return {
    skipped: Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !counts.has(number)),
    repeated: [...counts].filter(([, count]) => count > 1).map(([number]) => number),
  };
};

/** Rows printed on a schedule: the number and what is said of the item. */
export const scheduleRows = (text: string): readonly { readonly number: number; readonly words: string }[] =>
  [...text.matchAll(/^[ \t]*(\d{1,3})[ \t]+(\S[^\n]*[A-Za-z][^\n]*)$/gm)].map((match) => ({
    number: Number(match[1]),
    words: (match[2] ?? '').trim(),
  }));

const bare = /^(?:various|misc\w*|sundry|other|emails?|pocket ?notebook|notebook|papers?|documents?|items?)\b/i;
const afterDescription = /\s+(?:yes|no|unit|officer|force|held by\b.*)$/i;

const scheduleProposals = ({ view }: ItemContext, ids: readonly string[]): readonly Proposal[] =>
  ids.flatMap((id) => {
    const rows = scheduleRows(view.text(id));
    const { skipped, repeated } = numberingFaults(rows.map(({ number }) => number));
    const thin = rows.filter(({ words }) => {
      const said = words.replace(afterDescription, '');
      return /\bvarious\b|\bmisc/i.test(said) || (bare.test(said) && countWords(said) <= 2) || countWords(said) < 2;
    });
    const allNo = rows.length > 0 && rows.every(({ words }) => /\bno$/i.test(words));
    return proposing(
      skipped.length > 0 ? { why: `${id}: number ${listed(skipped.map(String))} is skipped.` } : undefined,
      repeated.length > 0 ? { why: `${id}: number ${listed(repeated.map(String))} is used twice.` } : undefined,
      thin.length > 0
        ? {
            why: `${id}: ${listed(thin.map(({ words }) => `“${words.replace(afterDescription, '')}”`))} does not say what it is.`,
          }
        : undefined,
      allNo && view.words('potentiallyDisclosable') !== ''
        ? { why: `${id} marks nothing as helping the defence, but the request names something that may.` }
        : undefined,
    );
  });

/** What the numbers in the data show about a schedule; undefined when they are in order. */
const numbersFault = (context: ItemContext, withDrafts: boolean): string | undefined => {
  const items = unused(context);
  const drafts = withDrafts ? context.view.of('MG11').filter((item) => isDraft(item)) : [];
  const unlisted = [...items, ...drafts].filter((item) => !isScheduled(item));
  const { skipped, repeated } = numberingFaults(items.flatMap(({ unusedNumber }) => unusedNumber ?? []));
  const printed = context.view
    .of('SDC', 'MG6C')
    .flatMap(({ id }) => scheduleRows(context.view.text(id)).map(({ number }) => number));
  const gaps = skipped.filter((number) => !printed.includes(number));
  const faults = [
    ...(unlisted.length > 0 ? [`${listed(idsOf(unlisted))} is unused and is not on the schedule.`] : []),
    ...(gaps.length > 0 ? [`Number ${listed(gaps.map(String))} is skipped.`] : []),
    ...(repeated.length > 0 ? [`Number ${listed(repeated.map(String))} is used twice.`] : []),
  ];
  return faults.length === 0 ? undefined : faults.join(' ');
};

const schedule =
  (type: 'SDC' | 'MG6C', withDrafts: boolean, what: { readonly why: string; readonly fix: string }): ItemRule =>
  (context) => {
    const forms = idsOf(context.view.of(type));
    if (forms.length === 0) return missing(what.why, what.fix);
    const fault = numbersFault(context, withDrafts);
    const told = accountInNotebook(context.view, idsOf(context.view.of('MG11', 'CR', 'CAD')));
    const proposals = [
      ...scheduleProposals(context, forms),
      ...(told === undefined ? [] : [{ why: `${told} tells of what was written in a notebook, and none is listed.` }]),
    ];
    return fault === undefined
      ? met(forms, proposals)
      : inadequate(
          forms,
          fault,
          'List every unused item once, numbered in order, described so that it can be judged unseen.',
          { proposals },
        );
  };

const sensitiveSchedule: ItemRule = (context) => {
  const found = form(['MG6D'], {
    why: 'There is no sensitive schedule. One is due even if there is nothing to put on it.',
    fix: 'Add the sensitive schedule, or a signed nil return.',
  })(context);
  if (found.result !== 'met' || context.fact('sensitiveMaterialExists').value !== true) return found;
  const nil = found.by.find((id) => /no sensitive (?:material|items?)|\bnil\b/i.test(context.view.text(id)));
  return met(
    found.by,
    proposing(nil === undefined ? undefined : { why: `${nil} is a nil return, but sensitive material is recorded.` }),
  );
};

const officerReport: ItemRule = (context) => {
  const found = form(['MG6E'], {
    why: 'There is no disclosure officer’s report.',
    fix: 'Add the disclosure officer’s report, with reasons and the certificate.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const uncertified = found.by.find(
    (id) => view.text(id).trim() !== '' && !/certif|best of my knowledge/i.test(view.text(id)),
  );
  return met(
    found.by,
    proposing(uncertified === undefined ? undefined : { why: `${uncertified} has no certificate.` }),
  );
};

const presumptionCopies: ItemRule = (context) => {
  const { view } = context;
  const copies = view.of(...presumptionTypes).filter((item) => item.status === 'unused' && view.opens(item));
  const fix = 'Supply a copy of each, with the disclosure officer’s report that flags it.';
  const evidence = view.of(...presumptionTypes).some(({ status }) => status === 'evidential');
  if (copies.length === 0 && !evidence)
    return missing('No copy of material presumed to meet the disclosure test is on the file.', fix);
  const by = idsOf(copies);
  const drafts = view.of('MG11').filter((item) => isDraft(item) && item.status !== 'unused');
  if (view.of('MG6E').length === 0)
    return inadequate(by, 'Copies are on the file, but no report says they are presumed to meet the test.', fix);
  const told = accountInNotebook(view, idsOf(view.of('MG11', 'CR', 'CAD').filter((item) => !isDraft(item))));
  return drafts.length === 0
    ? met(by, [
        ...proposing(
          told === undefined
            ? undefined
            : { why: `${told} tells of what was written in a notebook, and no notebook is among the material.` },
        ),
        ...namedAndNotThere(view, idsOf(view.of('MG6C', 'SDC'))).map((why) => ({ why })),
      ])
    : inadequate(by, `${listed(idsOf(drafts))} is an earlier account and is not supplied as unused material.`, fix);
};

const disclosableCopies: ItemRule = (context) => {
  const { view } = context;
  const said = view.words('potentiallyDisclosable');
  const named = pointersIn(said);
  const lost = named.filter((id) => {
    const target = view.materialById(id);
    return target === undefined || !view.opens(target);
  });
  const copies = idsOf(unused(context).filter((item) => view.opens(item)));
  const by = named.length > 0 ? named.filter((id) => !lost.includes(id)) : copies;
  const fix = 'Say which items meet the test and supply a copy of each.';
  if (lost.length > 0) return inadequate(by, `${listed(lost)} meets the test, and there is no copy.`, fix);
  if (by.length === 0) return missing('No copy of any item that meets the test is on the file.', fix);
  return said === '' && view.of('MG6E', 'SDC').length === 0
    ? inadequate(by, 'Unused items are on the file, but no one has said which meet the test.', fix)
    : met(by);
};

const thirdParty: ItemRule = (context) => {
  const { view } = context;
  const replies = view
    .of('WARDBOOK')
    .concat(view.of('EMAIL').filter(({ id }) => view.words('thirdPartyMaterial').includes(id)));
  const found = formOrHeading(['IMD'], 'thirdPartyMaterial', {
    why: 'Others hold relevant material, and nothing is said about it.',
    fix: 'Say who holds what, why it matters, what was asked, and the reply.',
  })(context);
  return found.result === 'met' ? met([...new Set([...idsOf(replies), ...found.by])]) : found;
};

/** A heading written out here, held against what it has to say; one that only points at a form is read there. */
const saying =
  (rule: ItemRule, name: string, parts: readonly (readonly [says: RegExp, what: string])[]): ItemRule =>
  (context) => {
    const found = rule(context);
    const words = context.view.words(name);
    if (found.result !== 'met' || words === '' || onlyPoints(words) || saysNo(words)) return found;
    const said = [words, ...context.view.of('IMD').map(({ id }) => context.view.text(id))].join(' ');
    const gaps = parts.filter(([says]) => !says.test(said)).map(([, what]) => what);
    return gaps.length === 0
      ? found
      : { ...found, proposals: [...found.proposals, { why: `Nothing seems to be said of ${listed(gaps)}.` }] };
  };

const digitalStrategy = saying(
  formOrHeading(['IMD'], 'digitalStrategy', {
    why: 'Devices or accounts are held or sought, and there is no search strategy.',
    fix: 'For each device give the purpose, scope, consent or power, and the result.',
  }),
  'digitalStrategy',
  [
    [/\b(?:consent|agree\w*|power|warrant|section \d+|s\.? ?\d+|DPN|notice|seiz\w*)\b/i, 'the consent or power'],
    [
      /\b(?:between|from|since|until|period|range|dates?|days?|keywords?|search terms?|scope|only)\b/i,
      'the scope: dates or words',
    ],
  ],
);

/** One rule per item of this group; `REDACTION` is never decided here, since redacted copies are made in the system. */
export const disclosureItems = {
  POTENTIAL_DISC: heading('potentiallyDisclosable', {
    why: 'Nothing is said about material that may undermine the case or help the defence.',
    fix: 'Say what may help or undermine, why, and what has not been examined. Say so if there is none.',
  }),
  COMMON_LAW: heading('commonLawDisclosure', {
    why: 'There is no declaration on what fairness requires to be disclosed now.',
    fix: 'Say what should be disclosed now, or that nothing should.',
  }),
  SDC: schedule('SDC', false, {
    why: 'There is no streamlined disclosure certificate.',
    fix: 'Complete the certificate: a not-guilty plea is expected.',
  }),
  MG6C: schedule('MG6C', true, {
    why: 'There is no schedule of non-sensitive unused material.',
    fix: 'Complete the schedule (MG6C).',
  }),
  MG6D: sensitiveSchedule,
  MG6E: officerReport,
  RPM_COPIES: presumptionCopies,
  DISCLOSABLE_COPIES: disclosableCopies,
  THIRD_PARTY: saying(thirdParty, 'thirdPartyMaterial', [
    [
      /\b(?:ask\w*|request\w*|sought|letter|wrote|written|consent\w*|obtain\w*|supplied|provided|refus\w*|declin\w*)\b/i,
      'what was asked for, and the reply',
    ],
  ]),
  DIGITAL_STRATEGY: digitalStrategy,
  IMD: form(['IMD'], {
    why: 'There is no investigation management document.',
    fix: 'Add the investigation management document.',
  }),
} as const satisfies Record<string, ItemRule>;
