import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { SubNavigation } from '../../components/moj/navigation.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted } from '../case-frame/index.ts';
import type { QueueRowView, QueueView } from './view-model.ts';

const Row = ({ row, queue, form }: { row: QueueRowView; queue: string; form: FormState }) => (
  <li class="jcf-queue__row">
    <div class="jcf-queue__what">
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
        <a class="govuk-link" href={row.href}>
          {`${row.urn} ${row.title}`}
        </a>
      </h2>
      <p class="govuk-body-s govuk-!-margin-bottom-1">{row.kind}</p>
      <p class="govuk-body govuk-!-margin-bottom-1">
        {row.due} {row.dueStatus !== undefined && <StatusTag kind={row.dueStatus.kind}>{row.dueStatus.text}</StatusTag>}
      </p>
      {row.reasons.length > 0 && (
        <ul class="govuk-list govuk-body-s govuk-!-margin-bottom-1">
          {row.reasons.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      )}
    </div>
    <div class="jcf-queue__who">
      <p class="govuk-body-s govuk-!-margin-bottom-1">Waiting here {row.waiting}</p>
      {row.mine ? (
        <p class="govuk-body-s govuk-!-margin-bottom-1">
          You hold it.{' '}
          <a class="govuk-link" href={row.href}>
            Go on<span class="govuk-visually-hidden"> with {row.urn}</span>
          </a>
        </p>
      ) : row.take === undefined ? (
        <p class="govuk-body-s govuk-!-margin-bottom-1">Held by {row.holder ?? 'somebody'}</p>
      ) : (
        <ActionForm form={form} action={paths.takeFile.to({ queue })}>
          <input type="hidden" name="ownerId" value={row.take.ownerId} />
          <input type="hidden" name="caseId" value={row.take.caseId} />
          <input type="hidden" name="submissionId" value={row.take.submissionId} />
          <Button kind="secondary" classes="govuk-!-margin-bottom-1" preventDoubleClick>
            Take
            <span class="govuk-visually-hidden"> {row.urn}</span>
          </Button>
        </ActionForm>
      )}
    </div>
  </li>
);

/** A queue of work, most urgent first. */
export const QueuePage = (view: QueueView, form: FormState): Page => ({
  title: `${view.title} (${view.rows.length})`,
  heading: `${view.title} (${view.rows.length})`,
  nav: view.tabs.length > 1 && <SubNavigation label="Your queues" items={view.tabs} />,
  body: (
    <>
      {view.rows.length === 0 && <p class="govuk-body">No file is waiting here.</p>}
      {view.free > 0 && (
        <ActionForm form={form} action={paths.takeNext.to({ queue: view.name })}>
          <Button preventDoubleClick>Take the most urgent file</Button>
        </ActionForm>
      )}
      {view.rows.length > 0 && (
        <>
          <p class="govuk-body">
            {`${counted(view.rows.length, 'file')}, the earliest legal deadline first. ${view.free === 0 ? 'Each is held by somebody.' : `${counted(view.free, 'file')} held by nobody.`} A file you take is kept for you for one hour.`}
          </p>
          <ol class="govuk-list jcf-queue">
            {view.rows.map((row) => (
              <Row row={row} queue={view.name} form={form} />
            ))}
          </ol>
        </>
      )}
    </>
  ),
});
