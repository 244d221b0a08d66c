import type { Content } from '../../components/content.ts';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { WarningText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { AnswerView, Moment } from './view-model.ts';
import type { Outcome } from './work-out.ts';

const lines = (of: readonly string[]): Content =>
  of.length === 1 ? (
    (of[0] ?? '')
  ) : (
    <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
      {of.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );

const Headline = ({ moment: { says, at, left }, second }: { moment: Moment; second: boolean }) => (
  <p class={second ? 'jcf-answer__second' : 'jcf-answer__first'}>
    <span class="jcf-answer__says">{says}</span> <strong class="jcf-answer__at">{at}</strong>
    {left !== undefined && <span class="jcf-answer__left">{` ${left}`}</span>}
  </p>
);

/** The day and what to know at once about it. */
export const Headlines = ({ answer }: { answer: AnswerView }) => (
  <div class="jcf-answer">
    {answer.headlines.map((moment, index) => (
      <Headline moment={moment} second={index > 0} />
    ))}
    {answer.verdict !== undefined && (
      <p class="govuk-body govuk-!-margin-bottom-2">
        <StatusTag kind={answer.verdict.inTime ? 'done' : 'urgent'}>
          {answer.verdict.inTime ? 'In time' : 'Out of time'}
        </StatusTag>{' '}
        {answer.verdict.says}
      </p>
    )}
    <p class="govuk-body-s govuk-!-margin-bottom-0">{`As at ${answer.asAt}.`}</p>
  </div>
);

/** An answer with everything it rests on. */
export const Answer = ({ answer, links }: { answer: AnswerView; links: Content }) => (
  <>
    <Headlines answer={answer} />
    {links}
    {answer.precaution !== undefined && <WarningText>{answer.precaution}</WarningText>}
    {answer.isPractice && <p class="govuk-body">This is practice, not a limit set by law.</p>}
    <SummaryList
      rows={[
        answer.changes.length > 0 && {
          key: 'What would change it',
          value: (
            <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
              {answer.changes.map(({ text, href }) => (
                <li>
                  {href === undefined ? (
                    text
                  ) : (
                    <a class="govuk-link" href={href}>
                      {text}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        answer.mind.length > 0 && { key: 'Mind', value: lines(answer.mind) },
        answer.moments.length > 0 && {
          key: 'Days worked out',
          value: lines(answer.moments.map(({ says, at }) => `${says}: ${at}`)),
        },
        answer.how.length > 0 && { key: 'How it is worked out', value: lines(answer.how) },
        answer.assumed.length > 0 && { key: 'Assumed', value: lines(answer.assumed) },
        answer.stops !== undefined && { key: 'What stops the clock', value: answer.stops },
        { key: 'Law', value: answer.provision },
        {
          key: 'How sure the rule is',
          value: [<strong>{answer.confidence.mark}.</strong>, ` ${answer.confidence.means}`],
        },
        answer.sources.length > 0 && { key: 'Where it was read', value: lines(answer.sources) },
        answer.notModelled.length > 0 && { key: 'Not worked out here', value: lines(answer.notModelled) },
      ]}
    />
    <p class="govuk-body">
      <strong>Ask a lawyer</strong> before you rely on this where the day is close, a fact is in dispute, or something
      above does not fit the case.
    </p>
  </>
);

/** What stands in the place of an answer until there is one. */
export const NoAnswer = ({ outcome, prefix = '' }: { outcome: Outcome; prefix?: string }) =>
  outcome.state === 'waiting' ? (
    <div class="jcf-answer">
      <p class="govuk-body govuk-!-margin-bottom-2">To see the answer, give:</p>
      <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
        {outcome.needs.map(({ field, text }) => (
          <li>
            <a class="govuk-link" href={`#${prefix}${field}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ) : outcome.state === 'wrong' ? (
    <div class="jcf-answer">
      <p class="govuk-body govuk-!-margin-bottom-0">The answer is shown once these are put right:</p>
      <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
        {outcome.problems.map(({ field, text }) => (
          <li>
            <a class="govuk-link" href={`#${prefix}${field}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ) : null;
