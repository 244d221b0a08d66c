import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { Filter, FilterLayout } from '../../components/moj/filter.tsx';
import { SubNavigation } from '../../components/moj/navigation.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted } from '../case-frame/index.ts';
import type { FiltersView } from './filters.ts';
import type { QueueRowView, QueueView } from './view-model.ts';

/** Of letters, digits and dashes alone. */
const boxId = ({ key }: QueueRowView): string => `file-${key.replace(/[^A-Za-z0-9]+/g, '-')}`;

const Row = ({ row, queue, form }: { row: QueueRowView; queue: string; form: FormState }) => (
  <li class="jcf-queue__row">
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={boxId(row)}
          form="several"
          name="file"
          type="checkbox"
          value={row.key}
        />
        <label class="govuk-label govuk-checkboxes__label" for={boxId(row)}>
          <span class="govuk-visually-hidden">{`Choose ${row.urn}`}</span>
        </label>
      </div>
    </div>
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
          {row.setBackBecause !== undefined && <li>{`Put back because: ${row.setBackBecause}`}</li>}
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

/** Groups always open; what they say counts when the button is pressed. */
const QueueFilters = ({ filters }: { filters: FiltersView }) => (
  <Filter
    selected={
      filters.selected.length === 0 ? undefined : { clear: { href: filters.clear }, categories: filters.selected }
    }
  >
    {filters.groups.map(({ id, title, values, items }) => (
      <Checkboxes
        name={id}
        idPrefix={`filter-${id}`}
        legend={title}
        legendSize="s"
        small
        values={values}
        items={items}
      />
    ))}
  </Filter>
);

/** What is done with the files that are ticked in the list. A page that says what would happen comes first. */
const Several = ({ view }: { view: QueueView }) => (
  <form method="get" action={paths.several.to({ queue: view.name })} id="several">
    <ButtonGroup>
      <Button kind="secondary" name="action" value="assign">
        Give ticked files to somebody
      </Button>
      {view.name !== 'review' && (
        <Button kind="secondary" name="action" value="release">
          Give ticked files back
        </Button>
      )}
      {view.manages && (
        <Button kind="secondary" name="action" value="set_back">
          Put ticked files back in the order
        </Button>
      )}
      {view.held.length > 0 && (
        <a class="govuk-link" href={paths.several.to({ queue: view.name }, { action: 'assign', file: view.held })}>
          {`Hand over the ${counted(view.held.length, 'file')} you hold`}
        </a>
      )}
    </ButtonGroup>
  </form>
);

/** A queue of work, most urgent first. */
export const QueuePage = (view: QueueView, form: FormState): Page => ({
  title: `${view.title} (${view.all})`,
  heading: `${view.title} (${view.all})`,
  nav: view.tabs.length > 1 && <SubNavigation label="Your queues" items={view.tabs} />,
  body: (
    <FilterLayout
      action={paths.queue.to({ queue: view.name })}
      filter={view.filters !== undefined && <QueueFilters filters={view.filters} />}
    >
      {view.rows.length === 0 && (
        <p class="govuk-body">
          {view.all === 0 ? 'No file is waiting here.' : 'No file here has what the filters ask for.'}
        </p>
      )}
      {view.free > 0 && (
        <ActionForm form={form} action={paths.takeNext.to({ queue: view.name })}>
          <Button preventDoubleClick>Take the most urgent file</Button>
        </ActionForm>
      )}
      {view.rows.length > 0 && (
        <>
          <p class="govuk-body">
            {`${view.rows.length < view.all ? `${view.rows.length} of ${view.all} files` : counted(view.rows.length, 'file')}, the one that began to press first on top. ${view.free === 0 ? 'Each is held by somebody.' : `${counted(view.free, 'file')} held by nobody.`} A file you take is kept for you for one hour.`}
          </p>
          <Several view={view} />
          {view.lastChange !== undefined && (
            <p class="govuk-body">
              <a class="govuk-link" href={view.lastChange}>
                What became of the last files that you changed at once
              </a>
            </p>
          )}
          <ol class="govuk-list jcf-queue">
            {view.rows.map((row) => (
              <Row row={row} queue={view.name} form={form} />
            ))}
          </ol>
        </>
      )}
    </FilterLayout>
  ),
});
