import { Button } from '../../components/govuk/button.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayModeOf } from '../offences/offer.ts';
import { Answer, NoAnswer } from './answer.tsx';
import { withPrefix } from './compare-page.tsx';
import type { Facts } from './facts.ts';
import { Fields } from './field-view.tsx';
import { idOf, titleOf, type Subject } from './subject.ts';
import type { AnswerView, GivenFact } from './view-model.ts';
import type { Worked } from './work-out.ts';

export interface CalculatorView {
  readonly subject: Subject;
  readonly worked: Worked;
  readonly given: readonly GivenFact[];
  readonly answer: AnswerView | undefined;
  /** What the address of this answer holds after the question mark. */
  readonly query: Facts;
}

/** The offence, or the kind of limit, and the way back to choose another. */
const What = ({ subject, query }: { subject: Subject; query: Facts }) => (
  <p class="govuk-body">
    {subject.by === 'offence'
      ? `Offence ${subject.entry.code}. ${sayModeOf(subject.entry)}. `
      : `${subject.kind.provision}. `}
    <a class="govuk-link jcf-screen-only" href={paths.calculator.to({}, query)}>
      {subject.by === 'offence' ? 'Change the offence' : 'Choose another limit'}
    </a>
  </p>
);

const Links = ({ subject, query, answer, worked: { facts } }: Omit<CalculatorView, 'given'>) => {
  const kind = idOf(subject);
  return (
    <ul class="govuk-list jcf-actions jcf-screen-only" aria-label="With this answer">
      <li>
        <a class="govuk-link" href={paths.calculate.to({ kind }, query)} data-calculator-address>
          Link to this answer
        </a>
      </li>
      <li>
        <a class="govuk-link" href={paths.compareLimits.to({ kind }, { ...query, ...withPrefix(facts) })}>
          Compare with other facts
        </a>
      </li>
      {answer?.remindOf !== undefined && (
        <li>
          <a class="govuk-link" href={paths.limitReminder.to({ kind }, query)}>
            Add to a calendar
          </a>
        </li>
      )}
    </ul>
  );
};

/** Facts on one side, the answer on the other; on paper the facts as they were given, then the answer. */
export const CalculatorPage = ({ subject, worked, given, answer, query }: CalculatorView): Page => {
  const { outcome } = worked;
  const problems = outcome.state === 'wrong' ? outcome.problems : [];
  const kind = idOf(subject);
  return {
    title: `${titleOf(subject)}: time limit`,
    heading: titleOf(subject),
    caption: 'Time limit calculator',
    islands: ['calculator'],
    errors: problems.map(({ field, text }) => ({ text, href: `#${field}` })),
    body: (
      <>
        <What subject={subject} query={query} />
        <div class="govuk-grid-row jcf-calculator">
          <div class="govuk-grid-column-one-half jcf-screen-only">
            <h2 class="govuk-heading-m">Facts</h2>
            <p class="govuk-hint">In any order. Leave out what you do not know.</p>
            <form
              method="get"
              action={`${paths.calculate.to({ kind })}#answer`}
              novalidate
              data-calculator
              aria-label="Facts"
            >
              {subject.by === 'offence' && <input type="hidden" name="cjsCode" value={subject.entry.code} />}
              <div data-calculator-fields>
                <Fields
                  fields={worked.fields}
                  values={worked.values}
                  errors={Object.fromEntries(problems.map(({ field, text }) => [field, text]))}
                />
              </div>
              <Button>Work it out</Button>
            </form>
          </div>
          <div
            class="govuk-grid-column-one-half jcf-calculator__answer"
            id="answer"
            tabIndex={-1}
            data-calculator-answer
          >
            <h2 class="govuk-heading-m">Answer</h2>
            {answer === undefined ? (
              <NoAnswer outcome={outcome} />
            ) : (
              <Answer
                answer={answer}
                links={<Links subject={subject} query={query} answer={answer} worked={worked} />}
              />
            )}
            {given.length > 0 && (
              <>
                <h3 class="govuk-heading-s">Worked out from</h3>
                <SummaryList classes="jcf-given" rows={given.map(({ says, value }) => ({ key: says, value }))} />
              </>
            )}
          </div>
        </div>
      </>
    ),
  };
};
