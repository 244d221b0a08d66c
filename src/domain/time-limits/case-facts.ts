import type { CaseRecord, Defendant, Offence } from '../case-file/index.ts';
import { civilDate, yearsBetween, type CivilDate } from '../kernel/civil-date.ts';
import type { OffenceEntry, OffenceLookup } from '../kernel/offence-code.ts';
import { bothOver16, onlyKnown } from './prosecution-inputs.ts';
import type { Happening, LimitFacts, OffenceDays } from './limbs.ts';
import type { FactName, OffenceFamily, TriggerName } from './regime.ts';
import { NO_LIMIT, regimeOnFile } from './regimes/prosecution.ts';

/** A case's facts about one offence, as the calculator takes them, with what had to be assumed on the way. */
export interface CaseFacts {
  readonly facts: LimitFacts;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

const courseOfConduct = /course of conduct|persistent|continuing|on (several|diverse) (days|occasions)/i;

/** How the days of an offence row are to be read: a course runs from its last act, any other range is one unknown day. */
export function offenceDays(offence: Offence, family: OffenceFamily | undefined): OffenceDays {
  const first = civilDate(offence.startDate);
  if (offence.startDate === offence.endDate) return { first, last: first, reading: 'one-day' };
  const last = civilDate(offence.endDate);
  const isCourse = family?.runsFrom === 'last-act' || courseOfConduct.test(`${offence.wording} ${offence.title}`);
  return { first, last, reading: isCourse ? 'last-act' : 'uncertain' };
}

/** Whole years of age on a day. */
export const ageOn = (born: CivilDate, day: CivilDate): number => yearsBetween(born, day);

const bornOn = (record: CaseRecord, personId: string | undefined): CivilDate | undefined => {
  const born = record.persons.find(({ id }) => id === personId)?.dateOfBirth;
  return born === undefined ? undefined : civilDate(born);
};

/** A defendant's date of birth, when it is on file. */
export const defendantBorn = (record: CaseRecord, defendant: Defendant): CivilDate | undefined =>
  bornOn(record, defendant.personId);

/** People the offence is said to be against: those its wording names, else every victim who is a person. */
function complainants(record: CaseRecord, offence: Offence): string[] {
  const people = record.victims.flatMap(({ kind, personId }) =>
    kind === 'business' || personId === undefined ? [] : [personId],
  );
  const named = people.filter((id) => {
    const family = record.persons.find((person) => person.id === id)?.familyName;
    return family !== undefined && offence.wording.includes(family);
  });
  return named.length > 0 ? named : people;
}

const personalRelationship =
  /partner|husband|wife|spouse|civil|fianc|boyfriend|girlfriend|parent|mother|father|son|daughter|brother|sister|family|relative/i;

/** Police's flag; a blank, or a "no" that the relationship contradicts, is not known. */
function isDomesticAbuse(record: CaseRecord, people: readonly string[]): boolean | undefined {
  const flag = record.flags.isDomesticAbuse;
  if (typeof flag !== 'boolean') return undefined;
  const related = record.victims.some(
    ({ personId, relationship }) =>
      personId !== undefined && people.includes(personId) && personalRelationship.test(relationship ?? ''),
  );
  return !flag && related ? undefined : flag;
}

function over16(record: CaseRecord, offence: Offence, people: readonly string[]): boolean | undefined {
  const day = civilDate(offence.startDate);
  const defendant = record.defendants.find(({ id }) => id === offence.defendantId);
  const born = bornOn(record, defendant?.personId);
  const accused = born === undefined ? defendant?.ageAtOffence : ageOn(born, day);
  const each = people.map((id) => {
    const complainantBorn = bornOn(record, id);
    return bothOver16(complainantBorn === undefined ? undefined : ageOn(complainantBorn, day), accused);
  });
  if (each.includes(false)) return false;
  return each.length === 0 || each.includes(undefined) ? undefined : true;
}

/** What starts the six months of s39A: a statement provided, or an interview recorded to be used as evidence in chief. */
function complainantEvidence(
  record: CaseRecord,
  people: readonly string[],
): { happened: Happening[]; assumptions: string[] } {
  const assumptions: string[] = [];
  const happened = (record.dates.statementsProvided ?? []).flatMap(
    ({ personId, kind, date, usedAsEvidenceInChief }): Happening[] => {
      if (!people.includes(personId)) return [];
      switch (kind) {
        case 'signed written statement':
          return [{ date: civilDate(date), event: 'the day the complainant’s signed statement was provided' }];
        case 'visually recorded interview':
          if (usedAsEvidenceInChief === false) return [];
          if (usedAsEvidenceInChief === undefined)
            assumptions.push('The recorded interview was taken as held for use as evidence in chief.');
          return [{ date: civilDate(date), event: 'the day of the complainant’s recorded interview' }];
        case 'first account on body-worn video':
          return usedAsEvidenceInChief === true
            ? [{ date: civilDate(date), event: 'the recorded first account, to be used as evidence in chief' }]
            : [];
      }
    },
  );
  return { happened, assumptions };
}

const tooThin = /insufficient|not sufficient|not enough|too thin/i;

const evidenceViews = (record: CaseRecord, offence: Offence): Happening[] =>
  (record.dates.evidenceKnown ?? [])
    .filter(({ date }) => date >= offence.startDate)
    .map(({ date, view }) => ({
      date: civilDate(date),
      event: `the day someone deciding took the view "${view}"`,
      doubtful: tooThin.test(view),
    }));

/**
 * How the offence is tried, as far as limitation goes. What somebody set with a reason counts first. Where the code is not confirmed, is not in standing data, or the
 * export disagrees with it, the summary clock is run as a precaution: "no time limit" is never said of a guess.
 */
export function triedAs(
  offence: Offence,
  entry: OffenceEntry | undefined,
): { tried: LimitFacts['tried']; because: string | undefined } {
  if (offence.trialMode !== undefined)
    return { tried: offence.trialMode.value === 'summary-only' ? 'summarily' : 'on-indictment', because: undefined };
  const exportSaysSummary = offence.category === 'CS' || offence.category === 'CM';
  if (entry === undefined)
    return { tried: 'unconfirmed', because: `The code ${offence.cjsCode} is not in the standing data.` };
  if (!entry.mode.confirmed)
    return { tried: 'unconfirmed', because: `How ${offence.cjsCode} is tried is not confirmed: ${entry.mode.because}` };
  const summary = entry.mode.value === 'summary-only';
  if (!summary && exportSaysSummary) {
    return {
      tried: 'unconfirmed',
      because: `The export says ${offence.cjsCode} is summary-only; the standing data say ${entry.mode.value}.`,
    };
  }
  return { tried: summary ? 'summarily' : 'on-indictment', because: undefined };
}

/** Whether the row is no offence at all, such as a breach of bail under Bail Act 1976 s7: there is nothing to start. */
export const isNotAnOffence = (offence: Offence): boolean =>
  offence.status === 'alleged_breach' || /not an offence/i.test(offence.title);

/** Everything a case says about one offence that a time limit turns on. */
export function caseFacts(
  record: CaseRecord,
  offence: Offence,
  family: OffenceFamily | undefined,
  regimeId: string,
  offences: OffenceLookup,
): CaseFacts {
  const regime = regimeOnFile(regimeId);
  const ofComplainant = regime.conditions.some(({ fact }) => fact === 'domestic-abuse');
  const people = ofComplainant ? complainants(record, offence) : [];
  const { happened: evidence, assumptions } = complainantEvidence(record, people);
  const { tried } = triedAs(offence, offences(offence.cjsCode));
  const firstSent = regimeId === 'osa2023-s179' ? record.dates.firstSent : undefined;
  const days = offenceDays(offence, family);
  const sent = firstSent === undefined ? undefined : civilDate(firstSent);
  const happened: Partial<Record<TriggerName, readonly Happening[]>> = {
    'complainant-evidence': evidence.filter(({ date }) => date.toString() >= offence.startDate),
    'sufficient-evidence': regime.versions.length > 0 ? evidenceViews(record, offence) : [],
  };
  const answers: Partial<Record<FactName, boolean>> = onlyKnown({
    'domestic-abuse': ofComplainant ? isDomesticAbuse(record, people) : undefined,
    'both-16-or-over': ofComplainant ? over16(record, offence, people) : undefined,
    'mechanically-propelled': regimeId === 'theft1968-s12' ? true : undefined,
    'air-weapon': /air (weapon|rifle|gun)/i.test(offence.title),
  });
  return {
    facts: {
      offence: sent === undefined ? days : { first: sent, last: sent, reading: 'one-day' },
      tried: regimeId === NO_LIMIT ? 'on-indictment' : tried,
      happened,
      answers,
      named: offence.title,
    },
    assumptions,
    warnings:
      sent !== undefined && sent.toString() !== offence.startDate
        ? ['The offence day is the day the message was first sent, which is not the day on the offence row.']
        : [],
  };
}
