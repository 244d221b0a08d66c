import { sayEntry, type FilledField, type FormValue } from '../../../domain/forms/index.ts';
import { LinkButton } from '../../components/govuk/button.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { SummaryList, type SummaryRow } from '../../components/govuk/summary-list.tsx';
import { Table } from '../../components/govuk/table.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { caseFrame, ListRows } from '../case-frame/index.ts';
import { placeOf, type FormsView, type OneFormView } from './view-model.ts';

/** The forms of a case, by whom or what they are about. */
export const FormsPage = (view: FormsView): Page => ({
  ...caseFrame(view.case, 'forms', view.actor),
  title: `Forms of ${view.urn}`,
  heading: 'Forms',
  body: (
    <>
      <p class="govuk-body govuk-!-width-two-thirds">
        Each form shows what the case holds. What the case does not hold can be written on the form. “Recorded” counts
        the fields that are always due.
      </p>
      {view.keptBack && (
        <p class="govuk-body govuk-!-width-two-thirds">
          Forms with addresses, telephone numbers, emails and needs are not shown to your role.
        </p>
      )}
      <ul class="govuk-list jcf-actions" aria-label="Parts of this page">
        {view.groups.map(({ title }, index) => (
          <li>
            <a class="govuk-link" href={`#forms-${index}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
      {view.groups.map(({ title, lines }, index) => (
        <section>
          <h2 class="govuk-heading-m" id={`forms-${index}`}>
            {title}
          </h2>
          <ListRows
            label={title}
            rows={lines.map((line) => ({
              title: line.about === undefined ? line.title : `${line.title}: ${line.about}`,
              href: line.href,
              lines: [`${line.recorded} recorded. ${line.defence}.`],
            }))}
          />
        </section>
      ))}
      {view.none.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Forms that this case has nothing for</h2>
          <ul class="govuk-list govuk-list--bullet">
            {view.none.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </>
      )}
    </>
  ),
});

const Value = ({ value, label }: { value: FormValue; label: string }) => {
  switch (value.kind) {
    case 'text':
      return <div class="jcf-typed">{value.text}</div>;
    case 'list':
      return (
        <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
          {value.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <Table
          caption={label}
          captionHidden
          head={value.columns}
          rows={value.rows}
          smallTextUntilTablet
          classes="jcf-form-table"
        />
      );
  }
};

const FieldValue = ({ field }: { field: FilledField }) => {
  const { found, condition, label } = field;
  switch (found.state) {
    case 'recorded':
      return (
        <>
          <Value value={found.value} label={label} />
          <div class="govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16">{`From: ${found.from}`}</div>
        </>
      );
    case 'not_recorded':
      return (
        <>
          <strong>Not recorded</strong>
          <div class="govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16">
            {found.say ??
              (condition === undefined
                ? field.description
                : `Due when: ${condition.charAt(0).toLowerCase()}${condition.slice(1)}`)}
          </div>
        </>
      );
    case 'not_needed':
      return <>{`Not needed: ${found.why}`}</>;
    case 'kept_apart':
      return <>{`Kept apart: ${found.why}`}</>;
  }
};

const rowOf = (field: FilledField, view: OneFormView): SummaryRow => {
  const place = placeOf(field.found.place, view);

  return {
    key: field.label,
    value: <FieldValue field={field} />,
    ...(place === undefined
      ? {}
      : { actions: [{ href: place.href, text: place.text, hiddenText: `for ${field.label.toLowerCase()}` }] }),
  };
};

const isTable = ({ found }: FilledField): boolean => found.state === 'recorded' && found.value.kind === 'table';

/** Fields of one section: a list of facts, and each table on its own between them. */
const Fields = ({ fields, view }: { fields: readonly FilledField[]; view: OneFormView }) => {
  const parts: (readonly FilledField[])[] = [];
  for (const field of fields) {
    const last = parts.at(-1);
    if (last !== undefined && !isTable(field) && !last.some(isTable)) parts[parts.length - 1] = [...last, field];
    else parts.push([field]);
  }
  return (
    <>
      {parts.map((part) => {
        const [first] = part;
        if (first === undefined || !isTable(first)) return <SummaryList rows={part.map((each) => rowOf(each, view))} />;
        const place = placeOf(first.found.place, view);
        return (
          <>
            <h3 class="govuk-heading-s">{first.label}</h3>
            <FieldValue field={first} />
            {place !== undefined && (
              <p class="govuk-body govuk-!-margin-top-2">
                <a class="govuk-link" href={place.href}>
                  {place.text}
                  <span class="govuk-visually-hidden">{` for ${first.label.toLowerCase()}`}</span>
                </a>
              </p>
            )}
          </>
        );
      })}
    </>
  );
};

/** One form: every field, what stands in it, where that came from and where it is changed. */
export const FormPage = (view: OneFormView): Page => {
  const { form, of, sections, due, done } = view.filled;
  return {
    ...caseFrame(view.case, 'forms', view.actor),
    title: `${form.code} ${form.title}, ${of.title}, ${view.at.urn}`,
    heading: `${form.code} ${form.title}`,
    caption: of.title,
    backLink: { href: paths.forms.to({ urn: view.at.urn }), text: 'All forms of this case' },
    body: (
      <>
        {form.defenceVisibility === 'never' ? (
          <WarningText>{`${view.defenceSays}.`}</WarningText>
        ) : (
          <InsetText>{`${view.defenceSays}.`}</InsetText>
        )}
        <p class="govuk-body">{form.purpose}</p>
        <p class="govuk-body">{`Who may read it: ${view.classSays}. Layout ${form.layout}. ${done} of the ${due} fields that are always due are recorded.`}</p>
        <div class="govuk-button-group">
          <LinkButton href={paths.formFile.to(view.at)}>Open as PDF</LinkButton>
          {view.mayWrite && (
            <LinkButton kind="secondary" href={paths.writeForm.to(view.at)}>
              Write on this form
            </LinkButton>
          )}
        </div>
        {sections.map((section, index) => (
          <section>
            <h2 class="govuk-heading-m">{section.title ?? (index === 0 ? 'Particulars' : 'Further particulars')}</h2>
            {section.kind === 'fields' ? (
              <Fields fields={section.fields} view={view} />
            ) : section.rows.length === 0 ? (
              <p class="govuk-body">{section.none}</p>
            ) : (
              <Table
                caption={section.title}
                captionHidden
                head={section.rows[0]?.fields.map(({ label }) => label) ?? []}
                rows={section.rows.map(({ fields }) => fields.map((field) => <FieldValue field={field} />))}
                smallTextUntilTablet
                classes="jcf-form-table"
              />
            )}
          </section>
        ))}
      </>
    ),
  };
};

/** What stands in a field now, in words; for who wrote while somebody else did. */
export const sayNow = (value: unknown, field: Pick<FilledField, 'entry' | 'columns'>): string => {
  if (value === undefined) return 'Nothing: it is blank.';
  const found = sayEntry({ form: '', of: '', field: '', value, by: '', at: '2026-01-01' }, field);
  return found.state === 'recorded'
    ? found.value.kind === 'text'
      ? found.value.text
      : found.value.kind === 'list'
        ? found.value.items.join('\n')
        : found.value.rows.map((row) => row.join(', ')).join('\n')
    : 'Nothing: it is blank.';
};
