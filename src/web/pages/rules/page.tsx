import { ruleDoubts } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { ListRows } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';
import type { RuleLogView, RuleView } from './view-model.ts';

const standard = { href: paths.standard.to(), text: 'What a file needs' };

/** The rules of the standard that people stumble over, the most often first. */
export const RuleLogPage = (view: RuleLogView): Page => ({
  title: 'Rules people stumble over',
  heading: 'Rules people stumble over',
  breadcrumbs: [standard, { text: 'Rules people stumble over' }],
  body: (
    <>
      <p class="govuk-body">{`Counted from what happened with files in this service, over: ${view.over}.`}</p>
      <p class="govuk-body">
        A rule that stands high is unclear, wrong, or hard to keep. The counts do not say which: read what people wrote,
        and ask them.
      </p>
      {view.hidesSmall && (
        <p class="govuk-body">
          A count under 5, other than 0, is not shown, and no sums: they could point to a person.
        </p>
      )}
      <Details summary="What is counted">
        <ul class="govuk-list govuk-list--bullet">
          {view.columns.map(({ title, says }) => (
            <li>
              <strong>{`${title}: `}</strong>
              {says}
            </li>
          ))}
        </ul>
      </Details>
      {view.rows.length === 0 ? (
        <p class="govuk-body">Nothing yet.</p>
      ) : (
        <Table
          caption="Rules, the most often first"
          captionSize="m"
          classes="jcf-checklist__table jcf-checklist__table--counts"
          head={['Rule', ...view.columns.map(({ title }) => title), ...(view.hidesSmall ? [] : ['All'])]}
          firstCellIsHeader
          rows={view.rows.map(({ title, href, counts, total }) => [
            href === undefined ? (
              title
            ) : (
              <a class="govuk-link" href={href}>
                {title}
              </a>
            ),
            ...counts,
            ...(view.hidesSmall ? [] : [total]),
          ])}
        />
      )}
    </>
  ),
});

/** What people wrote about one rule. */
export const RulePage = (view: RuleView): Page => ({
  title: `Rule: ${view.title}`,
  heading: view.title,
  caption: `Rule ${view.id}`,
  breadcrumbs: [standard, { href: paths.rules.to(), text: 'Rules people stumble over' }, { text: 'What people wrote' }],
  body:
    view.rows.length === 0 ? (
      <p class="govuk-body">Nobody has written about it in a case that you may open.</p>
    ) : (
      <>
        <h2 class="govuk-heading-m">{`What people wrote (${view.rows.length})`}</h2>
        {view.more && <p class="govuk-body">These are the newest. There are more.</p>}
        <ListRows
          label="What people wrote"
          rows={view.rows.map(({ text, href, line }) => ({ title: text, href, lines: [line] }))}
        />
      </>
    ),
});

export interface DoubtView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly rule: string;
  readonly title: string;
  /** Where the person came from: the file. */
  readonly back: string;
}

/** Says that a rule is not clear or not right in this case. */
export const DoubtPage = ({ frame, urn, submissionId, rule, title, back }: DoubtView, form: FormState): Page => ({
  ...frame,
  title: `Rule on ${submissionId} of ${urn}`,
  heading: `What is wrong with this rule: ${title}`,
  caption: `${submissionId}: rule ${rule}`,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        What you say goes into the log of rules that people stumble over, which those who look after the standard read.
        It stays on your side, and it changes nothing in the check of this file.
      </p>
      <ActionForm form={form} action={paths.doubtRule.to({ urn, submissionId, rule })}>
        <Radios
          name="kind"
          legend="What is wrong with it?"
          legendSize="s"
          items={Object.entries(ruleDoubts).map(([value, text]) => ({ value, text }))}
          value={shownText(form.values, 'kind', undefined)}
          error={form.errors['kind']}
        />
        <Textarea
          name="text"
          label="What made you stumble over it?"
          labelSize="s"
          hint="Leave out names: the log is read outside the case."
          rows={4}
          value={shownText(form.values, 'text', undefined)}
          error={form.errors['text']}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Say so</Button>
          <a class="govuk-link" href={back}>
            Back to the file
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  ),
});
