import { Temporal, instant } from '../../kernel/civil-date.ts';
import type { Defendant } from '../../case-file/index.ts';
import { isPast } from '../facts/case-view.ts';
import { sayDay } from '../facts/words.ts';
import { form, forEachDefendant, formOrHeading } from './common-rules.ts';
import { idsOf, inadequate, listed, met, missing, proposing, type ItemContext, type ItemRule } from './finding.ts';
import { birthDaysIn } from './paper-signs.ts';
import { partWords } from './request-items.ts';

/** The suspect and their status. */

const nameOf = ({ view }: ItemContext, defendant: Defendant): string =>
  view.person(defendant.personId)?.familyName ?? defendant.personId;

const profile: ItemRule = (context) => {
  const { view } = context;
  if (view.defendants.length === 0) return missing('No suspect is named.', 'Say who the suspect is.');
  const without = view.defendants.filter((d) => view.person(d.personId)?.dateOfBirth === undefined);
  return without.length === 0
    ? met(['defendants'])
    : inadequate(
        ['defendants'],
        `No date of birth is recorded for ${listed(without.map((defendant) => nameOf(context, defendant)))}.`,
        'Record the suspect’s full name and date of birth.',
      );
};

const statusAndBail: ItemRule = (context) => {
  const { view } = context;
  const by = ['defendants[].status'];
  for (const defendant of view.defendants) {
    if (defendant.status !== 'pre_charge_bail') continue;
    const end = defendant.preChargeBail?.endsOn;
    if (end === undefined)
      return inadequate(by, `${nameOf(context, defendant)} is on bail with no end date.`, 'Record when bail ends.');
    if (isPast(view, end))
      return inadequate(
        by,
        `Bail of ${nameOf(context, defendant)} ended on ${sayDay(end)}.`,
        'Record the extension, or the suspect’s present status.',
      );
  }
  return met(by);
};

/** When detention runs out: the latest extension, or 24 hours from the relevant time. */
const detentionEnds = ({ custody }: Defendant): Temporal.Instant | undefined => {
  if (custody?.relevantTime === undefined) return undefined;
  const ends = [
    instant(custody.relevantTime).add({ hours: 24 }),
    ...(custody.extensions ?? []).flatMap(({ to }) => (to === undefined ? [] : [instant(to)])),
  ];
  return ends.reduce((latest, end) => (Temporal.Instant.compare(end, latest) > 0 ? end : latest));
};

const detentionClock: ItemRule = (context) => {
  const { view } = context;
  const by = ['defendants[].custody'];
  const held = view.defendants.filter(({ status }) => status === 'in_police_custody');
  const watched = held.length > 0 ? held : view.defendants;
  if (watched.every(({ custody }) => custody === undefined))
    return missing('No custody times are recorded.', 'Record the relevant time, reviews and extensions.');
  for (const defendant of watched) {
    const end = detentionEnds(defendant);
    if (end === undefined)
      return inadequate(
        by,
        `No relevant time is recorded for ${nameOf(context, defendant)}.`,
        'Record the relevant time.',
      );
    if (Temporal.Instant.compare(end, view.context.asOf) <= 0)
      return inadequate(
        by,
        `The detention limit of ${nameOf(context, defendant)} has already passed.`,
        'Record the extension, or the release.',
      );
  }
  return met(by);
};

const remandApplication: ItemRule = (context) => {
  const found = forEachDefendant(['MG7'], {
    noun: 'remand application',
    fix: 'Add the remand application, with the ground and the facts behind it.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const ground = /surrender|further offences|interfere|own protection|welfare|exception|ground/i;
  const bare = found.by.find((id) => view.text(id).trim() !== '' && !ground.test(view.text(id)));
  return met(
    found.by,
    proposing(bare === undefined ? undefined : { why: `${bare} names no ground for refusing bail.` }),
  );
};

const intimidationNotice: ItemRule = (context) => {
  const found = form(['INTIM'], {
    why: 'There is no notice of people the prisoner must not contact.',
    fix: 'Add the remand and intimidation page, naming each victim and witness at risk.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const text = found.by
    .map((id) => view.text(id))
    .join(' ')
    .toLowerCase();
  const people = view.record.victims.flatMap(({ kind, personId }) =>
    kind === 'person' && personId !== undefined ? [personId] : [],
  );
  const unnamed = people
    .map((id) => view.person(id)?.familyName ?? '')
    .filter((name) => name !== '' && text.trim() !== '' && !text.includes(name.toLowerCase()));
  return met(found.by, unnamed.length === 0 ? [] : [{ why: `The notice does not name ${listed(unnamed)}.` }]);
};

const bailForms: ItemRule = (context) => {
  const found = formOrHeading(['MG4A'], 'bail', {
    why: 'Conditional bail was granted, but no bail form is on the file.',
    fix: 'Add the form that sets out the bail conditions.',
  })(context);
  return found;
};

const mentionsExhibit = /\b[A-Z]{2,3}\/\d{1,3}[A-Za-z]?\b/g;

/** Exhibit references in some texts that are not among the material. */
export const strayExhibits = ({ view }: ItemContext, ids: readonly string[]): readonly string[] => {
  const found = new Set(ids.flatMap((id) => view.text(id).match(mentionsExhibit) ?? []));
  if (found.size === 0) return [];
  const known = new Set(view.record.material.map(({ exhibitRef }) => exhibitRef?.toUpperCase()));
  return [...found].filter((reference) => !known.has(reference.toUpperCase()));
};

const breachReport: ItemRule = (context) => {
  const found = forEachDefendant(['MG8'], {
    noun: 'breach report',
    fix: 'Add the breach report: the condition, what was done, how it is known, and when the arrest was.',
  })(context);
  if (found.result !== 'met') return found;
  const stray = strayExhibits(context, found.by);
  return met(found.by, stray.length === 0 ? [] : [{ why: `It mentions ${listed(stray)}, which is not on the file.` }]);
};

const suspectRecord: ItemRule = (context) => {
  const found = forEachDefendant(['PNC', 'MG16'], {
    noun: 'record print for the suspect',
    fix: 'Add an up to date print for every suspect, even if there is nothing on it.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const proposals = view.defendants.flatMap((defendant) => {
    const born = view.person(defendant.personId)?.dateOfBirth;
    const prints = view.ofDefendant(defendant, 'PNC', 'MG16');
    const days = prints.map(({ id }) => ({ id, given: birthDaysIn(view.context.texts, id) }));
    // One print of somebody else beside one of the suspect harms nobody; a print of somebody else alone is no print.
    const told = days.filter(({ given }) => given.length > 0);
    if (born === undefined || told.length === 0 || told.some(({ given }) => given.includes(born))) return [];
    return [
      {
        why: `${listed(told.map(({ id }) => id))} gives another date of birth than ${nameOf(context, defendant)} has. Is it their record?`,
      },
    ];
  });
  return met(found.by, proposals);
};

const youthInformation: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('YOUTH'));
  const fix = 'Give the parent or guardian, the youth justice contact and their views on diversion.';
  if (view.words('youth') === '' && forms.length === 0) return missing('There is no youth information.', fix);
  const by = [...forms, ...(view.words('youth') === '' ? [] : ['request.youth'])];
  if (view.words('youth') === '') return met(by);
  const gaps = [
    ...(partWords(context, 'youth', 'guardian') === '' ? ['parent or guardian'] : []),
    ...(partWords(context, 'youth', 'youthJusticeContact') === '' ? ['youth justice contact'] : []),
  ];
  if (gaps.length === 2 && forms.length === 0)
    return inadequate(by, `No ${listed(gaps).replace(' and ', ' or ')} is named.`, fix);
  return met(by, gaps.length === 0 ? [] : [{ why: `No ${listed(gaps)} is named under the youth heading.` }]);
};

const badCharacter: ItemRule = (context) => {
  const found = formOrHeading(['MG16'], 'badCharacter', {
    why: 'Bad character is relied on, but nothing sets out the earlier matters.',
    fix: 'For each earlier matter give court, date, offence, facts, plea and why it matters.',
  })(context);
  return found;
};

const proceedsOfCrime: ItemRule = ({ view, fact }) => {
  const named = Object.keys(view.submission.request).filter(
    (name) => /poca|proceeds|asset/i.test(name) && view.words(name) !== '',
  );
  const source = fact('pocaIndicated');
  const by = [...named.map((name) => `request.${name}`), ...(source.basis === 'text' ? [source.source] : [])];
  if (by.length > 0) return met(by);
  return source.basis === 'field'
    ? met([source.source])
    : missing(
        'There is nothing on assets or benefit from crime.',
        'Say what assets or benefit are known and who the financial investigator is.',
      );
};

/** One rule per item of this group. */
export const suspectItems = {
  SUSPECT_PROFILE: profile,
  STATUS_BAIL: statusAndBail,
  DETENTION_CLOCK: detentionClock,
  REMAND_APP: remandApplication,
  INTIMIDATION_PAGE: intimidationNotice,
  BAIL_FORMS: bailForms,
  BREACH_REPORT: breachReport,
  SUSPECT_PNC: suspectRecord,
  YOUTH_INFO: youthInformation,
  BAD_CHARACTER: badCharacter,
  POCA: proceedsOfCrime,
} as const satisfies Record<string, ItemRule>;
