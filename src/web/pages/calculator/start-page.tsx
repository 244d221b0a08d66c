import { limitKinds, type LimitGroup, type LimitKind } from '../../../domain/time-limits/index.ts';
import { OffenceDates, OffencePicker, type OffenceOffer } from '../../components/case/offence-picker.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import type { FormValues } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { shownBoxes, type Problem } from './facts.ts';

export interface StartView {
  readonly offer: OffenceOffer;
  readonly values: FormValues;
  readonly problems: readonly Problem[];
  /** Facts that were given before another offence was asked for: they come along. */
  readonly kept: Readonly<Record<string, string>>;
}

const kindsOf = (group: LimitGroup): readonly LimitKind[] => limitKinds.filter((kind) => kind.group === group);

const KindList = ({ kinds }: { kinds: readonly LimitKind[] }) => (
  <ul class="govuk-list govuk-list--spaced">
    {kinds.map(({ id, title, provision }) => (
      <li>
        <a class="govuk-link" href={paths.calculate.to({ kind: id })}>
          {title}
        </a>
        <span class="govuk-body-s">{` ${provision}`}</span>
      </li>
    ))}
  </ul>
);

const groups: readonly (readonly [title: string, groups: readonly LimitGroup[]])[] = [
  ['In custody of the police, and bail before charge', ['detention', 'bail']],
  ['In custody of the court', ['custody']],
  ['Notices and dates after charge', ['notice', 'after-charge']],
];

const OnlyTheKind = () => (
  <>
    <h2 class="govuk-heading-m">I only know the kind of limit</h2>
    {groups.map(([title, of]) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h3>
        <KindList kinds={of.flatMap(kindsOf)} />
      </>
    ))}
    <Details summary={`Limits on starting a prosecution, all ${kindsOf('prosecution').length}`}>
      <KindList kinds={kindsOf('prosecution')} />
    </Details>
  </>
);

/** Where people begin: the offence and its day, which is often all that is needed; or the kind of limit. */
export const StartPage = ({ offer, values, problems, kept }: StartView): Page => {
  const errors = Object.fromEntries(problems.map(({ field, text }) => [field, text]));
  return {
    title: 'Time limit calculator',
    heading: 'Time limit calculator',
    errors: problems.map(({ field, text }) => ({ text, href: `#${field}` })),
    islands: ['offence-picker'],
    body: (
      <>
        <p class="govuk-body">
          Works out the last day, and shows why. No case is needed and nothing is kept: the address holds the offence,
          the dates and yes-or-no facts, and no names.
        </p>
        <GridRow>
          <Column width="one-half">
            <form method="get" action={paths.calculator.to()} novalidate aria-label="Offence">
              {Object.entries(kept).map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <OffencePicker name="cjsCode" label="Which offence?" offer={offer} values={values} errors={errors} />
              <DateInput
                id="offenceDate"
                namePrefix="offenceDate"
                legend="Day of the offence (if you know it)"
                legendSize="s"
                hint="For example, 14 9 2026"
                values={shownBoxes(values, 'offenceDate')}
                error={errors['offenceDate-day']}
              />
              <Button>Work it out</Button>
              <OffenceDates />
            </form>
          </Column>
          <Column width="one-half">
            <OnlyTheKind />
          </Column>
        </GridRow>
      </>
    ),
  };
};
