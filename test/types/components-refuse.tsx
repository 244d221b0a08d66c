/**
 * What must not compile. `tsc` reads this file with the rest and fails when an expected error is missing; nothing in it
 * is run.
 */
import { Button, LinkButton } from '../../src/web/components/govuk/button.tsx';
import { Input } from '../../src/web/components/govuk/input.tsx';
import { Radios } from '../../src/web/components/govuk/radios.tsx';
import { SummaryList } from '../../src/web/components/govuk/summary-list.tsx';
import { Table } from '../../src/web/components/govuk/table.tsx';
import { Tag } from '../../src/web/components/govuk/tag.tsx';
import { Clock } from '../../src/web/components/case/clock.tsx';

declare const perhaps: string | undefined;
declare const when: Date;

export const refused = () => [
  // @ts-expect-error words are missing
  <Button />,
  // @ts-expect-error a name that may be missing would leave a blank
  <Button>{perhaps}</Button>,
  // @ts-expect-error a condition may leave a blank
  <Tag>{perhaps !== undefined && 'Late'}</Tag>,
  // @ts-expect-error a date is not words
  <Tag>{when}</Tag>,
  // @ts-expect-error no such colour
  <Tag colour="turqoise">Late</Tag>,
  // @ts-expect-error the address is missing
  <LinkButton>Go</LinkButton>,
  // @ts-expect-error the label is missing
  <Input name="reference" />,
  // @ts-expect-error a legend may be null, but not forgotten
  <Radios name="kind" items={[]} />,
  // @ts-expect-error neither may a caption
  <Table rows={[]} />,
  // @ts-expect-error the last day is missing
  <Clock name="Limit" left="20 days" />,
  // @ts-expect-error a fact that may be missing needs a condition on its row
  <SummaryList rows={[{ key: 'Born', value: perhaps }]} />,
  // @ts-expect-error a misspelt name of a prop
  <Button clases="x">Save</Button>,
];
