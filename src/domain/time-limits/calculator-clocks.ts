import type { CaseRecord, Defendant } from '../case-file/index.ts';
import { instant, civilDate, londonDateOf, type CivilDate } from '../kernel/civil-date.ts';
import { offencesOf, type Clock } from './clock.ts';
import { classOf } from './court-clocks.ts';
import { londonText } from './london-text.ts';
import { ageOn, defendantBorn } from './case-facts.ts';

/**
 * What a case says about one of its clocks, for the calculator: a kind of limit, and days, times and answers by the names
 * of its inputs. Nobody can be known by it.
 */
export interface ClockForCalculator {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** A time of London to the minute, without its offset: `2026-11-30T14:20`. */
const minute = (at: string): string => londonText(instant(at)).slice(0, 16);
const yesOrNo = (answer: boolean): 'yes' | 'no' => (answer ? 'yes' : 'no');
const numbered = (name: string, values: readonly string[]): [string, string][] =>
  values.map((value, index) => [`${name}-${index + 1}`, value]);

const triable = (record: CaseRecord, defendant: Defendant): boolean =>
  offencesOf(record, defendant).some(({ category }) => category === 'CE' || category === 'CI');

function detentionFacts(record: CaseRecord, defendant: Defendant, start: string): [string, string][] {
  const extensions = defendant.custody?.extensions ?? [];
  const superintendent = extensions.findLast(({ by }) => /superintendent/i.test(by));
  const warrant = extensions.findLast(({ by }) => /court|magistrate|warrant/i.test(by));
  const facts: [string, string][] = [
    ['cameBy', 'arrested'],
    ['arrivalAtStation', minute(start)],
    ['indictable', yesOrNo(triable(record, defendant))],
    ...numbered('reviewsCarriedOut', (defendant.custody?.reviews ?? []).map(minute)),
  ];
  if (superintendent !== undefined) facts.push(['superintendentAuthorisesAt', minute(superintendent.at)]);
  if (warrant !== undefined) facts.push(['warrantIssuedAt', minute(warrant.at)]);
  return facts;
}

function bailFacts(defendant: Defendant): [string, string][] {
  const bail = defendant.preChargeBail;
  if (bail === undefined) return [];
  const granted = bail.extensions?.map(({ by }) => by.toLowerCase()) ?? [];
  const arrested =
    defendant.arrest === undefined
      ? civilDate(bail.firstDay).subtract({ days: 1 })
      : londonDateOf(instant(defendant.arrest.at));
  return [
    ['arrestDate', arrested.toString()],
    ['caseType', 'standard'],
    ['designatedExceptionallyComplex', yesOrNo(granted.some((by) => /commander|chief constable/.test(by)))],
    ['courtExtension', yesOrNo(granted.some((by) => /court|magistrate/.test(by)))],
  ];
}

function custodyFacts(record: CaseRecord, defendant: Defendant, from: CivilDate): [string, string][] {
  const sent = defendant.remand?.sentToCrownCourt !== undefined;
  const born = defendantBorn(record, defendant);
  const facts: [string, string][] = [
    ['court', sent ? 'crown' : 'magistrates'],
    sent ? ['route', 'sent-s51'] : ['offenceClass', classOf(offencesOf(record, defendant))],
    ['custodyPeriods-1-from', from.toString()],
  ];
  if (born !== undefined) facts.push(['adultAtFirstCustody', yesOrNo(ageOn(born, from) >= 18)]);
  return facts;
}

/** The calculator of a clock with what the case says filled in; `undefined` for a clock that the calculator has not. */
export function clockForCalculator(record: CaseRecord, clock: Clock): ClockForCalculator | undefined {
  const defendant = record.defendants.find(({ id }) => id === clock.defendantId);
  const { startsAt } = clock;
  if (defendant === undefined || startsAt === undefined) return undefined;
  const answer = (kind: string, facts: readonly (readonly [string, string])[]): ClockForCalculator => ({
    kind,
    facts: Object.fromEntries(facts),
  });
  switch (clock.kind) {
    case 'pace-detention':
      return answer(clock.kind, detentionFacts(record, defendant, startsAt));
    case 'pace-review': {
      const authorised = defendant.custody?.detentionAuthorisedAt;
      return authorised === undefined
        ? undefined
        : answer(clock.kind, [
            ['detentionAuthorised', minute(authorised)],
            ...numbered('reviewsCarriedOut', (defendant.custody?.reviews ?? []).map(minute)),
          ]);
    }
    case 'pace-bail':
      return answer(clock.kind, bailFacts(defendant));
    case 'ctl':
    case 'ctl-if-remanded':
      return answer('ctl', custodyFacts(record, defendant, civilDate(startsAt)));
    case 'prosecution-evidence':
      return answer('cda-evidence', [
        ['sentDate', startsAt],
        ['inCustody', yesOrNo(defendant.status === 'charged_remanded')],
      ]);
    case 'nip':
      return answer('rtoa1988-s1-nip', [['offenceDate', startsAt]]);
    case 'bail-act-s7':
    case 'listing':
    case 'turns-18':
    case 'charging-decision':
      return undefined;
  }
}
