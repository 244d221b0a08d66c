import { answerKinds, isOutcome, outcomes, type CaseRecord } from '../../../domain/case-file/index.ts';
import { actionKinds, isActionKind, isIssueType, issueTypes } from '../../../domain/action-plan/index.ts';
import type { PlanRow } from '../../../application/view-case.ts';
import { SummaryList, type SummaryAction } from '../../components/govuk/summary-list.tsx';
import { paths } from '../../paths.ts';
import { nameDefendants, sayDay, sayWhen } from '../case-frame/index.ts';
import { sayContact } from './people-parts.tsx';

/** What an action is of, in words. */
export const sayActionKind = (kind: string): string => (isActionKind(kind) ? actionKinds[kind].title : kind);

const sayAnswer = (answer: string): string =>
  Object.entries(answerKinds).find(([id]) => id === answer)?.[1] ?? answer.replaceAll('_', ' ');

type Row = PlanRow['items'][number];
type Titles = ReadonlyMap<string, string>;

/** An answer to an action, with what came with it. */
export const AnswerText = (props: {
  readonly urn: string;
  readonly answer: NonNullable<Row['answer']>;
  readonly material: Titles;
}) => {
  const { answer } = props;
  return (
    <>
      <div>
        {answer.byItself === true
          ? `Closed by itself, ${sayWhen(answer.at)}`
          : `${sayAnswer(answer.answer)}, ${sayWhen(answer.at)}, by ${sayContact(answer.by)}`}
      </div>
      {answer.laterOn !== undefined && <div>{`To come by ${sayDay(answer.laterOn)}`}</div>}
      <div class="jcf-typed">{answer.text}</div>
      {answer.materialIds.map((id) => (
        <div>
          {props.material.has(id) ? (
            <a class="govuk-link" href={paths.materialItem.to({ urn: props.urn, materialId: id })}>
              {`${id} ${props.material.get(id) ?? ''}`}
            </a>
          ) : (
            id
          )}
        </div>
      ))}
    </>
  );
};

const sayOutcome = ({ outcome, reason, by, at }: NonNullable<Row['settled']>): string =>
  [
    `${isOutcome(outcome) ? outcomes[outcome].title : outcome}, ${sayWhen(at)}, by ${by.name}`,
    ...(reason === '' ? [] : [reason]),
  ].join('. ');

const Earlier = (props: { readonly urn: string; readonly row: Row; readonly material: Titles }) => (
  <>
    {props.row.earlier.map(({ answer, settled, change }) => (
      <div class="govuk-!-margin-bottom-2">
        {answer !== undefined && <AnswerText urn={props.urn} answer={answer} material={props.material} />}
        {settled !== undefined && <div>{sayOutcome(settled)}</div>}
        {change !== undefined && (
          <>
            <div>
              {change.before.due === change.after.due
                ? `Due ${sayDay(change.after.due)}, as before`
                : `Due ${sayDay(change.after.due)}, was ${sayDay(change.before.due)}`}
              {change.asked !== undefined && ` (police asked for ${sayDay(change.asked)})`}
            </div>
            {change.before.action !== change.after.action && <div>{`Before: ${change.before.action}`}</div>}
            <div>{`${change.reason} ${change.by.name}, ${sayWhen(change.at)}`}</div>
          </>
        )}
      </div>
    ))}
  </>
);

/** The actions of a plan with their answers, each a card. */
export const PlanItems = (props: {
  readonly record: CaseRecord;
  readonly plan: PlanRow;
  readonly material: Titles;
  /** What the person can do with an action; `hiddenText` names it. */
  readonly actions?: ((row: Row, hiddenText: string) => readonly SummaryAction[]) | undefined;
}) => {
  const { urn } = props.record;
  return (
    <>
      {props.plan.items.map((row, index) => {
        const { item, answer, settled, extension } = row;
        return (
          <SummaryList
            card={{
              title: `Action ${index + 1}: ${sayActionKind(item.kind)}`,
              headingLevel: 3,
              actions: [...(props.actions?.(row, `action ${index + 1}`) ?? [])],
            }}
            rows={[
              item.priority !== undefined && {
                key: 'Order',
                value: `${item.priority} of ${props.plan.items.length}, as the prosecutor asks`,
              },
              { key: 'Do', value: item.action },
              { key: 'Why it is needed', value: item.justification },
              {
                key: 'Issue',
                value: `${item.issue} (${isIssueType(item.issueType) ? issueTypes[item.issueType].toLowerCase() : item.issueType})`,
              },
              { key: 'Suspects', value: nameDefendants(props.record, item.defendantIds) },
              item.inadequateBecause !== undefined && {
                key: 'Why what is on file will not do',
                value: item.inadequateBecause,
              },
              item.warned !== undefined && {
                key: 'Asked for all the same',
                value: `${item.warned.map(({ says }) => says).join('. ')}.`,
              },
              { key: 'Due', value: sayDay(item.due) },
              extension !== null && {
                key: 'More time asked for',
                value: `${sayDay(extension.to)}. ${extension.reason} ${sayContact(extension.by)}, ${sayWhen(extension.at)}. Waiting for the prosecutor.`,
              },
              {
                key: 'Answer',
                value:
                  answer === null ? 'None yet' : <AnswerText urn={urn} answer={answer} material={props.material} />,
              },
              settled !== null && { key: 'Closed', value: sayOutcome(settled) },
              row.earlier.length > 0 && {
                key: 'Before',
                value: <Earlier urn={urn} row={row} material={props.material} />,
              },
            ]}
          />
        );
      })}
    </>
  );
};

/** Titles of material by id, of what this person may open. */
export const titlesOf = (
  material: readonly { readonly materialId: string; readonly detail: { readonly title: string } }[],
): ReadonlyMap<string, string> => new Map(material.map(({ materialId, detail }) => [materialId, detail.title]));
