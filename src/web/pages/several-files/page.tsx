import { ActionForm } from '../../action-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import type { ChosenFile } from '../../../application/change-queue.ts';
import { queues } from '../../../domain/queue/index.ts';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';
import { actionTitles, fileKey, type BatchView, type SeveralView } from './view-model.ts';

const Files = ({ files }: { files: readonly ChosenFile[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {files.map(({ urn, title, because }) => (
      <li>
        <a class="govuk-link" href={paths.case.to({ urn })}>{`${urn} ${title}`}</a>
        {because !== undefined && `. ${because}`}
      </li>
    ))}
  </ul>
);

const LeftOut = ({
  files,
  gone,
  says,
  past,
}: {
  files: readonly ChosenFile[];
  gone: number;
  says: string;
  past?: true;
}) => (
  <>
    {files.length > 0 && (
      <>
        <h2 class="govuk-heading-m">{`${counted(files.length, 'file')} ${says} ${files.length === 1 ? 'it' : 'they'} ${past === true ? (files.length === 1 ? 'was' : 'were') : files.length === 1 ? 'is' : 'are'}`}</h2>
        <Files files={files} />
      </>
    )}
    {gone > 0 && (
      <p class="govuk-body">{`${counted(gone, 'file')} moved on since you chose, or cannot be shown to you.`}</p>
    )}
  </>
);

/** What a change of several files would do, and which it leaves out and why, before anything is done. */
export const SeveralFilesPage = (view: SeveralView, form: FormState): Page => ({
  title: view.title,
  heading: view.title,
  width: 'two-thirds',
  backLink: { href: paths.queue.to({ queue: view.queue }), text: `Back to ${queues[view.queue].title.toLowerCase()}` },
  body: (
    <>
      {view.changed.length === 0 ? (
        <p class="govuk-body">
          {view.left.length === 0
            ? 'No file is chosen. Go back and tick those that you mean.'
            : 'None of the files that you chose can be changed like this.'}
        </p>
      ) : (
        <>
          <h2 class="govuk-heading-m">{`${counted(view.changed.length, 'file')} will be ${actionTitles[view.action].done}`}</h2>
          <Files files={view.changed} />
        </>
      )}
      <LeftOut files={view.left} gone={view.gone} says="will be left as" />
      {view.changed.length > 0 && (
        <ActionForm form={form} action={view.here}>
          <input type="hidden" name="action" value={view.action} />
          <input type="hidden" name="file" value={view.changed.map(fileKey).join(' ')} />
          {view.action === 'assign' && (
            <Select
              name="to"
              label="Who gets them"
              labelSize="s"
              hint="People of your organisation who work from this queue."
              items={[{ value: '', text: 'Choose somebody' }, ...view.people]}
              value={shownText(form.values, 'to')}
              error={form.errors['to']}
            />
          )}
          {view.action === 'set_back' && (
            <Select
              name="days"
              label="Until the morning of"
              labelSize="s"
              hint="Then they stand where they stood. A legal limit that comes within eight weeks ends it sooner."
              items={view.days.map(({ text, value }) => ({ text, value }))}
              value={shownText(form.values, 'days', '1')}
              error={form.errors['until'] ?? form.errors['days']}
            />
          )}
          <Textarea
            name="reason"
            label="Why"
            labelSize="s"
            hint="Whoever takes a file next reads it, and it stays in the history of each case."
            rows={3}
            value={shownText(form.values, 'reason')}
            error={form.errors['reason']}
          />
          <Button
            preventDoubleClick
          >{`${actionTitles[view.action].button}: ${counted(view.changed.length, 'file')}`}</Button>
        </ActionForm>
      )}
    </>
  ),
});

/** What became of several files. It stays at its address for a week. */
export const SeveralDonePage = (view: BatchView): Page => ({
  title: view.title,
  heading: view.title,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">{`Done at ${view.at}. This page is kept for a week; the history of each case keeps it for good.`}</p>
      {view.changed.length > 0 && <Files files={view.changed} />}
      <LeftOut files={view.left} gone={view.hidden} says="left as" past />
      <p class="govuk-body">
        <a class="govuk-link" href={view.back.href}>
          {view.back.text}
        </a>
      </p>
    </>
  ),
});
