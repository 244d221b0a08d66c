import { InsetText } from '../../components/govuk/notices.tsx';
import { TaskList, type TaskStatus } from '../../components/govuk/task-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { caseFrame } from '../case-frame/index.ts';
import type { Action } from '../file-parts/index.ts';
import type { BuildView, TopicView } from './view-model.ts';

const statusOf = ({ standing, says }: TopicView): TaskStatus =>
  standing.stands === 'complete' || standing.stands === 'none_due'
    ? { text: says }
    : { tag: says, colour: standing.gaps > standing.explained ? 'red' : 'blue' };

const Links = ({ links }: { links: readonly Action[] }) =>
  links.length === 0 ? null : (
    <ul class="govuk-list jcf-actions">
      {links.map(({ text, href }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );

const TopicSection = ({ topic, prefix }: { topic: TopicView; prefix: string }) => {
  const id = `${prefix}-${topic.id}`;
  return (
    <section aria-labelledby={id}>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={id}>
        {topic.title}
      </h3>
      <p class="govuk-body govuk-!-margin-bottom-1">{`${topic.says}.`}</p>
      {topic.gaps.map(({ title, lines, fix, explained, actions }) => (
        <div class="govuk-!-margin-bottom-3">
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>{title}</strong>
            {`: ${[...lines, fix].join(' ')}`}
            {explained !== undefined && ` ${explained}`}
          </p>
          <Links links={actions} />
        </div>
      ))}
      {topic.questions.map(({ title, actions: [answer] }) => (
        <p class="govuk-body">
          {answer === undefined ? (
            title
          ) : (
            <a class="govuk-link" href={answer.href}>
              {title}
            </a>
          )}
        </p>
      ))}
      <Links links={topic.places} />
    </section>
  );
};

/** A file by topic, in any order: how each stands and what brings it further. */
export const BuildPage = (view: BuildView): Page => {
  const { urn } = view.case.record;
  return {
    ...caseFrame(view.case, 'overview', view.actor),
    title: `Build the file of ${urn}`,
    heading: 'Build the file',
    width: 'two-thirds',
    body: (
      <>
        <p class="govuk-body">
          Topics can be done in any order. Each is saved as you go, and how it stands comes from the check.
        </p>
        {view.files.length === 0 && <InsetText>No file of this case is with police to be built.</InsetText>}
        {view.files.map(({ submissionId, title, href, waitsFor, topics }) => (
          <>
            <h2 class="govuk-heading-m" id={`file-${submissionId}`}>
              {title}
            </h2>
            <p class="govuk-body">
              {`Waits for: ${waitsFor}. `}
              <a class="govuk-link" href={href}>
                {`Open the check of ${submissionId}`}
              </a>
            </p>
            <TaskList
              idPrefix={`topics-${submissionId}`}
              items={topics.map((topic) => ({
                title: topic.title,
                href: `#${submissionId}-${topic.id}`,
                status: statusOf(topic),
              }))}
            />
            {topics.map((topic) => (
              <TopicSection topic={topic} prefix={submissionId} />
            ))}
          </>
        ))}
      </>
    ),
  };
};
