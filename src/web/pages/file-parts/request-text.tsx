import type { Children } from '../../components/content.ts';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { sayWhen } from '../case-frame/index.ts';
import { sayHeading } from '../../../domain/case-file/index.ts';

const plain = (value: unknown): string =>
  value === true ? 'Yes' : value === false ? 'No' : typeof value === 'number' ? String(value) : '';

/** Anything police wrote under a heading: text, a list, or parts with names. */
const Written = ({ value }: { value: unknown }): ReturnType<typeof SummaryList> => {
  if (typeof value === 'string') return <p class="govuk-body govuk-!-margin-bottom-1 jcf-typed">{readable(value)}</p>;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return (
      <ul class="govuk-list govuk-list--bullet">
        {items.map((each) => (
          <li>
            {typeof each === 'string' ? <span class="jcf-typed">{readable(each)}</span> : <Written value={each} />}
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <ul class="govuk-list">
        {Object.entries(value)
          .filter(([, each]) => !isBlank(each))
          .map(([key, each]: [string, unknown]) => (
            <li>
              {`${sayHeading(key)}: `}
              {typeof each === 'string' ? <span class="jcf-typed">{readable(each)}</span> : <Written value={each} />}
            </li>
          ))}
      </ul>
    );
  }
  return <span>{plain(value)}</span>;
};

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Shown apart from the request, where it is shown at all. */
const apart: ReadonlySet<string> = new Set(['supervisorCertificate']);

/** The headings that `RequestText` shows of a request. */
export const shownHeadings = (request: Readonly<Record<string, unknown>>): ReadonlySet<string> =>
  new Set(
    Object.entries(request)
      .filter(([heading, value]) => !apart.has(heading) && !isBlank(value))
      .map(([heading]) => heading),
  );

/** A value that was chosen, not written, in words: a day, a moment, `full_code_test`. */
const readable = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}(T.*)?$/u.test(text)
    ? sayWhen(text)
    : /^[a-z]+(_[a-z]+)+$/u.test(text)
      ? text.replaceAll('_', ' ')
      : text;

/** The request by its headings, each with an id of its own. Blank headings are left out. */
export const RequestText = ({ request }: { request: Readonly<Record<string, unknown>> }): Children =>
  Object.entries(request)
    .filter(([heading]) => shownHeadings(request).has(heading))
    .map(([heading, value]) => (
      <section id={`request-${heading}`} class="jcf-request__heading">
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{sayHeading(heading)}</h3>
        <Written value={value} />
      </section>
    ));
