import { LinkButton, ButtonGroup } from '../../components/govuk/button.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { TaskList } from '../../components/govuk/task-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { caseFrame, counted } from '../case-frame/index.ts';
import { RanOut } from '../incident/list.tsx';
import { Time } from '../time-limits/times.tsx';
import type { Lacks, OffenceLine, OverviewView, SubmissionCard, SuspectCard, Task } from './view-model.ts';

const Next = ({ view }: { view: OverviewView }) =>
  view.next.length === 0 ? (
    <p class="govuk-body">Nothing here waits for you at the moment.</p>
  ) : (
    <ButtonGroup>
      {view.next.map(({ submissionId, text, href }, index) => (
        <LinkButton href={href} kind={index === 0 ? undefined : 'secondary'}>
          {view.next.length === 1 ? text : `${submissionId}: ${text}`}
        </LinkButton>
      ))}
    </ButtonGroup>
  );

const LacksLine = ({ lacks, href }: { lacks: Lacks; href: string }) => {
  const open = lacks.missing + lacks.inadequate;
  return (
    <>
      {`${lacks.met} of ${lacks.required} required items are met${lacks.later > 0 ? `, ${lacks.later} come later` : ''}. `}
      <a class="govuk-link" href={href}>
        {open === 0 && lacks.questions === 0
          ? 'Nothing is missing'
          : [
              lacks.missing > 0 && `${lacks.missing} missing`,
              lacks.inadequate > 0 && `${lacks.inadequate} not good enough`,
              lacks.questions > 0 && `${counted(lacks.questions, 'question')} to answer`,
            ]
              .filter((part) => part !== false)
              .join(', ')}
      </a>
      {lacks.explained > 0 &&
        `. Of the gaps, ${lacks.explained} ${lacks.explained === 1 ? 'has' : 'have'} a reason and a date`}
      {'.'}
    </>
  );
};

const Submission = ({ card }: { card: SubmissionCard }) => (
  <SummaryList
    card={{
      title: `${card.submissionId}: ${card.title}`,
      headingLevel: 3,
      actions: [{ href: card.href, text: 'Open', hiddenText: 'the file' }],
    }}
    rows={[
      { key: 'About', value: card.about },
      { key: 'Waits for', value: card.waitsFor },
      { key: 'With', value: `${card.holder}, since ${card.since}` },
      card.lacks !== undefined && { key: 'What it lacks', value: <LacksLine lacks={card.lacks} href={card.href} /> },
      card.sent !== undefined && { key: 'Sent', value: card.sent },
      card.contact !== undefined && { key: 'Who to ring', value: card.contact },
      card.talks !== undefined && {
        key: 'Conversations',
        value: (
          <>
            {card.talks.text}.{' '}
            <a class="govuk-link" href={card.talks.href}>
              Read or record one<span class="govuk-visually-hidden">{` about ${card.submissionId}`}</span>
            </a>
          </>
        ),
      },
    ]}
  />
);

const taskStatus = {
  missing: { tag: 'Missing', colour: 'red' },
  inadequate: { tag: 'Not good enough', colour: 'red' },
  question: { tag: 'Answer needed', colour: 'blue' },
  explained: { text: 'Reason and date given' },
} as const satisfies Record<Task['status'], unknown>;

const Tasks = ({ view }: { view: OverviewView }) => (
  <>
    {view.tasks.map(({ submissionId, title, tasks }) => (
      <>
        <h2 class="govuk-heading-m" id={`lacks-${submissionId}`}>
          {view.tasks.length === 1
            ? `What this file lacks (${tasks.length})`
            : `What ${submissionId} lacks: ${title} (${tasks.length})`}
        </h2>
        <p class="govuk-body">In any order. Each says what puts it right.</p>
        <TaskList
          idPrefix={`task-${submissionId}`}
          items={tasks.map(({ title: name, hint, href, status }) => ({
            title: name,
            hint: hint === '' ? undefined : hint,
            href,
            status: taskStatus[status],
          }))}
        />
      </>
    ))}
  </>
);

const Offence = ({ line }: { line: OffenceLine }) => (
  <li class="jcf-rows__row">
    <div class="jcf-rows__head">
      <span class="jcf-rows__title">
        <a class="govuk-link" href={paths.offence.to({ code: line.code })}>
          {line.code}
        </a>
        {` ${line.title}`}
      </span>
    </div>
    <div class="jcf-rows__line">{`${line.stands}. ${line.when}. ${line.tried}. ${line.plea}.`}</div>
    <div class="jcf-rows__line">
      <a class="govuk-link" href={line.limitHref}>
        {line.limit}
      </a>
    </div>
    {line.decision !== undefined && <div class="jcf-rows__line">{`Decision: ${line.decision}`}</div>}
  </li>
);

const Suspect = ({ card }: { card: SuspectCard }) => (
  <section aria-labelledby={`suspect-${card.defendantId}`}>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={`suspect-${card.defendantId}`}>
      {card.name}
    </h3>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>{card.state}</strong>
      {card.since !== undefined && `, since ${card.since}`}. {card.where}.
    </p>
    {card.conditions.length > 0 && (
      <>
        <p class="govuk-body govuk-!-margin-bottom-1">Conditions:</p>
        <ul class="govuk-list govuk-list--bullet">
          {card.conditions.map((condition) => (
            <li>{condition}</li>
          ))}
        </ul>
      </>
    )}
    <ul class="jcf-rows" aria-label={`Offences of ${card.name}`}>
      {card.offences.map((line) => (
        <Offence line={line} />
      ))}
    </ul>
    {card.charges.map((charge) => (
      <p class="govuk-body">{`Charge: ${charge}.`}</p>
    ))}
  </section>
);

const Flags = ({ view }: { view: OverviewView }) => (
  <>
    {view.flags.set.length > 0 && <li>{`Marked: ${view.flags.set.join(', ')}.`}</li>}
    {view.flags.unanswered.length > 0 && <li>{`Not answered: ${view.flags.unanswered.join(', ')}.`}</li>}
    {view.flags.notes.map((note) => (
      <li>{note}</li>
    ))}
  </>
);

const Aside = ({ view }: { view: OverviewView }) => {
  const { urn } = view.case.record;
  const more = view.times.running.length - view.pressing.length;
  return (
    <>
      <h2 class="govuk-heading-m">Time limits</h2>
      <RanOut view={view.case} />
      {view.pressing.length === 0 && <p class="govuk-body">No time limit is running.</p>}
      {view.pressing.map((row) => (
        <Time row={row} />
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={paths.timeLimits.to({ urn })}>
          {more > 0 ? `All time limits, ${more} more` : 'All time limits and how they are worked out'}
        </a>
      </p>
      <h2 class="govuk-heading-m">About the case</h2>
      <ul class="govuk-list govuk-list--spaced">
        <Flags view={view} />
        <li>
          <a class="govuk-link" href={paths.material.to({ urn })}>
            Material
          </a>
          {`: ${view.material}`}
        </li>
        <li>
          <a class="govuk-link" href={paths.people.to({ urn })}>
            People
          </a>
          {`: ${view.people}`}
        </li>
        <li>
          <a class="govuk-link" href={paths.messages.to({ urn })}>
            Messages
          </a>
          {`: ${view.messages}`}
        </li>
      </ul>
    </>
  );
};

/** One page that says what to do next in a case. */
export const OverviewPage = (view: OverviewView): Page => ({
  title: `${view.case.record.urn} overview`,
  heading: 'Overview',
  ...caseFrame(view.case, 'overview', view.actor),
  body: (
    <>
      {view.case.side === 'cps' && (
        <p class="govuk-body">You see this case as it was sent, with what police have sent and answered since.</p>
      )}
      <GridRow>
        <Column width="two-thirds">
          <Next view={view} />
          <h2 class="govuk-heading-m">{view.submissions.length === 1 ? 'Submission' : 'Submissions'}</h2>
          {view.submissions.map((card) => (
            <Submission card={card} />
          ))}
          {view.withdrawals.map(({ text, href }) => (
            <p class="govuk-body">
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </p>
          ))}
          <h2 class="govuk-heading-m">{view.suspects.length === 1 ? 'Suspect' : 'Suspects'}</h2>
          {view.suspects.map((card) => (
            <Suspect card={card} />
          ))}
          {view.case.side === 'police' && (
            <p class="govuk-body">
              <a class="govuk-link" href={paths.build.to({ urn: view.case.record.urn })}>
                Build the file by topic: people, interviews, evidence, disclosure
              </a>
            </p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={paths.caseOffences.to({ urn: view.case.record.urn })}>
              Offences: add, correct or withdraw one, or set how it is tried
            </a>
          </p>
          <Tasks view={view} />
        </Column>
        <Column width="one-third">
          <Aside view={view} />
        </Column>
      </GridRow>
    </>
  ),
});
