import type { JSX } from 'preact';
import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { sayDay } from '../case-frame/index.ts';

const labels: Readonly<Record<string, string>> = {
  suspectAccount: 'Suspect’s account',
  likelyDefence: 'Likely defence',
  publicInterest: 'Public interest stage',
  evidential: 'Evidential stage',
  notPursued: 'Not pursued',
  due: 'by',
  lastDay: 'Last day',
  startDate: 'Runs from',
  offenceId: 'Offence',
  material: 'Item',
  lengthMinutes: 'Minutes',
  clipped: 'Cut to the part that matters',
  playable: 'Plays',
  key: 'Key',
  youthJusticeContact: 'Youth justice contact',
  previousOutcomes: 'Earlier outcomes',
  diversionView: 'Views on diversion',
  turns18: 'Turns 18 on',
  upliftSought: 'Uplift asked for',
  adjournedFrom: 'Adjourned from',
};
const label = (name: string): string => {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return labels[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

const codes: Readonly<Record<string, string>> = {
  full_code_test: 'Full Code Test',
  threshold_test: 'Threshold Test',
};

function scalar(value: unknown, name: string | undefined, record: CaseRecord): string | undefined {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return sayDay(value);
  if (name === 'offenceId') {
    const offence = record.offences.find(({ id }) => id === value);
    return offence === undefined ? value : `${value} ${offence.title}`;
  }
  const person = name === 'guardian' ? record.persons.find(({ id }) => id === value) : undefined;
  return person === undefined ? (codes[value] ?? value) : `${person.givenName} ${person.familyName}`;
}

const hasNone = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is written under a heading: words as they were typed, lists and parts under their names; blanks left out. */
export function HeadingValue({
  value,
  record,
  name,
}: {
  value: unknown;
  record: CaseRecord;
  name?: string;
}): JSX.Element {
  const plain = scalar(value, name, record);
  if (plain !== undefined) return <span class="jcf-typed">{plain}</span>;
  if (Array.isArray(value))
    return (
      <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
        {value.map((each: unknown) => (
          <li>
            <HeadingValue value={each} record={record} />
          </li>
        ))}
      </ul>
    );
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value ?? {}).filter(
    ([, part]) => !hasNone(part),
  );
  const short = parts.every(([part, each]) => scalar(each, part, record) !== undefined && String(each).length < 60);
  return short && parts.length <= 3 ? (
    <span>{parts.map(([part, each]) => `${label(part)}: ${scalar(each, part, record) ?? ''}`).join('. ')}</span>
  ) : (
    <>
      {parts.map(([part, each]) => (
        <div class="govuk-!-margin-bottom-1">
          {`${label(part)}: `}
          <HeadingValue value={each} record={record} name={part} />
        </div>
      ))}
    </>
  );
}
