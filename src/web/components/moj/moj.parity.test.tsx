import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { outline } from '../../../../test/support/markup.ts';
import { mojMacro } from '../../../../test/support/nunjucks.ts';
import { Button, LinkButton } from '../govuk/button.tsx';
import { Alert } from './alert.tsx';
import { Filter } from './filter.tsx';
import { Badge, IdentityBar, PageHeaderActions } from './headers.tsx';
import { SideNavigation, SubNavigation } from './navigation.tsx';
import { Messages, TicketPanel } from './panels.tsx';

type Example = {
  readonly when: string;
  readonly component: string;
  readonly macro: string;
  readonly upstream: object;
  readonly ours: VNode;
};

const links = [
  { text: 'Overview', href: '/overview' },
  { text: 'Material', href: '/material' },
] as const;
const marked = [links[0], { ...links[1], current: true }];
const markedUpstream = [links[0], { ...links[1], active: true }];

const examples: readonly Example[] = [
  {
    when: 'a badge is plain',
    component: 'badge',
    macro: 'mojBadge',
    upstream: { text: 'Child' },
    ours: <Badge>Child</Badge>,
  },
  {
    when: 'a badge is large, red and holds characters of HTML',
    component: 'badge',
    macro: 'mojBadge',
    upstream: { text: 'At <risk> & "known"', classes: 'moj-badge--red moj-badge--large' },
    ours: (
      <Badge colour="red" large>
        {'At <risk> & "known"'}
      </Badge>
    ),
  },
  {
    when: 'sub navigation marks the current page',
    component: 'sub-navigation',
    macro: 'mojSubNavigation',
    upstream: { label: 'Pages of this case', items: markedUpstream },
    ours: <SubNavigation label="Pages of this case" items={marked} />,
  },
  {
    when: 'sub navigation has no label of its own and no current page',
    component: 'sub-navigation',
    macro: 'mojSubNavigation',
    upstream: { items: links, classes: 'extra' },
    ours: <SubNavigation items={links} classes="extra" />,
  },
  {
    when: 'side navigation has one group',
    component: 'side-navigation',
    macro: 'mojSideNavigation',
    upstream: { label: 'Help', items: markedUpstream },
    ours: <SideNavigation label="Help" sections={[{ items: marked }]} />,
  },
  {
    when: 'side navigation has headed groups',
    component: 'side-navigation',
    macro: 'mojSideNavigation',
    upstream: {
      label: 'Help',
      sections: [
        { heading: { text: 'First' }, items: markedUpstream },
        { heading: { text: 'Second', headingLevel: 3 }, items: links },
      ],
    },
    ours: (
      <SideNavigation
        label="Help"
        sections={[
          { heading: 'First', items: marked },
          { heading: 'Second', headingLevel: 3, items: links },
        ]}
      />
    ),
  },
  {
    when: 'an identity bar names a case',
    component: 'identity-bar',
    macro: 'mojIdentityBar',
    upstream: { title: { html: '<strong>R v Example</strong>, 99EX0000126' } },
    ours: (
      <IdentityBar>
        <strong>R v Example</strong>, 99EX0000126
      </IdentityBar>
    ),
  },
  {
    when: 'a page header has buttons',
    component: 'page-header-actions',
    macro: 'mojPageHeaderActions',
    upstream: {
      heading: { text: 'Material' },
      items: [
        { text: 'Add', href: '/add', classes: 'govuk-button--secondary' },
        { text: 'Send', classes: 'govuk-button--secondary' },
      ],
    },
    ours: (
      <PageHeaderActions heading="Material">
        <LinkButton href="/add" kind="secondary">
          Add
        </LinkButton>{' '}
        <Button kind="secondary">Send</Button>
      </PageHeaderActions>
    ),
  },
  {
    when: 'a page header has a smaller heading and no buttons',
    component: 'page-header-actions',
    macro: 'mojPageHeaderActions',
    upstream: { heading: { text: 'Material', level: 2, classes: 'govuk-heading-m' } },
    ours: <PageHeaderActions heading="Material" headingLevel={2} headingSize="m" />,
  },
  ...(['information', 'success', 'warning', 'error'] as const).map((variant) => ({
    when: `an alert is for ${variant}`,
    component: 'alert',
    macro: 'mojAlert',
    upstream: { variant, title: 'Time limit', text: 'Ends today' },
    ours: (
      <Alert variant={variant} title="Time limit">
        Ends today
      </Alert>
    ),
  })),
  {
    when: 'an alert shows its title',
    component: 'alert',
    macro: 'mojAlert',
    upstream: {
      variant: 'warning',
      title: 'Time limit',
      showTitleAsHeading: true,
      headingTag: 'h3',
      html: 'Ends <b>today</b>',
      classes: 'extra',
    },
    ours: (
      <Alert variant="warning" title="Time limit" showTitle headingLevel={3} classes="extra">
        Ends <b>today</b>
      </Alert>
    ),
  },
  {
    when: 'a ticket panel has two facts',
    component: 'ticket-panel',
    macro: 'mojTicketPanel',
    upstream: {
      classes: 'moj-ticket-panel--inline',
      items: [{ text: 'One' }, { html: '<p>Two</p>', classes: 'moj-ticket-panel__content--orange' }],
    },
    ours: <TicketPanel inline items={[{ body: 'One' }, { body: <p>Two</p>, colour: 'orange' }]} />,
  },
  {
    when: 'a filter has nothing selected',
    component: 'filter',
    macro: 'mojFilter',
    upstream: { heading: { text: 'Filter' }, optionsHtml: '<p>Options</p>' },
    ours: (
      <Filter>
        <p>Options</p>
      </Filter>
    ),
  },
  {
    when: 'a filter shows what is selected',
    component: 'filter',
    macro: 'mojFilter',
    upstream: {
      heading: { text: 'Narrow down' },
      selectedFilters: {
        heading: { text: 'Selected filters' },
        clearLink: { text: 'Clear filters', href: '/queue' },
        categories: [
          { heading: { text: 'Unit' }, items: [{ text: 'North <1>', href: '/queue?unit=2' }] },
          {
            heading: { text: 'Stage' },
            items: [
              { text: 'Gatekeeping', href: '/queue?a' },
              { text: 'Triage', href: '/queue?b' },
            ],
          },
        ],
      },
      submit: { text: 'Show cases' },
      optionsHtml: '<p>Options</p>',
    },
    ours: (
      <Filter
        heading="Narrow down"
        submitText="Show cases"
        selected={{
          clear: { href: '/queue' },
          categories: [
            { heading: 'Unit', items: [{ text: 'North <1>', href: '/queue?unit=2' }] },
            {
              heading: 'Stage',
              items: [
                { text: 'Gatekeeping', href: '/queue?a' },
                { text: 'Triage', href: '/queue?b' },
              ],
            },
          ],
        }}
      >
        <p>Options</p>
      </Filter>
    ),
  },
];

describe('Ministry of Justice components', () => {
  it.each(examples.map((each) => [each.when, each] as const))(
    'give the markup of the upstream macro when %s',
    (_when, { component, macro, upstream, ours }) => {
      expect(outline(render(ours))).toBe(outline(mojMacro(component, macro, upstream)));
    },
  );

  // Upstream repeats the words in `datetime`, where machines need a date: compared without it, and it is checked below.
  const withoutDates = (html: string): string => html.replace(/ datetime="[^"]*"/g, '');
  const conversation = [
    { kind: 'sent', instant: '2026-11-22T09:05', day: '22 November 2026', time: '9:05am', text: 'Is the CCTV in?' },
    { kind: 'received', instant: '2026-11-22T10:00', day: '22 November 2026', time: '10am', text: 'Yes <today>' },
    { kind: 'received', instant: '2026-11-23T08:30', day: '23 November 2026', time: '8:30am', text: 'Sent' },
  ] as const;
  const messages = (
    <Messages
      label="Conversation"
      items={conversation.map(({ text, ...each }, index) => ({
        ...each,
        id: String(index),
        sender: 'A Person',
        body: text,
      }))}
    />
  );

  it('give the markup of the upstream macro when messages span two days', () => {
    const upstream = mojMacro('messages', 'mojMessages', {
      label: 'Conversation',
      attributes: { role: 'region' },
      items: conversation.map((each, index) => ({
        id: String(index),
        type: each.kind,
        sender: 'A Person',
        timestamp: each.instant,
        text: each.text,
      })),
    });
    expect(outline(withoutDates(render(messages)))).toBe(outline(withoutDates(upstream)));
  });

  it('date messages for machines by day and by instant', () => {
    const dates = [...render(messages).matchAll(/ datetime="([^"]*)"/g)].map((match) => match[1]);
    expect(dates).toEqual(['2026-11-22', '2026-11-22T09:05', '2026-11-22T10:00', '2026-11-23', '2026-11-23T08:30']);
  });
});
