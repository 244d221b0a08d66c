import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Table } from '../../components/govuk/table.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { ListRows } from '../case-frame/index.ts';
import { ChecklistHead, ChecklistTable, LocalLines, Tick } from './checklist-parts.tsx';
import type { BlankChecklistView, CompareView, EditionRow, StandardView } from './view-model.ts';

const Says = ({ edition }: { edition: EditionRow }) => (
  <>
    {edition.invented && (
      <WarningText>This edition is invented. Nobody has proposed it, and no file is checked against it.</WarningText>
    )}
    {edition.says.length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {edition.says.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    )}
  </>
);

const EditionPart = ({ edition }: { edition: EditionRow }) => (
  <>
    <h3 class="govuk-heading-s">{edition.title}</h3>
    <p class="govuk-body">{`Edition ${edition.id}, from ${edition.from}. ${edition.basis}`}</p>
    <Says edition={edition} />
    {edition.compare !== undefined && (
      <p class="govuk-body">
        <a class="govuk-link" href={edition.compare}>
          {`Compare with the edition in force, over the cases of your force`}
        </a>
      </p>
    )}
  </>
);

/** The file standard: a checklist for each kind of submission, the edition in force, and those on trial. */
export const StandardPage = (view: StandardView): Page => ({
  title: 'File standard',
  heading: 'What a file needs',
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body-l">
        One checklist for each kind of submission, the same for every force and for the CPS. On a case, it is filled in
        from the file.
      </p>
      {view.stages.map(({ title, kinds }) => (
        <>
          <h2 class="govuk-heading-m">{title}</h2>
          <ul class="govuk-list govuk-list--spaced">
            {kinds.map((kind) => (
              <li>
                <a class="govuk-link" href={kind.href}>
                  {kind.title}
                </a>
                <br />
                {kind.purpose}
              </li>
            ))}
          </ul>
        </>
      ))}
      {view.readsLog && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.rules.to()}>
            Rules people stumble over
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">Edition in force</h2>
      <EditionPart edition={view.inForce} />
      {view.others.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Other editions</h2>
          {view.others.map((edition) => (
            <EditionPart edition={edition} />
          ))}
        </>
      )}
      {view.trials.length > 0 && (
        <>
          <h2 class="govuk-heading-m">On trial</h2>
          {view.trials.map((edition) => (
            <EditionPart edition={edition} />
          ))}
        </>
      )}
    </>
  ),
});

/** The checklist of one kind, to print and tick. */
export const BlankChecklistPage = (view: BlankChecklistView): Page => ({
  title: `Checklist: ${view.kindTitle}`,
  heading: `Checklist: ${view.kindTitle}`,
  headingSize: 'l',
  breadcrumbs: [{ href: paths.standard.to(), text: 'What a file needs' }, { text: 'Checklist' }],
  body: (
    <div class="jcf-checklist">
      <ChecklistHead
        edition={view.edition}
        text={`${view.purpose} Tick what is there; write the date for what is to come; strike through what does not apply.`}
      />
      {view.groups.map(({ title, lines }) => (
        <ChecklistTable
          caption={title}
          head={['Tick', 'Item', 'When it is due', 'Form']}
          rows={lines.map((line) => [
            <Tick />,
            line.title,
            <>
              {line.onlyIf === undefined ? 'Always' : line.onlyIf}
              {line.doubt !== undefined && <span class="jcf-doubt">{` ${line.doubt}.`}</span>}
            </>,
            line.forms === '' ? 'In the request' : line.forms,
          ])}
        />
      ))}
      <LocalLines force={view.force} lines={view.local} />
    </div>
  ),
});

/** What another edition would change over the cases of a force. */
export const ComparePage = (view: CompareView): Page => ({
  title: `Compare with ${view.edition.id}`,
  heading: view.edition.title,
  caption: `Edition ${view.edition.id}, compared with ${view.inForce.id}`,
  breadcrumbs: [{ href: paths.standard.to(), text: 'What a file needs' }, { text: 'Comparison' }],
  body: (
    <>
      <Says edition={view.edition} />
      <p class="govuk-body">{view.looked}</p>
      <Table
        caption="What would change"
        classes="jcf-checklist__table"
        captionSize="m"
        head={['What', 'Count']}
        firstCellIsHeader
        rows={view.totals.map(({ title, definition, value }) => [
          <>
            {title}
            <div class="govuk-body-s govuk-!-margin-bottom-0">{definition}</div>
          </>,
          value,
        ])}
      />
      {view.items.length > 0 && (
        <Table
          caption="Item by item, in how many submissions"
          classes="jcf-checklist__table"
          captionSize="m"
          head={['Item', 'No longer due', 'Of those, missing or not good enough now', 'Newly due']}
          firstCellIsHeader
          rows={view.items}
        />
      )}
      {view.opensCases ? (
        view.changes.length === 0 ? (
          <InsetText>Nothing changes for the cases that you may open.</InsetText>
        ) : (
          <>
            <h2 class="govuk-heading-m">{`Submissions that change (${view.changes.length})`}</h2>
            <ListRows label="Submissions that change" rows={view.changes} />
          </>
        )
      ) : (
        <Details summary="Which cases these are">
          Your role sees counts and no cases. An inspector of your force sees the cases that change.
        </Details>
      )}
    </>
  ),
});
