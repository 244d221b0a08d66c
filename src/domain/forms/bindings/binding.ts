import { sayHeading } from '../../case-file/index.ts';
import {
  itemsOf,
  partsOf,
  sayAny,
  sayContactBlock,
  sayOfficer,
  sayPart,
  sayWhen,
  type FormContext,
  type FormSubmission,
} from '../source.ts';
import { joinedBy, listed, missing, words, type Found, type FormPlace } from '../value.ts';

/** What fills one field of a form from the case. */
export type Binding = (c: FormContext) => Found;

/** Fields that repeat, once for each suspect, item or witness of the case. */
export interface RowsBinding {
  readonly rows: (c: FormContext) => readonly BoundRow[];
  /** Names of the repeated fields, without the group. */
  readonly fields: readonly string[];
  /** Rows side by side in a table, or each under its own heading. */
  readonly shown: 'table' | 'blocks';
  /** What is said when there are no rows. */
  readonly none: string;
}
export interface BoundRow {
  /** Id of what the row is about. */
  readonly key: string;
  readonly title: string;
  readonly found: Readonly<Record<string, Found>>;
}

export interface FormBindings {
  readonly fields: Readonly<Record<string, Binding>>;
  readonly rows?: Readonly<Record<string, RowsBinding>>;
}

/** Declares repeated fields; the type of a row stays inside. */
export function rowsBinding<Row>(given: {
  readonly of: (c: FormContext) => readonly Row[];
  readonly key: (row: Row) => string;
  readonly title: (row: Row, c: FormContext) => string;
  readonly shown: RowsBinding['shown'];
  readonly none: string;
  readonly fields: Readonly<Record<string, (row: Row, c: FormContext, index: number) => Found>>;
}): RowsBinding {
  return {
    fields: Object.keys(given.fields),
    ...{ shown: given.shown, none: given.none },
    rows: (c) =>
      given.of(c).map((row, index) => ({
        key: given.key(row),
        title: given.title(row, c),
        found: Object.fromEntries(Object.entries(given.fields).map(([name, bind]) => [name, bind(row, c, index)])),
      })),
  };
}

export const theCase = 'The record of the case';

export const urn: Binding = ({ record }) => words(record.urn, theCase);

/** The submission a form rests on: its own, else the newest of the case that is about this suspect. */
export const requestOf = ({ of, record }: FormContext) => {
  const about = record.submissions.filter(
    ({ defendantIds }) => of.defendant === undefined || defendantIds.includes(of.defendant.id),
  );
  return of.submission ?? about.toSorted((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1)).at(-1);
};

const headingPlace = (submissionId: string, heading: string): FormPlace => ({
  at: 'heading',
  ...{ submissionId, heading },
});
export const headingFrom = (submissionId: string, heading: string): string =>
  `Heading “${sayHeading(heading)}” of ${submissionId}`;

/** What the request says under a heading, as `say` puts it. */
export const heading =
  (name: string, say: (value: unknown, c: FormContext) => string = (value) => sayAny(value)): Binding =>
  (c) => {
    const request = requestOf(c);
    if (request === undefined) return missing();
    return words(say(request.request[name], c), headingFrom(request.id, name), headingPlace(request.id, name));
  };

/** A list from under a heading. */
export const headingList =
  (name: string, say: (value: unknown, c: FormContext) => readonly string[]): Binding =>
  (c) => {
    const request = requestOf(c);
    if (request === undefined) return missing();
    return listed(say(request.request[name], c), headingFrom(request.id, name), headingPlace(request.id, name));
  };

/** One part of a heading with parts. */
export const part = (name: string, ...parts: readonly (readonly [key: string, label: string])[]): Binding =>
  heading(name, (value) =>
    parts.length === 1
      ? sayPart(value, parts[0]?.[0] ?? '')
      : parts
          .map(([key, label]) => [label, sayPart(value, key)] as const)
          .filter(([, text]) => text !== '')
          .map(([label, text]) => `${label}: ${text}`)
          .join('\n'),
  );

export const sayLine = (row: unknown): string => {
  if (typeof row === 'string') return row;
  const due = sayPart(row, 'due');
  return joinedBy(
    ' ',
    joinedBy(': ', sayPart(row, 'line') || sayPart(row, 'what'), sayPart(row, 'reason')),
    due !== '' && `(due ${due})`,
  );
};

export const linesDone = headingList('linesOfEnquiry', (value) => itemsOf(partsOf(value)['done']).map(sayLine));
export const linesNotPursued = headingList('linesOfEnquiry', (value) =>
  itemsOf(partsOf(value)['notPursued']).map(sayLine),
);
export const outstandingOfKind = (...kinds: readonly string[]): Binding =>
  headingList('outstandingEvidence', (value) =>
    itemsOf(value)
      .filter((row) => kinds.length === 0 || kinds.includes(sayPart(row, 'kind')))
      .map((row) => joinedBy(': ', sayPart(row, 'kind').replaceAll('_', ' '), sayLine(row))),
  );

/** An officer of the case in one role, with how to reach them. */
export const officer =
  (role: string): Binding =>
  ({ record }) => {
    const found = record.officers.find((each) => each.role === role);
    return found === undefined
      ? missing({ at: 'people' })
      : words(
          joinedBy(
            '\n',
            sayOfficer(found),
            joinedBy(', ', found.team, found.station),
            joinedBy(', ', found.phone, found.email),
          ),
          theCase,
          { at: 'people' },
        );
  };

export const submissionOf = (c: FormContext): FormSubmission | undefined => {
  const request = requestOf(c);
  return c.s.submissions.find(({ submissionId }) => submissionId === request?.id);
};

/** The supervisor's certificate: as certified here, else as it came with the request. */
export const certificate = (c: FormContext) => {
  const request = requestOf(c);
  const here = submissionOf(c)?.certificate;
  if (request === undefined) return undefined;
  const place: FormPlace = { at: 'submission', submissionId: request.id };
  if (here !== undefined)
    return {
      place,
      from: `Supervisor’s certificate of ${request.id}`,
      by: sayContactBlock(here.certifier),
      at: here.at,
      comments: Object.entries(here.headings).map(([name, text]) => `${sayHeading(name)}: ${text}`),
    };
  const came = partsOf(request.request['supervisorCertificate']);
  if (Object.keys(came).length === 0) return undefined;
  return {
    place,
    from: headingFrom(request.id, 'supervisorCertificate'),
    by: sayAny(came['name']),
    at: typeof came['at'] === 'string' ? came['at'] : undefined,
    comments: [sayAny(came['comments'])],
  };
};

/** A part of the supervisor's certificate. */
export const fromCertificate =
  (say: (found: NonNullable<ReturnType<typeof certificate>>) => string | undefined): Binding =>
  (c) => {
    const found = certificate(c);
    return found === undefined
      ? missing(undefined, 'The supervisor writes this when certifying the file.')
      : words(say(found), found.from, found.place);
  };

/** What only the prosecutor gives, and how they do. */
export const byProsecutor =
  (say = 'The prosecutor gives this with the decision.'): Binding =>
  () =>
    missing(undefined, say);

export const sayAt = (at: string | undefined): string => (at === undefined ? '' : sayWhen(at));
