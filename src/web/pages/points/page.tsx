import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { PointsLink, shownText } from '../file-parts/index.ts';
import { levelWords, saysWords, type EvidenceLine, type PointRow, type PointsView } from './view-model.ts';

const aboutOf = ({ urn, offence }: PointsView) => ({ urn, offenceId: offence.id });

/** Points down, evidence across. On a narrow screen each point is a block that lists what stands against it. */
const Matrix = ({ view }: { view: PointsView }) => (
  <Table
    caption="What each item says on each point"
    captionSize="m"
    classes="jcf-matrix"
    firstCellIsHeader
    head={[
      'Point',
      'Stands on',
      ...view.columns.map(({ short, name, href }) => {
        const words = (
          <>
            {short}
            {name !== short && <span class="govuk-visually-hidden">{name.slice(short.length)}</span>}
          </>
        );
        return href === undefined ? (
          words
        ) : (
          <a class="govuk-link" href={href}>
            {words}
          </a>
        );
      }),
    ]}
    rows={view.rows.map((row) => [
      {
        text: (
          <a class="govuk-link" href={`#${row.id}`}>
            {`${row.id} ${row.text}`}
          </a>
        ),
      },
      levelWords[row.level].text,
      ...view.columns.map((column) => {
        const line = row.lines.find(({ key }) => key === column.key);
        return line === undefined
          ? { text: '', classes: 'jcf-matrix__empty' }
          : {
              text: (
                <>
                  <span class="jcf-matrix__item">{`${column.short}: `}</span>
                  {saysWords[line.says]}
                </>
              ),
            };
      }),
    ])}
  />
);

const Line = ({ line, row, view }: { line: EvidenceLine; row: PointRow; view: PointsView }) => (
  <li>
    <strong>{saysWords[line.says]}</strong>
    {': '}
    {line.href === undefined ? (
      line.name
    ) : (
      <a class="govuk-link" href={line.href}>
        {line.name}
      </a>
    )}
    {line.hearsay && ', as hearsay'}
    {line.words !== '' && (
      <>
        <br />
        <span class="jcf-typed">{line.words}</span>
      </>
    )}
    {view.mayWrite && (
      <span class="jcf-screen-only">
        <br />
        <a
          class="govuk-link"
          href={`${paths.points.to(aboutOf(view), { point: row.id, item: line.key })}#evidence-${row.id}`}
        >
          Change or take away
          <span class="govuk-visually-hidden">{` what ${line.name} says on ${row.id}`}</span>
        </a>
      </span>
    )}
  </li>
);

/** What was typed just before the points were closed to change stays to be read and copied. */
const shows = (view: PointsView, { errors }: FormState): boolean => view.mayWrite || Object.keys(errors).length > 0;

/** Sets what one item or person says on one point. */
const EvidenceForm = ({ row, view, form }: { row: PointRow; view: PointsView; form: FormState }) => {
  const field = (name: string): string => `${name}-${row.id}`;
  const editing = view.editing?.pointId === row.id ? view.editing : undefined;
  const line = editing?.line;
  return (
    <Details
      id={`evidence-${row.id}`}
      classes="jcf-screen-only"
      open={editing !== undefined}
      summary={
        <>
          Set evidence against this point
          <span class="govuk-visually-hidden">{`, ${row.id}`}</span>
        </>
      }
    >
      <ActionForm form={form} action={paths.pointEvidence.to({ ...aboutOf(view), pointId: row.id })}>
        <input type="hidden" name="stamp" value={row.stamp} />
        <Select
          name={field('item')}
          label="Item, or person whose account it is"
          hint="Sensitive items are not offered: points are sent with the file to everybody who reads it."
          items={[{ value: '', text: 'Choose' }, ...view.choices]}
          value={shownText(form.values, field('item'), editing?.key ?? '')}
          error={form.errors[field('item')]}
        />
        <Radios
          name={field('says')}
          legend="What it does to this point"
          legendSize="s"
          small
          items={[
            ...Object.entries(saysWords).map(([value, text]) => ({ value, text })),
            line !== undefined && { value: 'nothing', text: 'Nothing: take it away from this point' },
          ]}
          value={shownText(form.values, field('says'), line?.says ?? '')}
          error={form.errors[field('says')]}
        />
        <Textarea
          name={field('words')}
          label="In your words (optional)"
          hint="What it says, and where. Name nothing that is sensitive."
          rows={2}
          value={shownText(form.values, field('words'), line?.words ?? '')}
          error={form.errors[field('words')]}
        />
        <Checkboxes
          name={field('hearsay')}
          legend={null}
          small
          items={[{ value: 'yes', text: 'It is hearsay: what somebody else said, relied on as true' }]}
          values={
            form.values[field('item')] === undefined
              ? line?.hearsay === true
                ? ['yes']
                : []
              : [shownText(form.values, field('hearsay'))]
          }
        />
        <Button preventDoubleClick>Save</Button>
      </ActionForm>
    </Details>
  );
};

const PointSection = ({ row, view, form }: { row: PointRow; view: PointsView; form: FormState }) => (
  <section class="jcf-decision" aria-labelledby={row.id}>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={row.id}>
      {`${row.id} ${row.text}`}
    </h3>
    {row.source !== undefined && <p class="govuk-body-s govuk-!-margin-bottom-2">{row.source}.</p>}
    <p class="govuk-body govuk-!-margin-bottom-2">
      <StatusTag kind={levelWords[row.level].kind}>{levelWords[row.level].text}</StatusTag>
    </p>
    {row.lines.length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {row.lines.map((line) => (
          <Line line={line} row={row} view={view} />
        ))}
      </ul>
    )}
    {row.weaknesses.length > 0 && (
      <>
        <p class="govuk-body govuk-!-margin-bottom-1">Weak because:</p>
        <ul class="govuk-list govuk-list--bullet">
          {row.weaknesses.map((why) => (
            <li>{why}</li>
          ))}
        </ul>
      </>
    )}
    {shows(view, form) && <EvidenceForm row={row} view={view} form={form} />}
  </section>
);

const Falls = ({ view }: { view: PointsView }) => {
  const { falls } = view;
  return (
    <section aria-labelledby="falls">
      <h2 class="govuk-heading-m" id="falls">
        What falls if something is taken away
      </h2>
      {falls.choices.length === 0 ? (
        <p class="govuk-body">Nothing stands against a point of this case yet.</p>
      ) : (
        <form method="get" action={`${paths.points.to(aboutOf(view))}#falls`} class="jcf-screen-only">
          <Select
            name="without"
            label="Without"
            hint="A person is taken away with every statement and interview of theirs. All offences of the case are looked at."
            items={[{ value: '', text: 'Choose' }, ...falls.choices]}
            value={falls.chosen ?? ''}
          />
          <Button kind="secondary">See what falls</Button>
        </form>
      )}
      {falls.chosen !== undefined && (
        <>
          <h3 class="govuk-heading-s">{`Without ${falls.name}`}</h3>
          {falls.fallen.length === 0 ? (
            <p class="govuk-body">No point stands weaker: each still has other evidence.</p>
          ) : (
            falls.fallen.map(({ about, lines }) => (
              <>
                <p class="govuk-body govuk-!-margin-bottom-1">{about}</p>
                <ul class="govuk-list govuk-list--bullet">
                  {lines.map((line) => (
                    <li>{line}</li>
                  ))}
                </ul>
              </>
            ))
          )}
          {falls.produced.length > 0 && (
            <p class="govuk-body">{`Somebody else would have to produce ${falls.produced.join(', ')}.`}</p>
          )}
        </>
      )}
    </section>
  );
};

/** Renames, adds and takes out points. */
const ListForm = ({ view, form }: { view: PointsView; form: FormState }) => (
  <Details
    classes="jcf-screen-only"
    open={Object.keys(form.values).some((name) => name.startsWith('point-'))}
    summary="Change the points: rename, add or take out"
  >
    <ActionForm form={form} action={paths.points.to(aboutOf(view))}>
      <input type="hidden" name="stamp" value={view.listStamp} />
      {view.rows.map((row) => (
        <Textarea
          name={`point-${row.id}`}
          label={row.id}
          rows={2}
          value={shownText(form.values, `point-${row.id}`, row.text)}
          error={form.errors[`point-${row.id}`]}
        />
      ))}
      <Textarea
        name="point-new"
        label="A new point"
        hint="Leave a box above empty to take its point out, with what evidence says on it."
        rows={2}
        value={shownText(form.values, 'point-new')}
        error={form.errors['point-new']}
      />
      <Button preventDoubleClick>Save the points</Button>
    </ActionForm>
  </Details>
);

/** The points to prove of one offence against one suspect, what stands against each, and what is weak. */
export const PointsPage = (view: PointsView, form: FormState): Page => ({
  ...view.frame,
  title: `Points to prove of ${view.offence.id} of ${view.urn}`,
  heading: 'Points to prove',
  caption: `${view.offence.id}: ${view.offence.cjsCode} ${view.offence.title}, ${view.suspect}`,
  body: (
    <>
      {view.mayWrite && view.certified.length > 0 && (
        <WarningText>{`${view.certified.join(' and ')} ${view.certified.length === 1 ? 'is' : 'are'} certified. A change takes the file back to the supervisor, who certifies it again.`}</WarningText>
      )}
      {view.writtenFor !== undefined && (
        <WarningText>{`These points were written when the offence was ${view.writtenFor}. Look at each again.`}</WarningText>
      )}
      {!view.written && (
        <InsetText>
          {view.mayWrite
            ? 'Nobody has written the points of this offence. These are a start: set evidence against them, or change them.'
            : 'Police have set no evidence against the points of this offence. These are what is usually to be proved.'}
        </InsetText>
      )}
      {view.whyNot !== undefined && <p class="govuk-body">{`They cannot be changed now. ${view.whyNot}`}</p>}
      {view.columns.length > 0 && <Matrix view={view} />}
      <h2 class="govuk-heading-m">Point by point</h2>
      <p class="govuk-body-s">
        {view.from === '' ? 'No elements are on our list for this offence.' : `Elements: ${view.from}.`}
      </p>
      {view.rows.map((row) => (
        <PointSection row={row} view={view} form={form} />
      ))}
      {shows(view, form) && <ListForm view={view} form={form} />}
      <Falls view={view} />
      {view.others.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Other offences of this case</h2>
          <ul class="govuk-list">
            {view.others.map(({ offence, suspect }) => (
              <li>
                {`${offence.id} ${offence.title}, ${suspect}. `}
                <PointsLink urn={view.urn} offence={offence} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  ),
});
