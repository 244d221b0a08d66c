import { ActionForm } from '../../action-form.tsx';
import { OffencePicker } from '../../components/case/offence-picker.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { methods } from '../charges/view-model.ts';
import { shownDate, shownText } from '../file-parts/index.ts';
import { otherOffence, type AddChargeView } from './view-model.ts';

const Form = ({ view, form }: { view: AddChargeView; form: FormState }) => {
  const value = (name: string): string => shownText(form.values, name);
  const date = (name: string, legend: string, hint: string) => (
    <DateInput
      id={name}
      namePrefix={name}
      legend={legend}
      legendSize="s"
      hint={hint}
      values={shownDate(form.values, name)}
      error={form.errors[`${name}-day`]}
    />
  );
  return (
    <ActionForm form={form} action={paths.addCharge.to({ urn: view.urn })}>
      {view.lastDays.length > 0 && (
        <InsetText>
          <strong>Last day to charge</strong>
          <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
            {view.lastDays.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </InsetText>
      )}
      <h2 class="govuk-heading-m">What was laid</h2>
      <Radios
        name="offence"
        legend="Which charge"
        legendSize="s"
        items={[
          ...view.waiting.map(({ id, text, hint }) => ({ value: id, text, hint })),
          {
            value: otherOffence,
            text: 'Another charge',
            hint: 'Fill in who was charged, the code, wording and days below.',
          },
        ]}
        value={value('offence')}
        error={form.errors['offence']}
      />
      <Select
        name="defendantId"
        label="Who was charged"
        labelSize="s"
        hint="For another charge only."
        items={[
          { value: '', text: 'As chosen above' },
          ...view.suspects.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        value={value('defendantId')}
        error={form.errors['defendantId']}
      />
      <OffencePicker
        name="cjsCode"
        label="Offence that was laid"
        hint="For another charge only: code, words of the title, or the Act. For example, CJ88116 or theft shop."
        offer={view.offer}
        values={form.values}
        errors={form.errors}
      />
      <Textarea
        name="wording"
        label="Wording laid"
        labelSize="s"
        hint="Leave blank only if it was laid word for word as authorised."
        rows={4}
        value={value('wording')}
        error={form.errors['wording']}
      />
      {date('startDate', 'First day of the offence', 'Leave blank if as authorised.')}
      {date('endDate', 'Last day of the offence', 'Leave blank if as authorised, or if it is the same day.')}
      <h2 class="govuk-heading-m">When and how it was laid</h2>
      {date('laidAt', 'Day it was laid', 'For example, 22 11 2026')}
      <Input
        name="laidTime"
        label="Time it was laid"
        labelSize="s"
        hint="24-hour clock, for example 14:05"
        width={5}
        value={value('laidTime')}
        error={form.errors['laidTime']}
      />
      <Radios
        name="method"
        legend="How"
        legendSize="s"
        small
        items={Object.entries(methods).map(([id, text]) => ({ value: id, text }))}
        value={value('method')}
        error={form.errors['method']}
      />
      <Input
        name="asn"
        label="Arrest or summons number (optional)"
        labelSize="s"
        width={30}
        spellcheck={false}
        value={value('asn')}
        error={form.errors['asn']}
      />
      <Input
        name="court"
        label="Court of first hearing (optional)"
        labelSize="s"
        value={value('court')}
        error={form.errors['court']}
      />
      {date('hearingOn', 'Day of first hearing (optional)', 'For example, 4 12 2026')}
      <Textarea
        name="reason"
        label="Reason for a difference"
        labelSize="s"
        hint="Needed when what was laid is not what was authorised. The prosecutor is told."
        rows={3}
        value={value('reason')}
        error={form.errors['reason']}
      />
      <Textarea
        name="timingReason"
        label="Why it was laid late, or recorded only now"
        labelSize="s"
        hint="Needed when the last day to charge is past. Say what shows that it was laid in time, or why it was not. It is marked wherever the charge is shown."
        rows={3}
        value={value('timingReason')}
        error={form.errors['timingReason']}
      />
      <ButtonGroup>
        <Button preventDoubleClick>Record the charge as laid</Button>
        <a class="govuk-link" href={paths.charges.to({ urn: view.urn })}>
          Do not record it
        </a>
      </ButtonGroup>
    </ActionForm>
  );
};

/** Police record a charge that they have laid. */
export const AddChargePage = (view: AddChargeView, form: FormState): Page => ({
  ...view.frame,
  islands: [...(view.frame.islands ?? []), 'offence-picker'],
  title: `Record a charge of ${view.urn}`,
  heading: 'Record a charge laid',
  width: 'two-thirds',
  body: view.mayRecord ? (
    <Form view={view} form={form} />
  ) : (
    <InsetText>
      Only police can record a charge as laid.{' '}
      <a class="govuk-link" href={paths.charges.to({ urn: view.urn })}>
        See the charges of this case
      </a>
    </InsetText>
  ),
});
