import { Button } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { Headlines, NoAnswer } from './answer.tsx';
import type { Facts } from './facts.ts';
import { Fields } from './field-view.tsx';
import { idOf, titleOf, type Subject } from './subject.ts';
import type { AnswerView, GivenFact } from './view-model.ts';
import type { Worked } from './work-out.ts';

/** Begins the names of the second set of facts. */
export const second = 'b-';

/** Facts under the names of the second set. */
export const withPrefix = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [second + name, value]));

/** One set of facts and what it comes to. */
export interface Side {
  readonly letter: 'A' | 'B';
  readonly prefix: string;
  readonly worked: Worked;
  readonly answer: AnswerView | undefined;
  readonly given: readonly GivenFact[];
  /** Names of facts that are not the same on the other side. */
  readonly differs: readonly string[];
  readonly query: Facts;
}

export interface CompareView {
  readonly subject: Subject;
  readonly sides: readonly [Side, Side];
  /** How far the two answers lie apart, in a sentence. */
  readonly apart: string | undefined;
}

const Result = ({ side, subject }: { side: Side; subject: Subject }) => (
  <>
    {side.answer === undefined ? (
      <NoAnswer outcome={side.worked.outcome} prefix={side.prefix} />
    ) : (
      <>
        <Headlines answer={side.answer} />
        {side.answer.precaution !== undefined && <p class="govuk-body">{side.answer.precaution}</p>}
        <p class="govuk-body">
          {`${side.answer.provision}. `}
          <a class="govuk-link jcf-screen-only" href={paths.calculate.to({ kind: idOf(subject) }, side.query)}>
            {`The whole of answer ${side.letter}`}
          </a>
        </p>
      </>
    )}
    {side.given.length > 0 && (
      <SummaryList
        classes="jcf-given"
        rows={side.given.map(({ name, says, value }) => ({
          key: says,
          value: side.differs.includes(name) ? [value, ' ', <strong class="govuk-tag">Differs</strong>] : value,
        }))}
      />
    )}
  </>
);

const Column = ({ side, subject }: { side: Side; subject: Subject }) => {
  const { letter, prefix, worked } = side;
  const problems = worked.outcome.state === 'wrong' ? worked.outcome.problems : [];
  return (
    <section class="govuk-grid-column-one-half" aria-labelledby={`set-${letter}`}>
      <h2 class="govuk-heading-m" id={`set-${letter}`}>{`Facts ${letter}`}</h2>
      <div data-calculator-answer={letter}>
        <Result side={side} subject={subject} />
      </div>
      <div class="jcf-screen-only" data-calculator-fields={letter}>
        <Fields
          fields={worked.fields}
          values={worked.values}
          errors={Object.fromEntries(problems.map(({ field, text }) => [field, text]))}
          prefix={prefix}
        />
      </div>
    </section>
  );
};

/** Two sets of facts about one offence or limit, side by side; one under the other where there is no room. */
export const ComparePage = ({ subject, sides, apart }: CompareView): Page => ({
  title: `${titleOf(subject)}: two sets of facts compared`,
  heading: titleOf(subject),
  caption: 'Time limit calculator: two sets of facts compared',
  islands: ['calculator'],
  backLink: { href: paths.calculate.to({ kind: idOf(subject) }, sides[0].query), text: 'Back to facts A alone' },
  errors: sides.flatMap(({ worked: { outcome }, prefix, letter }) =>
    outcome.state === 'wrong'
      ? outcome.problems.map(({ field, text }) => ({ text: `${text} (facts ${letter})`, href: `#${prefix}${field}` }))
      : [],
  ),
  body: (
    <>
      <div data-calculator-answer="apart">{apart !== undefined && <InsetText>{apart}</InsetText>}</div>
      <form
        method="get"
        action={paths.compareLimits.to({ kind: idOf(subject) })}
        novalidate
        data-calculator
        aria-label="Two sets of facts"
      >
        {subject.by === 'offence' && <input type="hidden" name="cjsCode" value={subject.entry.code} />}
        <div class="govuk-grid-row">
          {sides.map((side) => (
            <Column side={side} subject={subject} />
          ))}
        </div>
        <Button>Work out both</Button>
      </form>
    </>
  ),
});
