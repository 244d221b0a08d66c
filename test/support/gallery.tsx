/** Pages that show every component in each of its looks, for tests in a browser. Everything in them is made up. */
import type { VNode } from 'preact';
import { CaseHeader } from '../../src/web/components/case/case-header.tsx';
import { Clock } from '../../src/web/components/case/clock.tsx';
import { ExplainedList } from '../../src/web/components/case/explained-list.tsx';
import { PostForm } from '../../src/web/components/case/post-form.tsx';
import { StatusTag } from '../../src/web/components/case/status-tag.tsx';
import { Button, ButtonGroup, LinkButton } from '../../src/web/components/govuk/button.tsx';
import { Checkboxes } from '../../src/web/components/govuk/checkboxes.tsx';
import { DateInput } from '../../src/web/components/govuk/date-input.tsx';
import { Details } from '../../src/web/components/govuk/details.tsx';
import { FileUpload } from '../../src/web/components/govuk/file-upload.tsx';
import { Input } from '../../src/web/components/govuk/input.tsx';
import { Column, GridRow, TwoThirds } from '../../src/web/components/govuk/layout.tsx';
import { InsetText, NotificationBanner, WarningText } from '../../src/web/components/govuk/notices.tsx';
import { pageItems, Pagination } from '../../src/web/components/govuk/pagination.tsx';
import { Panel } from '../../src/web/components/govuk/panel.tsx';
import { Radios } from '../../src/web/components/govuk/radios.tsx';
import { Select } from '../../src/web/components/govuk/select.tsx';
import { SummaryList } from '../../src/web/components/govuk/summary-list.tsx';
import { Table } from '../../src/web/components/govuk/table.tsx';
import { Tabs } from '../../src/web/components/govuk/tabs.tsx';
import { Tag } from '../../src/web/components/govuk/tag.tsx';
import { TaskList } from '../../src/web/components/govuk/task-list.tsx';
import { CharacterCount, Textarea } from '../../src/web/components/govuk/textarea.tsx';
import { Alert } from '../../src/web/components/moj/alert.tsx';
import { Filter, FilterLayout } from '../../src/web/components/moj/filter.tsx';
import { Badge, PageHeaderActions } from '../../src/web/components/moj/headers.tsx';
import { SideNavigation, SubNavigation } from '../../src/web/components/moj/navigation.tsx';
import { Messages, ScrollablePane, TicketPanel } from '../../src/web/components/moj/panels.tsx';
import type { Page } from '../../src/web/layouts/page.tsx';

const caseHeader = (
  <CaseHeader
    reference="99EX0000126"
    title="R v Ashdown and Birch-Featherstonehaugh"
    unit="Exampleshire Police, North Response Team"
    waitingFor="Waiting for police to answer 2 actions by 26 November 2026."
    href="/"
    badges={[
      { text: 'Youth', colour: 'red' },
      { text: 'Domestic abuse', colour: 'purple' },
    ]}
  />
);

const casePages = (
  <SubNavigation
    label="Pages of this case"
    items={[
      { text: 'Overview', href: '/', current: true },
      { text: 'Material', href: '/form' },
      { text: 'Conversation', href: '/queue' },
    ]}
  />
);

const rows = Array.from({ length: 4 }, (_, index) => [
  `Item ${String(index + 1)}`,
  'Statement of a witness',
  { text: String(index * 12), format: 'numeric' as const },
  <StatusTag kind="wait">Waiting for police</StatusTag>,
]);

const content: VNode = (
  <>
    <GridRow>
      <Column width="two-thirds">
        <h2 class="govuk-heading-m">What to do next</h2>
        <TaskList
          items={[
            { title: 'Offences', href: '/form', status: { text: 'Completed' } },
            {
              title: 'Witnesses',
              href: '/form',
              hint: 'One statement has no dates to avoid.',
              status: { tag: 'Needs an answer', colour: 'red' },
            },
            { title: 'Send to the CPS', status: { text: 'Cannot start yet', cannotStart: true } },
          ]}
        />
        <h2 class="govuk-heading-m">Clocks</h2>
        <Clock
          name="Prosecution time limit"
          last="12 December 2026"
          left="20 days"
          explanation={<p class="govuk-body">Six months from the offence on 12 June 2026.</p>}
          explanationAbout="Prosecution time limit"
        />
        <Clock name="Detention clock" lastIs="Ends" last="6:40pm today" left="less than 1 hour" state="soon" />
        <h2 class="govuk-heading-m">File check</h2>
        <ExplainedList
          items={[
            {
              text: 'Statement of the complainant is missing',
              status: { kind: 'urgent', text: 'Missing' },
              because: ['An offence with a victim was charged.', 'No document of kind MG11 names them.'],
              source: 'National File Standard, item 4',
              fix: { text: 'Add the statement', href: '/form' },
            },
            { text: 'Custody record', status: { kind: 'done', text: 'Met' }, because: ['Document 7 is one.'] },
            { text: 'Antecedents', status: { kind: 'none', text: 'Not needed' }, because: [] },
          ]}
        />
        <SummaryList
          card={{ title: 'Jordan Ashdown', actions: [{ href: '/form', text: 'Change' }] }}
          rows={[
            {
              key: 'Date of birth',
              value: '3 April 2001',
              actions: [{ href: '/form', text: 'Change', hiddenText: 'date of birth' }],
            },
            {
              key: 'Telephone',
              value: '01632 960983',
              actions: [
                { href: '/form', text: 'Change', hiddenText: 'telephone' },
                { href: '/form', text: 'Remove', hiddenText: 'telephone' },
              ],
            },
            false,
          ]}
        />
        <SummaryList noBorder rows={[{ key: 'Officer', value: 'PC 1234 Example' }]} />
      </Column>
      <Column width="one-third">
        <SideNavigation label="Help" sections={[{ items: [{ text: 'Guidance', href: '/', current: true }] }]} />
        <Tag>Blue</Tag> <Tag colour="green">Green</Tag> <Tag colour="magenta">Magenta</Tag>{' '}
        <Tag colour="orange">Orange</Tag> <StatusTag kind="changed">Changed</StatusTag> <Badge>Plain</Badge>
        <TicketPanel items={[{ body: <p class="govuk-body">Bail ends on 1 December 2026.</p>, colour: 'orange' }]} />
      </Column>
    </GridRow>
    <Alert variant="warning" title="Two offences end on different days" showTitle>
      Check each before you send the file.
    </Alert>
    <Alert variant="information" title="For information">
      The edition of the standard is from May 2026.
    </Alert>
    <NotificationBanner>
      <p class="govuk-notification-banner__heading">
        A newer statement is here.{' '}
        <a class="govuk-notification-banner__link" href="/form">
          Read it
        </a>
        .
      </p>
    </NotificationBanner>
    <WarningText>Sending the file starts the CPS clock.</WarningText>
    <InsetText>The officer has said there is no CCTV.</InsetText>
    <Details summary="How this page is made">
      <p class="govuk-body">From the record of the case.</p>
    </Details>
    <ScrollablePane label="Items not yet seen">
      <Table
        caption="Items not yet seen"
        captionSize="m"
        head={['Item', 'Kind', { text: 'Pages', format: 'numeric' }, 'Status']}
        rows={rows}
        firstCellIsHeader
      />
    </ScrollablePane>
    <Tabs
      title="Suspects"
      items={[
        { id: 'ashdown', label: 'Ashdown', panel: <p class="govuk-body">First suspect.</p> },
        { id: 'birch', label: 'Birch', panel: <p class="govuk-body">Second suspect.</p> },
      ]}
    />
    <Messages
      label="Conversation about this action"
      items={[
        {
          kind: 'sent',
          sender: 'PC Example',
          day: '22 November 2026',
          time: '9:05am',
          instant: '2026-11-22T09:05:00Z',
          body: 'Is the footage in?',
        },
        {
          kind: 'received',
          sender: 'A Prosecutor',
          day: '22 November 2026',
          time: '10am',
          instant: '2026-11-22T10:00:00Z',
          body: (
            <>
              It is, see <a href="/form">item 12</a>.
            </>
          ),
        },
      ]}
    />
  </>
);

const filterOptions = (
  <>
    <Checkboxes
      name="stage"
      legend="Stage"
      legendSize="s"
      small
      values={['gatekeeping']}
      items={[
        { value: 'gatekeeping', text: 'Gatekeeping' },
        { value: 'triage', text: 'Triage' },
      ]}
    />
    <Input name="words" label="Words" labelSize="s" type="search" />
  </>
);

const queue: VNode = (
  <FilterLayout
    action="/queue"
    keep={{ order: 'soonest' }}
    filter={
      <Filter
        selected={{
          clear: { href: '/queue' },
          categories: [{ heading: 'Stage', items: [{ text: 'Gatekeeping', href: '/queue?none' }] }],
        }}
      >
        {filterOptions}
      </Filter>
    }
  >
    <ScrollablePane label="Cases">
      <Table
        caption="37 cases, soonest first"
        head={['Reference', 'People', 'What is needed', 'By', 'Owner']}
        rows={rows.map((row) => [...row, 'Exampleshire'])}
      />
    </ScrollablePane>
    <Pagination
      previous={{ href: '/queue' }}
      next={{ href: '/queue' }}
      items={pageItems(3, 12, (page) => `/queue?page=${String(page)}`)}
    />
    <Pagination next={{ href: '/queue', label: 'Cases from before' }} landmarkLabel="By date" />
  </FilterLayout>
);

const formOf = (errors: Readonly<Record<string, string>>): VNode => (
  <PostForm action="/form" csrfToken="token" multipart>
    <Input name="reference" label="Reference" hint="For example, 99EX0000126" width={20} error={errors.reference} />
    <Input name="cost" label="Value of the property" prefix="£" suffix="in all" width={5} spellcheck={false} />
    <Textarea name="reasons" label="Reasons" value={'\nFirst line'} error={errors.reasons} />
    <CharacterCount name="summary" label="Summary" maxLength={100} threshold={0} />
    <Select
      name="unit"
      label="Unit"
      value="south"
      items={[
        { value: 'north', text: 'North' },
        { value: 'south', text: 'South' },
      ]}
    />
    <Radios
      name="kind"
      legend="What is the charging decision?"
      legendSize="m"
      error={errors.kind}
      items={[
        { value: 'charge', text: 'Charge', hint: 'The Full Code Test is met.' },
        { divider: 'or' },
        { value: 'nfa', text: 'No further action' },
      ]}
    />
    <Radios
      name="inline"
      legend="Is anyone in custody?"
      inline
      small
      items={[
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ]}
    />
    <Checkboxes
      name="needs"
      legend="What does the witness need?"
      hint="Pick all that apply"
      items={[
        { value: 'screens', text: 'Screens', conditional: <Input name="why" label="Why" /> },
        { divider: 'or' },
        { value: 'none', text: 'Nothing', exclusive: true },
      ]}
    />
    <DateInput
      id="offence"
      namePrefix="offence"
      legend="When was the offence?"
      hint="For example, 27 3 2026"
      values={{ day: 31, month: 2, year: 2026 }}
      error={errors.offence}
      errorParts={['day', 'month']}
    />
    <FileUpload name="file" label="Add a document" accept=".pdf" />
    <FileUpload name="files" label="Add several" multiple dropZone />
    <ButtonGroup>
      <Button preventDoubleClick>Continue</Button>
      <Button kind="secondary">Save for later</Button>
      <Button kind="warning">Withdraw</Button>
      <LinkButton href="/" kind="secondary">
        Go back
      </LinkButton>
      <a class="govuk-link" href="/">
        Cancel
      </a>
    </ButtonGroup>
  </PostForm>
);

const problems = {
  reference: 'Enter a reference',
  reasons: 'Enter your reasons',
  kind: 'Select the charging decision',
  offence: 'The date of the offence must be a real date',
};

/** The pages, by address. */
export const gallery: Readonly<Record<string, Page>> = {
  '/': {
    title: 'Overview',
    heading: 'Overview',
    caption: '99EX0000126',
    banner: caseHeader,
    nav: casePages,
    breadcrumbs: [{ text: 'Cases', href: '/queue' }, { text: 'Overview' }],
    body: content,
  },
  '/queue': {
    title: 'Cases (37)',
    body: (
      <>
        <PageHeaderActions heading="Cases (37)" headingSize="l">
          <LinkButton href="/form" kind="secondary">
            Start a case
          </LinkButton>
        </PageHeaderActions>
        {queue}
      </>
    ),
  },
  '/form': {
    title: 'Add a document',
    heading: 'Add a document',
    width: 'two-thirds',
    backLink: { href: '/' },
    body: formOf({}),
  },
  '/wrong': {
    title: 'Add a document',
    heading: 'Add a document',
    width: 'two-thirds',
    backLink: { href: '/' },
    errors: [
      { text: problems.reference, href: '#reference' },
      { text: problems.reasons, href: '#reasons' },
      { text: problems.kind, href: '#kind' },
      { text: problems.offence, href: '#offence-day' },
    ],
    body: formOf(problems),
  },
  '/done': {
    title: 'File sent',
    body: (
      <TwoThirds>
        <Panel title="File sent">Reference 99EX0000126</Panel>
        <p class="govuk-body">The CPS will answer by 20 December 2026.</p>
      </TwoThirds>
    ),
  },
};
