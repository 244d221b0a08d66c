import { type Content } from '../content.ts';
import { Details } from '../govuk/details.tsx';
import { StatusTag, type StatusKind } from './status-tag.tsx';

/** One finding with its reasons. */
export type Explained = {
  readonly text: string;
  readonly status?: { readonly kind: StatusKind; readonly text: Content } | undefined;
  /** Why the system says so, one reason a line. */
  readonly because: readonly Content[];
  /** Where the rule is written. */
  readonly source?: Content | undefined;
  /** Where to put it right. */
  readonly fix?: { readonly text: Content; readonly href: string } | undefined;
};

export type ExplainedListProps = {
  readonly items: readonly Explained[];
  /** Names the list where no heading right above it does. */
  readonly label?: string | undefined;
};

const Why = ({ item }: { item: Explained }) => (
  <Details
    classes="govuk-!-margin-bottom-0"
    summary={
      <>
        Why<span class="govuk-visually-hidden">: {item.text}</span>
      </>
    }
  >
    <ul class="govuk-list govuk-list--bullet">
      {item.because.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
    {item.source !== undefined && <p class="govuk-body-s govuk-!-margin-bottom-0">Source: {item.source}</p>}
  </Details>
);

/** Findings, each with its status, the way to put it right, and the reasons one click away. */
export const ExplainedList = ({ items, label }: ExplainedListProps) => (
  <ul class="govuk-list jcf-explained" aria-label={label}>
    {items.map((item) => (
      <li class="jcf-explained__item">
        <div class="jcf-explained__line">
          <span class="jcf-explained__text">{item.text}</span>{' '}
          {item.status !== undefined && <StatusTag kind={item.status.kind}>{item.status.text}</StatusTag>}
        </div>
        {item.fix !== undefined && (
          <p class="govuk-body govuk-!-margin-bottom-1">
            <a class="govuk-link" href={item.fix.href}>
              {item.fix.text}
            </a>
          </p>
        )}
        {item.because.length > 0 && <Why item={item} />}
      </li>
    ))}
  </ul>
);
