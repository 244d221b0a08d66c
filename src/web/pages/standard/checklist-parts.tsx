import { Table, type Cell } from '../../components/govuk/table.tsx';

/** Which edition a checklist is of, and what to do with it. */
export const ChecklistHead = ({
  edition,
  text,
}: {
  edition: { readonly id: string; readonly title: string; readonly from: string; readonly invented?: boolean };
  text: string;
}) => (
  <>
    <p class="govuk-body">{text}</p>
    <p class="govuk-body-s">
      {`${edition.title}, edition ${edition.id}, in force from ${edition.from}. A working reference, not the official text. The same for every force.`}
    </p>
  </>
);

/** One group of lines of a checklist, small enough to print on two pages with the others. */
export const ChecklistTable = (props: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}) => <Table {...props} captionSize="s" classes="jcf-checklist__table" />;

/** A box for the pen. */
export const Tick = () => (
  <span class="jcf-tick">
    <span class="govuk-visually-hidden">To tick</span>
  </span>
);

/** What a force added for itself: marked as its own, and stopping nothing. */
export const LocalLines = ({ force, lines }: { force: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <ChecklistTable
      caption={`Added by ${force}: not part of the standard, and no reason to hold a file back`}
      head={['Tick', 'Local addition']}
      rows={lines.map((line) => [<Tick />, line])}
    />
  );
