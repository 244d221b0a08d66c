import { z } from 'zod';
import {
  attributesShape,
  matchesFixtures,
  port,
  takeModifier,
  wordsOf,
  wordsShape,
} from '../../../../test/support/parity.ts';
import { Details } from './details.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { InsetText, NotificationBanner, WarningText } from './notices.tsx';
import { Pagination } from './pagination.tsx';
import { Panel } from './panel.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { Tag, type TagColour } from './tag.tsx';
import { TaskList } from './task-list.tsx';

const words = z.strictObject(wordsShape);
const common = { classes: z.string().optional(), attributes: attributesShape };
const number = z.union([z.number(), z.string().transform(Number)]);

const colours = [
  'blue',
  'grey',
  'green',
  'teal',
  'purple',
  'magenta',
  'red',
  'orange',
  'yellow',
] as const satisfies readonly TagColour[];

matchesFixtures(
  'tag',
  port(z.strictObject({ ...wordsShape, ...common }), (o) => {
    const { modifier, rest } = takeModifier(o.classes, 'govuk-tag', colours);
    return (
      <Tag colour={modifier} classes={rest} attributes={o.attributes}>
        {wordsOf(o)}
      </Tag>
    );
  }),
  { matched: 12, leftOut: {} },
);

matchesFixtures(
  'details',
  port(
    z.strictObject({
      ...wordsShape,
      ...common,
      id: z.string().optional(),
      open: z.boolean().optional(),
      summaryText: z.string().optional(),
      summaryHtml: z.string().optional(),
    }),
    (o) => (
      <Details
        summary={wordsOf({ text: o.summaryText, html: o.summaryHtml })}
        id={o.id}
        open={o.open}
        classes={o.classes}
        attributes={o.attributes}
      >
        {wordsOf(o)}
      </Details>
    ),
  ),
  { matched: 10, leftOut: {} },
);

matchesFixtures(
  'inset-text',
  port(z.strictObject({ ...wordsShape, ...common, id: z.string().optional() }), (o) => (
    <InsetText id={o.id} classes={o.classes} attributes={o.attributes}>
      {wordsOf(o)}
    </InsetText>
  )),
  { matched: 6, leftOut: {} },
);

matchesFixtures(
  'warning-text',
  port(z.strictObject({ ...wordsShape, ...common, iconFallbackText: z.string().optional() }), (o) => (
    <WarningText hiddenPrefix={o.iconFallbackText} classes={o.classes} attributes={o.attributes}>
      {wordsOf(o)}
    </WarningText>
  )),
  { matched: 8, leftOut: {} },
);

matchesFixtures(
  'error-summary',
  port(
    z.strictObject({
      ...common,
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      descriptionText: z.string().optional(),
      descriptionHtml: z.string().optional(),
      disableAutoFocus: z.boolean().optional(),
      errorList: z.array(z.strictObject({ text: z.string(), href: z.string().optional() })).default([]),
    }),
    (o) => (
      <ErrorSummary
        title={wordsOf({ text: o.titleText, html: o.titleHtml })}
        description={
          o.descriptionText === undefined && o.descriptionHtml === undefined
            ? undefined
            : wordsOf({ text: o.descriptionText, html: o.descriptionHtml })
        }
        errors={o.errorList}
        disableAutoFocus={o.disableAutoFocus}
        classes={o.classes}
        attributes={o.attributes}
      />
    ),
  ),
  {
    matched: 16,
    leftOut: {
      'error list with attributes': 'entries take no attributes',
      'error list with html': 'an error is one sentence of text',
      'error list with html link': 'an error is one sentence of text',
    },
  },
);

matchesFixtures(
  'notification-banner',
  port(
    z.strictObject({
      ...wordsShape,
      ...common,
      type: z.string().optional(),
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      titleHeadingLevel: number.pipe(z.union([z.literal(1), z.literal(2), z.literal(3)])).optional(),
      titleId: z.string().optional(),
      role: z.enum(['alert', 'region']).optional(),
      disableAutoFocus: z.boolean().optional(),
    }),
    (o) => (
      <NotificationBanner
        success={o.type === 'success'}
        title={
          o.titleText === undefined && o.titleHtml === undefined
            ? undefined
            : wordsOf({ text: o.titleText, html: o.titleHtml })
        }
        titleHeadingLevel={o.titleHeadingLevel}
        titleId={o.titleId}
        role={o.role}
        disableAutoFocus={o.disableAutoFocus}
        classes={o.classes}
        attributes={o.attributes}
      >
        {wordsOf(o)}
      </NotificationBanner>
    ),
  ),
  {
    matched: 20,
    leftOut: {
      'custom role': 'only the roles that make sense',
    },
  },
);

matchesFixtures(
  'panel',
  port(
    z.strictObject({
      ...wordsShape,
      ...common,
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      headingLevel: z.union([z.literal(1), z.literal(2)]).optional(),
    }),
    (o) => (
      <Panel
        title={wordsOf({ text: o.titleText, html: o.titleHtml })}
        headingLevel={o.headingLevel}
        classes={o.classes}
        attributes={o.attributes}
      >
        {(o.text !== undefined || o.html !== undefined) && wordsOf(o)}
      </Panel>
    ),
  ),
  {
    matched: 9,
    leftOut: {
      interruption: 'interruptions are not used',
      'interruption-with-content-with-long-line-length': 'interruptions are not used',
      'interruption-with-headings-content-and-lists': 'interruptions are not used',
      'interruption with custom classes': 'interruptions are not used',
      'interruption, with actions classes and attributes': 'interruptions are not used',
      'interruption, submit action': 'interruptions are not used',
      'interruption, button link': 'interruptions are not used',
      'interruption, no actions': 'interruptions are not used',
      'interruption, no actions items': 'interruptions are not used',
      'confirmation, with actions': 'confirmations have no actions',
    },
  },
);

const action = z.strictObject({
  ...wordsShape,
  ...common,
  href: z.string(),
  visuallyHiddenText: z.string().optional(),
});
const actions = z.strictObject({ items: z.array(action).default([]) });
const actionsOf = (o: z.infer<typeof actions> | undefined) =>
  o?.items.map((item) => ({
    href: item.href,
    text: wordsOf(item),
    hiddenText: item.visuallyHiddenText,
    classes: item.classes,
    attributes: item.attributes,
  }));

matchesFixtures(
  'summary-list',
  port(
    z.strictObject({
      ...common,
      rows: z.array(
        z.union([
          z.strictObject({
            classes: z.string().optional(),
            key: words,
            value: words,
            actions: actions.optional(),
          }),
          z.union([z.null(), z.literal(false), z.literal('')]).transform(() => null),
        ]),
      ),
      card: z
        .strictObject({
          ...common,
          title: z.strictObject({
            ...wordsShape,
            headingLevel: z.union([z.literal(2), z.literal(3), z.literal(4)]).optional(),
          }),
          actions: actions.optional(),
        })
        .optional(),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.classes, 'govuk-summary-list', ['no-border']);
      return (
        <SummaryList
          noBorder={modifier !== undefined}
          classes={rest}
          attributes={o.attributes}
          card={
            o.card && {
              title: wordsOf(o.card.title),
              headingLevel: o.card.title.headingLevel,
              actions: actionsOf(o.card.actions),
              classes: o.card.classes,
              attributes: o.card.attributes,
            }
          }
          rows={o.rows.map(
            (row) =>
              row && {
                key: wordsOf(row.key),
                value: wordsOf(row.value),
                actions: actionsOf(row.actions),
                classes: row.classes,
              },
          )}
        />
      );
    },
  ),
  {
    matched: 25,
    leftOut: {
      'key with classes': 'keys take no classes',
      'actions with classes': 'the list of actions takes no classes',
      'summary card with custom classes': 'a card has a title',
      'summary card with custom attributes': 'a card has a title',
      'overridden-widths': 'keys and values take no classes',
    },
  },
);

const cell = z
  .strictObject({
    text: z.union([z.string(), z.number()]).transform(String).optional(),
    html: z.string().optional(),
    ...common,
    format: z.literal('numeric').optional(),
    colspan: number.optional(),
    rowspan: number.optional(),
  })
  .transform((o) => ({
    text: wordsOf(o),
    format: o.format,
    colSpan: o.colspan,
    rowSpan: o.rowspan,
    classes: o.classes,
    attributes: o.attributes,
  }));

matchesFixtures(
  'table',
  port(
    z.strictObject({
      ...common,
      caption: z.string().optional(),
      captionClasses: z.string().optional(),
      firstCellIsHeader: z.boolean().optional(),
      head: z.array(cell).optional(),
      rows: z.array(z.union([z.array(cell), z.null(), z.literal(false), z.literal('')])),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.classes, 'govuk-table', ['small-text-until-tablet']);
      return (
        <Table
          caption={o.caption ?? null}
          captionSize={takeModifier(o.captionClasses, 'govuk-table__caption', ['s', 'm', 'l', 'xl']).modifier}
          firstCellIsHeader={o.firstCellIsHeader}
          head={o.head}
          rows={o.rows.filter((row) => Array.isArray(row))}
          smallTextUntilTablet={modifier !== undefined}
          classes={rest}
          attributes={o.attributes}
        />
      );
    },
  ),
  { matched: 21, leftOut: {} },
);

matchesFixtures(
  'tabs',
  port(
    z.strictObject({
      ...common,
      id: z.string().optional(),
      title: z.string().optional(),
      items: z
        .array(
          z.union([
            z.strictObject({
              id: z.string(),
              label: z.string(),
              panel: words,
            }),
            z.null(),
            z.literal(false),
            z.literal(''),
          ]),
        )
        .default([]),
    }),
    (o) => (
      <Tabs
        id={o.id}
        title={o.title}
        classes={o.classes}
        attributes={o.attributes}
        items={o.items
          .filter((item) => typeof item === 'object' && item !== null)
          .map((item) => ({
            id: item.id,
            label: item.label,
            panel:
              item.panel.html === undefined ? <p class="govuk-body">{wordsOf(item.panel)}</p> : wordsOf(item.panel),
          }))}
      />
    ),
  ),
  {
    matched: 11,
    leftOut: {
      'item with attributes': 'tabs take no attributes',
      'panel with attributes': 'panels take no attributes',
      idPrefix: 'each tab has an id of its own',
    },
  },
);

matchesFixtures(
  'task-list',
  port(
    z.strictObject({
      ...common,
      idPrefix: z.string().optional(),
      items: z.array(
        z.union([
          z.strictObject({
            title: words,
            href: z.string().optional(),
            hint: words.optional(),
            classes: z.string().optional(),
            status: z.union([
              z.strictObject({
                ...wordsShape,
                classes: z.literal('govuk-task-list__status--cannot-start-yet').optional(),
              }),
              z.strictObject({
                tag: z.strictObject({ ...wordsShape, classes: z.string().optional() }),
              }),
            ]),
          }),
          z.union([z.null(), z.literal(false), z.literal('')]).transform(() => null),
        ]),
      ),
    }),
    (o) => (
      <TaskList
        idPrefix={o.idPrefix}
        classes={o.classes}
        attributes={o.attributes}
        items={o.items.map(
          (item) =>
            item && {
              title: wordsOf(item.title),
              href: item.href,
              hint: item.hint && wordsOf(item.hint),
              classes: item.classes,
              status:
                'tag' in item.status
                  ? {
                      tag: wordsOf(item.status.tag),
                      colour: takeModifier(item.status.tag.classes, 'govuk-tag', colours).modifier,
                    }
                  : { text: wordsOf(item.status), cannotStart: item.status.classes !== undefined },
            },
        )}
      />
    ),
  ),
  {
    matched: 9,
    leftOut: {
      'custom classes': 'titles and statuses take no classes',
      'custom attributes': 'tags of tasks take no attributes',
    },
  },
);

const neighbour = z.strictObject({
  ...wordsShape,
  href: z.string(),
  labelText: z.string().optional(),
});
const neighbourProps = (o: z.infer<typeof neighbour>) => ({
  href: o.href,
  text: o.text === undefined && o.html === undefined ? undefined : wordsOf(o),
  label: o.labelText,
});

matchesFixtures(
  'pagination',
  port(
    z.strictObject({
      ...common,
      landmarkLabel: z.string().optional(),
      previous: neighbour.optional(),
      next: neighbour.optional(),
      items: z
        .array(
          z.union([
            z.union([z.null(), z.strictObject({})]).transform(() => null),
            z.strictObject({ ellipsis: z.literal(true) }).transform(() => ({ gap: true }) as const),
            z
              .strictObject({
                number: z.union([z.number(), z.string()]),
                href: z.string(),
                current: z.boolean().optional(),
                visuallyHiddenText: z.string().optional(),
              })
              .transform(({ visuallyHiddenText, ...item }) => ({ ...item, hiddenText: visuallyHiddenText })),
          ]),
        )
        .optional(),
    }),
    (o) => (
      <Pagination
        previous={o.previous && neighbourProps(o.previous)}
        next={o.next && neighbourProps(o.next)}
        items={o.items?.filter((item) => item !== null)}
        landmarkLabel={o.landmarkLabel}
        classes={o.classes}
        attributes={o.attributes}
      />
    ),
  ),
  { matched: 15, leftOut: {} },
);
