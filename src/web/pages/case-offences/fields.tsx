import type { OffenceInput } from '../../../application/change-offences.ts';
import type { CaseRecord, Offence } from '../../../domain/case-file/index.ts';
import type { OffenceLookup } from '../../../domain/kernel/offence-code.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { OffenceDates, OffencePicker, type OffenceOffer } from '../../components/case/offence-picker.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { FormValues } from '../../form-fields.ts';
import type { FormState } from '../../route.ts';
import type { ShownQuestion } from '../../shown-form.tsx';
import { nameOfDefendant } from '../case-frame/index.ts';
import { datePartsOf, dateShown, readDate, readNeededDate, shownDate, shownText, textOf } from '../file-parts/index.ts';
import { readChosenOffence } from '../offences/offer.ts';

/** The fields of a proposed offence, for adding and for correcting one. */

export const pleas = {
  guilty: 'Guilty',
  not_guilty: 'Not guilty',
  not_known: 'Not known',
} as const satisfies Record<Offence['anticipatedPlea'], string>;
export const authorities = {
  police: 'Police',
  cps: 'The CPS',
} as const satisfies Record<Offence['chargingAuthority'], string>;

const isPlea = (text: string): text is Offence['anticipatedPlea'] => Object.hasOwn(pleas, text);
const isAuthority = (text: string): text is Offence['chargingAuthority'] => Object.hasOwn(authorities, text);

/**
 * An offence as the form gives it. Refuses `something-missing` and `not-valid` at the input to go to.
 * @param before the offence being corrected; its suspect stays
 */
export function readOffence(
  urn: string,
  values: FormValues,
  offences: OffenceLookup,
  before: Pick<Offence, 'defendantId'> | undefined,
): Result<OffenceInput> {
  const defendantId = before?.defendantId ?? textOf(values, 'defendantId');
  if (defendantId === '') return refuse('something-missing', 'Choose a suspect', 'defendantId');
  const code = readChosenOffence(values, 'cjsCode', offences);
  if (!code.ok) return code;
  if (code.value === '') return refuse('something-missing', 'Choose an offence', 'cjsCode-search');
  const start = readNeededDate(values, 'startDate', 'The first day of the offence');
  if (!start.ok) return start;
  const end = readDate(values, 'endDate', 'The last day of the offence');
  if (!end.ok) return end;
  const plea = textOf(values, 'anticipatedPlea');
  if (!isPlea(plea)) return refuse('something-missing', 'Choose the plea you expect', 'anticipatedPlea');
  const authority = textOf(values, 'chargingAuthority');
  if (!isAuthority(authority)) return refuse('something-missing', 'Choose who decides on charge', 'chargingAuthority');
  return accept({
    ...{ urn, defendantId, cjsCode: code.value, startDate: start.value, endDate: end.value ?? start.value },
    ...{ wording: textOf(values, 'wording'), place: textOf(values, 'place'), reason: textOf(values, 'reason') },
    ...{ anticipatedPlea: plea, chargingAuthority: authority, alternativeTo: textOf(values, 'alternativeTo') },
  });
}

/** What is recorded of an offence, by the questions of its form. */
export function shownOffence(offence: Offence): ShownQuestion[] {
  const { cjsCode, title, startDate, endDate, wording, place = '', alternativeTo = '' } = offence;
  const { anticipatedPlea, chargingAuthority } = offence;
  return [
    { label: 'Offence', values: { cjsCode }, says: `${cjsCode} ${title}`, at: 'cjsCode-search' },
    { label: 'First day of the offence', ...dateShown('startDate', startDate) },
    { label: 'Last day of the offence', ...dateShown('endDate', endDate) },
    { label: 'Wording proposed', values: { wording }, says: wording },
    { label: 'Place', values: { place }, says: place },
    { label: 'Plea you expect', values: { anticipatedPlea }, says: pleas[anticipatedPlea] },
    { label: 'Who decides on charge', values: { chargingAuthority }, says: authorities[chargingAuthority] },
    { label: 'Alternative to', values: { alternativeTo }, says: alternativeTo },
  ];
}

/** Where refusals of the application are shown. */
export const fieldOf = { cjsCode: 'cjsCode-search', startDate: 'startDate-day', endDate: 'endDate-day' };

const hasDate = ({ day, month, year }: ReturnType<typeof shownDate>): boolean => `${day}${month}${year}` !== '';

export const OffenceFields = (props: {
  readonly record: CaseRecord;
  readonly offer: OffenceOffer;
  readonly form: FormState;
  /** The offence being corrected. */
  readonly before?: Offence | undefined;
}) => {
  const { record, offer, form, before } = props;
  const value = (name: string, otherwise = ''): string => shownText(form.values, name, otherwise);
  const date = (name: 'startDate' | 'endDate', legend: string, hint: string) => {
    const typed = shownDate(form.values, name);
    const fresh = Object.keys(form.values).length === 0;
    return (
      <DateInput
        id={name}
        namePrefix={name}
        legend={legend}
        legendSize="s"
        hint={hint}
        values={fresh && before !== undefined && !hasDate(typed) ? datePartsOf(before[name]) : typed}
        error={form.errors[`${name}-day`]}
      />
    );
  };
  const others = record.offences.filter(({ id }) => id !== before?.id);
  return (
    <>
      {before === undefined && (
        <Radios
          name="defendantId"
          legend="Suspect"
          legendSize="s"
          small
          items={record.defendants.map(({ id }) => ({ value: id, text: nameOfDefendant(record, id) }))}
          value={value('defendantId', record.defendants.length === 1 ? record.defendants[0]?.id : '')}
          error={form.errors['defendantId']}
        />
      )}
      <OffencePicker
        name="cjsCode"
        label="Offence"
        offer={offer}
        values={form.values}
        chosen={before?.cjsCode}
        errors={form.errors}
      />
      <OffenceDates />
      {date('startDate', 'First day of the offence', 'For example, 14 9 2026')}
      {date('endDate', 'Last day of the offence', 'Leave blank if it is the same day.')}
      <Textarea
        name="wording"
        label="Wording proposed"
        labelSize="s"
        rows={4}
        value={value('wording', before?.wording)}
        error={form.errors['wording']}
      />
      <Input
        name="place"
        label="Place (optional)"
        labelSize="s"
        value={value('place', before?.place)}
        error={form.errors['place']}
      />
      <Radios
        name="anticipatedPlea"
        legend="Plea you expect"
        legendSize="s"
        small
        items={Object.entries(pleas).map(([id, text]) => ({ value: id, text }))}
        value={value('anticipatedPlea', before?.anticipatedPlea)}
        error={form.errors['anticipatedPlea']}
      />
      <Radios
        name="chargingAuthority"
        legend="Who decides on charge"
        legendSize="s"
        small
        items={Object.entries(authorities).map(([id, text]) => ({ value: id, text }))}
        value={value('chargingAuthority', before?.chargingAuthority)}
        error={form.errors['chargingAuthority']}
      />
      {others.length > 0 && (
        <Select
          name="alternativeTo"
          label="Alternative to (optional)"
          labelSize="s"
          items={[
            { value: '', text: 'Not an alternative' },
            ...others
              .filter(({ defendantId }) => before === undefined || defendantId === before.defendantId)
              .map(({ id, cjsCode, title, defendantId }) => ({
                value: id,
                text: `${id}: ${cjsCode} ${title}, ${nameOfDefendant(record, defendantId)}`,
              })),
          ]}
          value={value('alternativeTo', before?.alternativeTo)}
          error={form.errors['alternativeTo']}
        />
      )}
      <Textarea
        name="reason"
        label={before === undefined ? 'Why it is added' : 'Why it is corrected'}
        labelSize="s"
        hint="Kept in the history of the case."
        rows={2}
        value={value('reason')}
        error={form.errors['reason']}
      />
    </>
  );
};
