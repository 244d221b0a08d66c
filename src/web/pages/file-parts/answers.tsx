import { answerKinds, type CaseRecord } from '../../../domain/case-file/index.ts';
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

/** The actions of a plan with their answers, each a card. */
export const PlanItems = (props: {
  readonly record: CaseRecord;
  readonly plan: PlanRow;
  readonly material: ReadonlyMap<string, string>;
  /** The way to answer an open item, for who may. */
  readonly answer?: ((itemId: string) => string) | undefined;
}) => (
  <>
    {props.plan.items.map(({ item, answer }, index) => {
      const actions: SummaryAction[] =
        answer === null && props.answer !== undefined
          ? [{ href: props.answer(item.id), text: 'Answer', hiddenText: `action ${index + 1}` }]
          : [];
      return (
        <SummaryList
          card={{ title: `Action ${index + 1}: ${sayActionKind(item.kind)}`, headingLevel: 3, actions }}
          rows={[
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
            ...(item.warned === undefined
              ? []
              : [{ key: 'Asked for all the same', value: `${item.warned.map(({ says }) => says).join('. ')}.` }]),
            { key: 'Due', value: sayDay(item.due) },
            answer === null
              ? { key: 'Answer', value: 'None yet' }
              : {
                  key: 'Answer',
                  value: (
                    <>
                      <div>{`${sayAnswer(answer.answer)}, ${sayWhen(answer.at)}, by ${sayContact(answer.by)}`}</div>
                      <div class="jcf-typed">{answer.text}</div>
                      {answer.materialIds.map((id) => (
                        <div>
                          {props.material.has(id) ? (
                            <a
                              class="govuk-link"
                              href={paths.materialItem.to({ urn: props.record.urn, materialId: id })}
                            >
                              {`${id} ${props.material.get(id) ?? ''}`}
                            </a>
                          ) : (
                            id
                          )}
                        </div>
                      ))}
                    </>
                  ),
                },
          ]}
        />
      );
    })}
  </>
);

/** Titles of material by id, of what this person may open. */
export const titlesOf = (
  material: readonly { readonly materialId: string; readonly detail: { readonly title: string } }[],
): ReadonlyMap<string, string> => new Map(material.map(({ materialId, detail }) => [materialId, detail.title]));
