import { policeReviewRight, reasonCodes, thresholdConditions } from '../../../domain/charging/index.ts';
import type { CaseView, PoliceDecisionRow } from '../../../application/view-case.ts';
import { StatusTag, type StatusKind } from '../../components/case/status-tag.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { paths } from '../../paths.ts';
import { nameOfDefendant, nameOfPerson, sayDay, sayWhen } from '../case-frame/index.ts';
import { sayContact } from '../file-parts/index.ts';
import { sayPoliceDecision } from '../police-decision/view-model.ts';

type Seen = Pick<CaseView, 'record' | 'policeDecisions' | 'victimNotices'>;

const tests = {
  full_code_test: 'Full Code Test',
  threshold_test: 'Threshold Test',
  not_applicable: undefined,
} as const;

const sayReason = (code: string): string =>
  Object.entries({ ...reasonCodes.evidential, ...reasonCodes.public_interest }).find(([id]) => id === code)?.[1] ??
  code;

/** Where a police decision stands: a charge is laid or waits to be, anything else is done. */
const standing = ({ detail, laidChargeId }: PoliceDecisionRow): { kind: StatusKind; text: string } =>
  detail.authorises === null
    ? { kind: 'done', text: 'Decided' }
    : laidChargeId === null
      ? { kind: 'act', text: 'Waiting for police to lay it' }
      : { kind: 'done', text: 'Laid' };

const Decided = ({ row, record }: { row: PoliceDecisionRow; record: Seen['record'] }) => {
  const { detail } = row;
  const line = (key: string, value: string | undefined) =>
    value === undefined || value === '' ? undefined : { key, value };
  const { kind, text } = standing(row);
  return (
    <section class="jcf-decision">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
        {`${nameOfDefendant(record, detail.defendantId)}, ${detail.offenceId}: ${sayPoliceDecision(detail).toLowerCase()}`}
      </h3>
      <p class="govuk-body">
        <StatusTag kind={kind}>{text}</StatusTag>
      </p>
      <p class="govuk-body">{`At ${sayWhen(row.decidedAt)} by ${sayContact(row.decidedBy)}.`}</p>
      <SummaryList
        rows={[
          line('Charge', detail.authorises === null ? undefined : detail.authorises.wording),
          line('Test', tests[detail.test]),
          line('Reason', detail.reasonCode === undefined ? undefined : sayReason(detail.reasonCode)),
          line('Evidence', detail.evidence),
          line('Public interest', detail.publicInterest),
          ...Object.entries(thresholdConditions).map(([id, condition]) => line(condition, detail.threshold?.[id])),
          line('Basis for a guilty plea', detail.pleaBasis),
          line('Likely sentence', detail.sentence),
          line('Admission and agreement', detail.admission),
          line('Who decides', detail.authority.reasons.join(' ')),
        ]}
      />
    </section>
  );
};

/** What police decided at the gate, and the victims who are to be told where nobody is charged. */
export const ByPolice = ({ view, today }: { view: Seen; today: string }) => (
  <>
    {view.policeDecisions.length > 0 && <h2 class="govuk-heading-m">Decided by police</h2>}
    {view.policeDecisions.map((row) => (
      <Decided row={row} record={view.record} />
    ))}
    {view.victimNotices.length > 0 && (
      <>
        <h2 class="govuk-heading-m" id="victims">
          Victims to be told
        </h2>
        <ul class="jcf-rows">
          {view.victimNotices.map((notice) => {
            const about = nameOfDefendant(view.record, notice.defendantId);
            return (
              <li class="jcf-rows__row">
                <div class="jcf-rows__head">
                  <span class="jcf-rows__title">{nameOfPerson(view.record, notice.victim)}</span>
                </div>
                <div class="jcf-rows__line">
                  {notice.told === null
                    ? `${notice.dueOn < today ? 'Overdue' : 'To be told'}: that ${about} is not charged, by the end of ${sayDay(notice.dueOn)}.`
                    : `Told on ${sayDay(notice.told.on)} that ${about} is not charged: ${notice.told.how}`}
                </div>
                {notice.told === null && (
                  <div class="jcf-rows__line">
                    <a
                      class="govuk-link"
                      href={paths.victimNotice.to({ urn: view.record.urn, noticeId: notice.noticeId })}
                    >
                      Record that they were told
                      <span class="govuk-visually-hidden">{`: ${nameOfPerson(view.record, notice.victim)}, about ${about}`}</span>
                    </a>
                  </div>
                )}
              </li>
            );
          })}
        </ul>
        <p class="govuk-body">{policeReviewRight}</p>
      </>
    )}
  </>
);
