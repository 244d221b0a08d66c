import type { OffenceEntry, OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import type { CivilDate } from '../../../domain/kernel/civil-date.ts';
import { civilDate, CivilDateText } from '../../../domain/kernel/civil-date.ts';
import { refuse, accept, type Result } from '../../../domain/kernel/result.ts';
import { kindOfCode, limitKind, type CodeKind, type LimitKind } from '../../../domain/time-limits/index.ts';
import type { FormValues } from '../../form-fields.ts';
import { textOf } from '../file-parts/index.ts';
import { fieldsFor, wasGiven, type Field } from './fields.ts';

/** Last part of the address under which the limit of an offence is worked out from its code. */
export const byOffence = 'offence';

/** What is being worked out: the limit of an offence, known by its code, or a kind of limit alone. */
export type Subject =
  | { readonly by: 'offence'; readonly entry: OffenceEntry; readonly code: CodeKind }
  | { readonly by: 'kind'; readonly kind: LimitKind };

/** The day of the offence, as far as it can be read: some offences changed their limit on a day. */
const offenceDayIn = (values: FormValues, today: CivilDate): CivilDate => {
  const part = (name: string): string => textOf(values, `offenceDate-${name}`).padStart(2, '0');
  const typed = `${textOf(values, 'offenceDate-year')}-${part('month')}-${part('day')}`;
  const text =
    wasGiven(values, 'offenceDate') && textOf(values, 'offenceDate') === '' ? typed : textOf(values, 'offenceDate');
  return CivilDateText.safeParse(text).success ? civilDate(text) : today;
};

/** What an address asks about. Refuses `page-not-found` for a kind of limit or an offence that is not on file. */
export function subjectOf(
  id: string,
  values: FormValues,
  { offences, today }: { readonly offences: OffenceLookup; readonly today: CivilDate },
): Result<Subject, 'page-not-found'> {
  if (id === byOffence) {
    const entry = offences(textOf(values, 'cjsCode').toUpperCase());
    return entry === undefined
      ? refuse('page-not-found', 'The national list has no offence of that code. Find the offence and start again.')
      : accept({ by: 'offence', entry, code: kindOfCode(entry, offenceDayIn(values, today)) });
  }
  const kind = limitKind(id);
  return kind === undefined
    ? refuse('page-not-found', 'There is no time limit of that name.')
    : accept({ by: 'kind', kind });
}

/** Every input that could be asked about an offence whose mode of trial is not settled, after those of its limit. */
const inputsOf = (subject: Subject): readonly string[] => {
  if (subject.by === 'kind') return subject.kind.inputs;
  const { inputs, answered } = subject.code;
  return answered.mode === undefined && !subject.entry.mode.confirmed && !inputs.includes('mode')
    ? [...inputs.filter((input) => input !== 'proceedingsStartedDate'), 'mode', 'proceedingsStartedDate']
    : inputs;
};

/** How the offence is tried may always be said in an address, whether or not the page would ask. */
const unasked = ['mode'];

/** The fields of a subject: those of the facts that matter for it, and any other that the address gives. */
export function subjectFields(subject: Subject, values: FormValues): readonly Field[] {
  const inputs = inputsOf(subject);
  const isProsecution = subject.by === 'offence' || subject.kind.group === 'prosecution';
  const given = isProsecution ? unasked.filter((name) => !inputs.includes(name) && wasGiven(values, name)) : [];
  return fieldsFor([...inputs, ...given], values);
}

/** The name of what is worked out. */
export const titleOf = (subject: Subject): string =>
  subject.by === 'offence' ? subject.entry.title : subject.kind.title;

/** The id by which the address knows it. */
export const idOf = (subject: Subject): string => (subject.by === 'offence' ? byOffence : subject.kind.id);
