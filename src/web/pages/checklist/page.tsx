import { StatusTag } from '../../components/case/status-tag.tsx';
import type { Page } from '../../layouts/page.tsx';
import { ChecklistHead, ChecklistTable, LocalLines } from '../standard/index.ts';
import type { ChecklistView } from './view-model.ts';

/** The checklist of a file, to read and to print. */
export const ChecklistPage = (view: ChecklistView): Page => ({
  ...view.frame,
  title: `Checklist of ${view.submissionId} of ${view.urn}`,
  heading: 'Checklist',
  caption: `${view.submissionId}: ${view.kindTitle}`,
  body: (
    <div class="jcf-checklist">
      <ChecklistHead edition={view.edition} text={view.says} />
      <p class="govuk-body">{view.counts}</p>
      {view.groups.map(({ title, lines }) => (
        <ChecklistTable
          caption={title}
          head={['Item', 'Where it stands', 'Notes']}
          rows={lines.map((line) => [
            line.title,
            <StatusTag kind={line.status.kind}>{line.status.text}</StatusTag>,
            line.notes,
          ])}
        />
      ))}
      <LocalLines force={view.force} lines={view.local} />
      <p class="govuk-body jcf-screen-only">
        <a class="govuk-link" href={view.back}>
          Back to the check of this file
        </a>
      </p>
    </div>
  ),
});
