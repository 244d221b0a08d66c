import { LONDON, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { Refusal } from '../../../domain/kernel/result.ts';
import type { HolidayCalendar } from '../../../domain/kernel/working-days.ts';
import { calculateLimit, type LimitAnswer } from '../../../domain/time-limits/index.ts';
import type { FormValues } from '../../form-fields.ts';
import { inputId, londonInstant, orderProblems, readFacts, type Facts, type Problem } from './facts.ts';
import { wasGiven, type Field } from './fields.ts';
import { subjectFields, type Subject } from './subject.ts';

/** What came of the facts that were given. */
export type Outcome =
  /** Something has to be known before anything can be said. */
  | { readonly state: 'waiting'; readonly needs: readonly Problem[] }
  | { readonly state: 'wrong'; readonly problems: readonly Problem[] }
  | {
      readonly state: 'answered';
      readonly answer: LimitAnswer;
      readonly assumed: readonly string[];
      readonly precaution: boolean;
    };

/** One set of facts, as typed, as read, and what came of it. */
export interface Worked {
  readonly values: FormValues;
  readonly fields: readonly Field[];
  readonly facts: Facts;
  readonly outcome: Outcome;
}

interface Ground {
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

const yes = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : text === 'yes');

/** A field's fact as `calculateLimit` takes it. */
function inputOf({ type }: Field, text: string): unknown {
  switch (type) {
    case 'yes-no':
      return text === 'yes';
    case 'number':
      return Number(text);
    case 'time':
      return londonInstant(text)
        ?.at.toZonedDateTimeISO(LONDON)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' });
    case 'date':
    case 'choice':
      return text;
  }
}

/** Fields that stand for inputs of another name, or for several. */
const translated = new Set([
  ...['offenceDate', 'offenceLastDate', 'severalDays', 'bothOver16', 'otherKnowledgeDate', 'mechanicallyPropelled'],
  ...['adultAtFirstCustody', 'releasedForDecision', 'cameBy'],
]);

function offenceDays(facts: Facts, runsFromLastAct: boolean): Record<string, unknown> {
  const { offenceDate: first, offenceLastDate: last, severalDays } = facts;
  if (last === undefined || first === undefined || last === first)
    return first === undefined ? {} : { offenceDate: first };
  const belong = severalDays === undefined ? runsFromLastAct : severalDays === 'all-of-them';
  return belong
    ? { offencePeriod: { from: first, to: last } }
    : { offenceDateUncertain: { earliest: first, latest: last } };
}

/** Age enough, or not, is all that the law asks: no age is asked for, and these stand for the answer. */
const agesFor = (bothOver16: boolean | undefined): Record<string, unknown> =>
  bothOver16 === undefined ? {} : { ages: bothOver16 ? { complainant: 16, accused: 16 } : { complainant: 15 } };

function translatedInputs(facts: Facts, runsFromLastAct: boolean): Record<string, unknown> {
  const adult = yes(facts['adultAtFirstCustody']);
  const { mechanicallyPropelled, otherKnowledgeDate, cameBy } = facts;
  return {
    ...offenceDays(facts, runsFromLastAct),
    ...agesFor(yes(facts['bothOver16'])),
    ...(otherKnowledgeDate === undefined ? {} : { knowledgeDates: [otherKnowledgeDate] }),
    ...(mechanicallyPropelled === undefined
      ? {}
      : { conveyance: mechanicallyPropelled === 'yes' ? 'mechanically-propelled-vehicle' : 'other' }),
    ...(adult === undefined ? {} : { ageAtFirstCustody: adult ? 18 : 17 }),
    ...(facts['releasedForDecision'] === 'yes' ? { firstReleaseUnder: 's37(7)(a)' } : {}),
    ...(cameBy === 'other-force'
      ? { arrestedInOtherForceArea: true, soughtByAnotherForce: true, questionedInArrestArea: false }
      : {}),
  };
}

/** Puts `custodyPeriods-1-from` and the like into lists, in their order, those that were left empty between left out. */
function repeatedInputs(fields: readonly Field[], facts: Facts): Record<string, unknown> {
  const lists = new Map<string, Map<string, unknown>>();
  for (const field of fields) {
    const [, list, number, part] = /^([a-zA-Z]+)-(\d+)(?:-([a-zA-Z]+))?$/.exec(field.name) ?? [];
    const text = facts[field.name];
    if (list === undefined || number === undefined || text === undefined) continue;
    const rows = lists.get(list) ?? new Map<string, unknown>();
    const value = inputOf(field, text);
    const row = rows.get(number);
    rows.set(number, part === undefined ? value : { ...(typeof row === 'object' ? row : {}), [part]: value });
    lists.set(list, rows);
  }
  return Object.fromEntries([...lists].map(([list, rows]) => [list, [...rows.values()]]));
}

/** What was given, as `calculateLimit` takes it. */
export function inputsFrom(subject: Subject, fields: readonly Field[], facts: Facts): Record<string, unknown> {
  const own = fields.filter(({ name }) => !translated.has(name) && !/-\d+(-|$)/.test(name));
  return {
    ...(subject.by === 'offence' ? subject.code.answered : {}),
    ...Object.fromEntries(
      own.flatMap((field) => {
        const text = facts[field.name];
        return text === undefined ? [] : [[field.name, inputOf(field, text)]];
      }),
    ),
    ...translatedInputs(facts, subject.by === 'offence' && subject.code.runsFromLastAct),
    ...repeatedInputs(fields, facts),
  };
}

/** Names of fields for inputs that no field has the name of. */
const fieldOfInput: Readonly<Record<string, string>> = {
  ages: 'bothOver16',
  ageAtFirstCustody: 'adultAtFirstCustody',
  conveyance: 'mechanicallyPropelled',
  knowledgeDates: 'otherKnowledgeDate',
  offencePeriod: 'offenceLastDate',
  offenceDateUncertain: 'offenceLastDate',
  firstReleaseUnder: 'releasedForDecision',
};

/** The field for a path of the inputs, such as `inputs.custodyPeriods.1.from`; `undefined` where the form has none. */
export function fieldAt(path: string, fields: readonly Field[]): Field | undefined {
  const [first = '', ...rest] = path.replace(/^inputs\./, '').split('.');
  const numbered = [first, ...rest.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))].join('-');
  const named = fieldOfInput[first] ?? first;
  return (
    fields.find(({ name }) => name === numbered) ??
    fields.find(({ name }) => name === named) ??
    fields.find(({ name }) => name.startsWith(`${named}-`))
  );
}

/** A refusal in the words of the form: names of inputs become the questions that people see. */
function inWords(detail: string, fields: readonly Field[]): string {
  const said = detail
    .replace(/^inputs\.[\w.]+:\s*/, '')
    .replaceAll(/\binputs\.[\w.]+/g, (path) => {
      const field = fieldAt(path.replace(/\.$/, ''), fields);
      return field === undefined ? 'It' : `“${field.legend}”`;
    })
    .replaceAll(/\b[a-z]+[A-Z]\w+\b/g, (name) => {
      const field = fieldAt(name, fields);
      return field === undefined ? 'it' : `“${field.legend}”`;
    });
  return said.replace(/^\w/, (letter) => letter.toUpperCase()).replace(/\.$/, '');
}

/** Where the form asks for another moment than the one that is missed, such as the arrest of a volunteer: that one. */
const firstMissing = (fields: readonly Field[], values: FormValues): Field | undefined =>
  fields.find(({ name, type, section }) => type === 'time' && section === undefined && !wasGiven(values, name));

function outcomeOfRefusal({ detail, field: path }: Refusal, fields: readonly Field[], values: FormValues): Outcome {
  const field = (path === undefined ? undefined : fieldAt(path, fields)) ?? firstMissing(fields, values);
  if (field === undefined)
    return { state: 'wrong', problems: [{ field: inputId(fields[0] ?? nothing), text: inWords(detail, fields) }] };
  const at = inputId(field);
  if (!wasGiven(values, field.name)) return { state: 'waiting', needs: needsOf(field, fields, values) };
  const said = inWords(detail, fields);
  return {
    state: 'wrong',
    problems: [
      { field: at, text: said.startsWith('Must') ? `“${field.legend}” ${said.replace('Must', 'must')}` : said },
    ],
  };
}

/** Facts without which there is no answer: all of them are said at once, and not one after the other. */
const needed = ['court', 'custodyPeriods-1-from', 'prosecutorComplianceDate', 'sentDate', 'chargeDate'];

const needsOf = (missing: Field, fields: readonly Field[], values: FormValues): Problem[] =>
  fields
    .filter(({ name }) => name === missing.name || (needed.includes(name) && !wasGiven(values, name)))
    .map((field) => ({ field: inputId(field), text: field.legend }));

const nothing: Field = { name: 'main-content', type: 'yes-no', legend: '' };

const twiceOnTheClock = (fields: readonly Field[], facts: Facts): string[] =>
  fields.flatMap(({ name, type, legend }) => {
    const text = facts[name];
    return type === 'time' && text !== undefined && londonInstant(text)?.twice === true
      ? [
          `The clocks went back that night and showed this time twice. The first of the two was taken, to be safe: “${legend}”.`,
        ]
      : [];
  });

const assumedOf = (subject: Subject, fields: readonly Field[], facts: Facts): string[] => {
  const several = facts['offenceLastDate'] !== undefined && facts['offenceLastDate'] !== facts['offenceDate'];
  const belong = subject.by === 'offence' && subject.code.runsFromLastAct;
  return [
    ...(several && facts['severalDays'] === undefined
      ? [
          belong
            ? 'Taken as acts that belong together, as this offence usually is: time runs from the last.'
            : 'Taken as one day that is not known: time runs from the first, to be safe.',
        ]
      : []),
    ...twiceOnTheClock(fields, facts),
  ];
};

/** Said by the calculator where no mode of trial is given; the page says how the offence is tried in its own words. */
const saysOfMode = /^The mode of trial was not given/;

function answered(subject: Subject, fields: readonly Field[], facts: Facts, answer: LimitAnswer): Outcome {
  const unconfirmed = subject.by === 'offence' && !subject.entry.mode.confirmed && facts['mode'] === undefined;
  return {
    state: 'answered',
    answer: { ...answer, assumptions: answer.assumptions.filter((said) => !saysOfMode.test(said)) },
    assumed: assumedOf(subject, fields, facts),
    precaution: unconfirmed && answer['lastDay'] !== null,
  };
}

/** Reads one set of facts and works out what it comes to. Nothing is stored. */
export function workOut(subject: Subject, values: FormValues, { holidays, now }: Ground): Worked {
  const fields = subjectFields(subject, values);
  const { facts, problems } = readFacts(values, fields, now);
  const wrong = [...problems, ...orderProblems(facts, fields)];
  if (wrong.length > 0) return { values, fields, facts, outcome: { state: 'wrong', problems: wrong } };
  const regime = subject.by === 'kind' ? { regime: subject.kind.id } : {};
  const result = calculateLimit({ id: 'calculator', ...regime, inputs: inputsFrom(subject, fields, facts) }, holidays);
  const outcome = result.ok
    ? answered(subject, fields, facts, result.value)
    : outcomeOfRefusal(result.refusal, fields, values);
  return { values, fields, facts, outcome };
}
