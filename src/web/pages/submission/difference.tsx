import { SubmissionKind } from '../../../domain/case-file/index.ts';
import { Button } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { sayKind } from '../case-frame/index.ts';
import type { DifferenceView } from './difference-view.ts';

/** What a change did, or what something tried would do. */
export const Difference = ({ view, backHref }: { view: DifferenceView; backHref: string }) => (
  <section class="govuk-inset-text" aria-labelledby="difference">
    <h2 class="govuk-heading-m" id="difference">
      {view.title}
    </h2>
    {view.says.map((line) => (
      <p class="govuk-body">{line}</p>
    ))}
    {view.lists.map(({ title, lines }) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h3>
        <ul class="govuk-list govuk-list--bullet">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </>
    ))}
    <p class="govuk-body govuk-!-margin-bottom-0">
      <a class="govuk-link" href={backHref}>
        {view.tried ? 'The check without this' : 'Show the check without what the change did'}
      </a>
    </p>
  </section>
);

const asItIs = { value: '', text: 'As it is' };

/** Tries another plea, court, test or kind: the address says what is tried, and nothing is saved. */
export const Try = ({
  action,
  tried,
  kindHref,
}: {
  action: string;
  tried: Readonly<Record<string, string | undefined>>;
  /** Where the kind is changed for good, for who may. */
  kindHref?: string | undefined;
}) => (
  <Details summary="Try another plea, court, code test or kind of submission">
    <p class="govuk-body">
      Shows what would be due and what the CPS would say. Nothing is saved.
      {kindHref !== undefined && (
        <>
          {' '}
          <a class="govuk-link" href={kindHref}>
            Change the kind of submission
          </a>{' '}
          for good on a page of its own.
        </>
      )}
    </p>
    <form method="get" action={action}>
      <Select
        name="plea"
        label="Expected plea"
        items={[
          asItIs,
          { value: 'guilty', text: 'Guilty' },
          { value: 'not_guilty', text: 'Not guilty' },
          { value: 'not_known', text: 'Not known' },
        ]}
        value={tried['plea'] ?? ''}
      />
      <Select
        name="court"
        label="Court"
        items={[
          asItIs,
          { value: 'magistrates', text: 'Magistrates’ court: summary trial' },
          { value: 'crown', text: 'Crown Court: trial on indictment' },
        ]}
        value={tried['court'] ?? ''}
      />
      <Select
        name="test"
        label="Code test"
        items={[
          asItIs,
          { value: 'full_code_test', text: 'Full Code Test' },
          { value: 'threshold_test', text: 'Threshold Test' },
        ]}
        value={tried['test'] ?? ''}
      />
      <Select
        name="kind"
        label="Kind of submission"
        hint="Left as it is, it follows from the plea, court and test."
        items={[asItIs, ...SubmissionKind.options.map((kind) => ({ value: kind, text: sayKind(kind) }))]}
        value={tried['kind'] ?? ''}
      />
      <Button kind="secondary">Show the difference</Button>
    </form>
  </Details>
);
