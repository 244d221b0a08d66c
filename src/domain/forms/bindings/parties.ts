import { conditionsOf, type Defendant, type Offence } from '../../case-file/index.ts';
import { personOf, defendantName, nameOf, offencesOf, sayDay, sayWhen, type FormContext } from '../source.ts';
import { joinedBy, keptApart, listed, missing, notNeeded, table, words, type Found, type FormPlace } from '../value.ts';
import { theCase, type Binding } from './binding.ts';

/** Suspects, people and offences, as several forms show them. */

const people: FormPlace = { at: 'people' };

export const sayModes = { CE: 'either way', CI: 'indictable only', CS: 'summary only', CM: 'summary, other' } as const;
export const pleas = { guilty: 'Guilty', not_guilty: 'Not guilty', not_known: 'Not known' } as const;
export const suspectStatuses = {
  in_police_custody: 'In police custody',
  pre_charge_bail: 'On bail before charge',
  released_under_investigation: 'Released under investigation',
  voluntary_attendance: 'Attended voluntarily, not arrested',
  not_arrested: 'Not arrested',
  charged_bailed: 'Charged and bailed to court',
  charged_remanded: 'Charged and remanded in custody',
  summonsed_or_requisitioned: 'Summonsed or sent a requisition',
} as const satisfies Record<Defendant['status'], string>;

/** Days of an offence: one day, or from and to. */
export const sayDays = ({ startDate, endDate }: { readonly startDate: string; readonly endDate: string }): string =>
  startDate === endDate ? sayDay(startDate) : `${sayDay(startDate)} to ${sayDay(endDate)}`;

const theDefendant = ({ of }: FormContext) => of.defendant;

/** The suspect's name. */
export const defendant: Binding = (c) =>
  theDefendant(c) === undefined
    ? missing(people)
    : words(defendantName(c.record, theDefendant(c)?.id ?? ''), `${theCase}: suspect ${c.of.id}`, people);

/** An address, where the form may hold one. */
export function addressOf(c: FormContext, personId: string | undefined): Found {
  if (c.holds !== 'V6')
    return keptApart('Addresses are kept with contact details (V6) and do not stand on this form.', people);
  const current = personOf(c.record, personId)?.addresses?.find((each) => each.current);
  return current === undefined
    ? missing(people)
    : words(
        [...current.lines, current.postcode].join(', '),
        `${theCase}: contact details of ${personId ?? ''}`,
        people,
      );
}
const textOf = (found: Found): string =>
  found.state === 'recorded' && found.value.kind === 'text' ? found.value.text : '';

/** Name, date of birth and, on a form that holds contact details, address, telephone and email of one person. */
export const identity =
  (...also: readonly ('address' | 'reach' | 'gender' | 'pnc')[]): Binding =>
  (c) => {
    const person = c.of.person;
    if (person === undefined) return missing(people);
    const address = also.includes('address') ? textOf(addressOf(c, person.id)) : '';
    return listed(
      [
        nameOf(person),
        joinedBy('', person.dateOfBirth !== undefined && `Born ${sayDay(person.dateOfBirth)}`),
        joinedBy('', also.includes('gender') && person.gender !== undefined && `Gender: ${person.gender}`),
        joinedBy(
          '',
          also.includes('gender') &&
            person.selfDefinedEthnicity !== undefined &&
            `Ethnicity: ${person.selfDefinedEthnicity}`,
        ),
        joinedBy('', also.includes('pnc') && c.of.defendant?.pncId !== undefined && `PNC ${c.of.defendant.pncId}`),
        joinedBy(
          '',
          also.includes('address') &&
            (address !== ''
              ? `Address: ${address}`
              : c.of.defendant?.noFixedAddress === true
                ? 'No fixed address'
                : 'Address: not recorded'),
        ),
        joinedBy(
          '',
          also.includes('reach') &&
            c.holds === 'V6' &&
            joinedBy(', ', ...(person.phones ?? []), ...(person.emails ?? [])),
        ),
      ],
      `${theCase}: person ${person.id}`,
      people,
    );
  };

/** Offences that police put forward for a suspect: not those that the CPS ended or that were only considered. */
export const proposedFor = (c: FormContext, defendantIds: readonly string[]): readonly Offence[] =>
  c.record.offences.filter(
    ({ defendantId, status }) =>
      defendantIds.includes(defendantId) && status !== 'considered' && status !== 'alleged_breach',
  );

/** A table of offences. */
export const offenceTable = (c: FormContext, offences: readonly Offence[]): Found =>
  table(
    ['Suspect', 'Code and offence', 'Wording', 'Date and place', 'Tried'],
    offences.map((each) => [
      defendantName(c.record, each.defendantId),
      `${each.cjsCode} ${each.title}`,
      each.wording,
      joinedBy(', ', sayDays(each), each.place),
      sayModes[each.category],
    ]),
    `${theCase}: offences ${offences.map(({ id }) => id).join(', ')}`,
    { at: 'offences' },
  );

/** The charges laid against a suspect, or all; as recorded here, else as they came with the record. */
export const chargesLaid: Binding = (c) => {
  const mine = c.s.charges.filter(
    ({ defendantId }) => c.of.defendant === undefined || defendantId === c.of.defendant.id,
  );
  if (mine.length > 0)
    return table(
      ['Number', 'Code and offence', 'Wording', 'Date', 'Laid'],
      mine.map(({ detail }, index) => [
        String(index + 1),
        `${detail.cjsCode} ${detail.title}`,
        detail.wording,
        sayDays(detail),
        sayWhen(detail.laidAt),
      ]),
      'Charges recorded as laid',
      { at: 'charges' },
    );
  const came = c.record.offences.filter(
    (each) => each.laidAt !== undefined && (c.of.defendant === undefined || each.defendantId === c.of.defendant.id),
  );
  return table(
    ['Number', 'Code and offence', 'Wording', 'Date', 'Laid'],
    came.map((each, index) => [
      String(index + 1),
      `${each.cjsCode} ${each.title}`,
      each.wording,
      sayDays(each),
      sayWhen(each.laidAt ?? ''),
    ]),
    `${theCase}: offences ${came.map(({ id }) => id).join(', ')}`,
    { at: 'charges' },
  );
};

export const laidAt: Binding = (c) => {
  const [first] = c.s.charges.filter(({ defendantId }) => defendantId === c.of.defendant?.id);
  const came = offencesOf(c.record, c.of.defendant?.id ?? '').find(({ laidAt: at }) => at !== undefined)?.laidAt;
  return first !== undefined
    ? words(sayWhen(first.detail.laidAt), 'Charges recorded as laid', { at: 'charges' })
    : words(came === undefined ? '' : sayWhen(came), theCase, { at: 'charges' });
};

export const asn: Binding = (c) => {
  const laid = c.s.charges.find(({ defendantId, detail }) => defendantId === c.of.defendant?.id && detail.asn !== null);
  return words(c.of.defendant?.asn ?? laid?.detail.asn, theCase, people);
};

export const bailConditions: Binding = (c) => {
  const conditions = c.of.defendant === undefined ? [] : conditionsOf(c.of.defendant);
  return conditions.length > 0
    ? listed(conditions, `${theCase}: bail of ${c.of.id}`, people)
    : c.of.defendant?.status === 'charged_remanded'
      ? notNeeded('Remanded in custody.', people)
      : missing(people);
};

export const coDefendants: Binding = (c) => {
  const others = c.record.defendants.filter(({ id }) => id !== c.of.defendant?.id);
  return others.length === 0
    ? notNeeded('Nobody else is a suspect in this case.')
    : listed(
        others.map(({ id }) => joinedBy(' ', defendantName(c.record, id), `(${id})`)),
        `${theCase}: suspects`,
        people,
      );
};

export const youth: Binding = (c) =>
  c.of.defendant === undefined
    ? missing(people)
    : words(c.of.defendant.isYouth === true ? 'Yes' : 'No', `${theCase}: suspect ${c.of.id}`, people);
