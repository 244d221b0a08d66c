import type { HistoryEntry } from '../../../application/case-history.ts';
import type { Page } from '../../layouts/page.tsx';
import type { MovesView } from './moves.ts';
import { counted, sayWhen } from '../case-frame/index.ts';

interface HistoryView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly entries: readonly HistoryEntry[];
  readonly moves: MovesView;
}

/** Who may know of an entry, where that is not both sides. */
const seenBy: Readonly<Record<string, string>> = {
  police: 'Police only',
  police_sensitive: 'Police who handle sensitive material only',
  police_contact: 'Police who see contact details only',
  sensitive: 'Those who see sensitive material only',
  cps: 'CPS only',
};

const Entry = ({ entry }: { entry: HistoryEntry }) => {
  const only = seenBy[entry.audience];
  return (
    <li>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{entry.what}</strong>
        <br />
        {`${sayWhen(entry.at)}, ${entry.who}, ${entry.organisation}`}
        {only !== undefined && `. ${only}`}
      </p>
      {entry.details.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {entry.details.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </li>
  );
};

/** Plain lines, newest first: everything that this person may know of. */
export const HistoryPage = (view: HistoryView): Page => ({
  ...view.frame,
  title: `History of ${view.urn}`,
  heading: 'History',
  width: 'two-thirds',
  body: (
    <>
      <h2 class="govuk-heading-m">Whose move it is</h2>
      <ul class="govuk-list govuk-list--bullet">
        {view.moves.open.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">Whose move it was</h2>
      <p class="govuk-body">{view.moves.since}</p>
      <ul class="govuk-list govuk-list--bullet">
        {view.moves.sums.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <ol class="govuk-list govuk-list--spaced">
        {view.moves.turns.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <h2 class="govuk-heading-m">What happened</h2>
      <p class="govuk-body">{`${counted(view.entries.length, 'entry', 'entries')}, newest first. Nothing here can be changed.`}</p>
      <ol class="govuk-list govuk-list--spaced">
        {view.entries.map((entry) => (
          <Entry entry={entry} />
        ))}
      </ol>
    </>
  ),
});
