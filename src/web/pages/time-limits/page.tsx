import type { Actor } from '../../../domain/access/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import { Incidents } from '../incident/list.tsx';
import type { CaseView } from '../../../application/view-case.ts';
import type { Content } from '../../components/content.ts';
import { clockTags } from '../../components/case/clock.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { sayBands } from '../../../domain/time-limits/index.ts';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { caseFrame } from '../case-frame/index.ts';
import type { NoTimeRow, TimeRow, TimesView } from './view-model.ts';

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

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const named = (name: string, doubt: string | undefined): string => (doubt === undefined ? name : `${name} (${doubt})`);

const statusOf = (state: TimeRow['state']): Content => {
  const tag = clockTags[state];
  return tag === undefined ? '' : <StatusTag kind={tag.kind}>{tag.text}</StatusTag>;
};

/** The way to the calculator, with the facts of the row filled in. */
const tryOthers = (calculator: string | undefined) =>
  calculator === undefined ? [] : [{ href: calculator, text: 'Try other facts' }];

/** One limit or clock with everything it was worked out from, in the open. */
const Whole = ({ row, calculator }: { row: TimeRow; calculator: string | undefined }) => (
  <div id={row.id}>
    <SummaryList
      card={{ title: named(row.name, row.doubt), headingLevel: 3, actions: tryOthers(calculator) }}
      rows={[
        {
          key: row.lastIs,
          value: [<strong>{row.last}</strong>, ` (${row.left}) `, statusOf(row.state)],
        },
        row.police !== undefined && {
          key: row.police.agrees ? 'What police recorded' : 'Police recorded something else',
          value: row.police.says,
        },
        row.warnings.length > 0 && { key: 'Mind', value: lines(row.warnings) },
        row.questions.length > 0 && { key: 'To settle', value: lines(row.questions) },
        { key: 'How it is worked out', value: lines(row.explanation) },
        row.moments.length > 0 && {
          key: 'Other days worked out',
          value: lines(row.moments.map(({ name, at }) => `${sentence(name)}: ${at}`)),
        },
        row.assumptions.length > 0 && { key: 'Assumed', value: lines(row.assumptions) },
        row.stops !== undefined && { key: 'What stops or moves it', value: row.stops },
        { key: 'Law', value: row.provision },
      ]}
    />
  </div>
);

const NoTime = ({ row, calculator }: { row: NoTimeRow; calculator: string | undefined }) => (
  <SummaryList
    card={{ title: named(row.name, row.doubt), headingLevel: 3, actions: tryOthers(calculator) }}
    rows={[
      { key: 'Why', value: lines(row.why) },
      { key: 'Law', value: row.provision },
    ]}
  />
);

/** Every time limit and clock of a case, each with its whole working. */
export const TimeLimitsPage = (view: {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly times: TimesView;
  /** Addresses of the calculator by the id of a row. */
  readonly calculators: ReadonlyMap<string, string>;
  readonly now: Instant;
}): Page => ({
  title: `Time limits of ${view.case.record.urn}`,
  heading: 'Time limits',
  ...caseFrame(view.case, 'time-limits', view.actor),
  body: (
    <>
      <Incidents view={view.case} now={view.now} />
      <h2 class="govuk-heading-m">{`Running, soonest first (${view.times.running.length})`}</h2>
      {view.times.running.length === 0 && <p class="govuk-body">No time limit is running.</p>}
      {view.times.running.map((row) => (
        <Whole row={row} calculator={row.calculator ?? view.calculators.get(row.id)} />
      ))}
      {view.times.running.length > 0 && (
        <Details summary="When something is due soon or overdue, and when people are warned">
          {lines(sayBands(view.case.clockSettings))}
        </Details>
      )}
      {view.times.met.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{`Stopped, or met in time (${view.times.met.length})`}</h2>
          {view.times.met.map((row) => (
            <Whole row={row} calculator={row.calculator ?? view.calculators.get(row.id)} />
          ))}
        </>
      )}
      {view.times.none.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{`No time runs (${view.times.none.length})`}</h2>
          {view.times.none.map((row) => (
            <NoTime row={row} calculator={row.id === undefined ? undefined : view.calculators.get(row.id)} />
          ))}
        </>
      )}
    </>
  ),
});
