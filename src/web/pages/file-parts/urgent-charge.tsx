import { sayLateEntry, type CaseRecord, type UrgentCharge } from '../../../domain/case-file/index.ts';
import type { SentRow } from '../../../application/view-case.ts';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { joined, nameOfDefendant, sayWhen } from '../case-frame/index.ts';
import { sayContact } from './people-parts.tsx';

/** Marks a version that was entered late, for both sides (BR-31). */
export const LateEntryMark = ({ late }: { late: SentRow['handedOver'] }) =>
  late === null ? null : (
    <InsetText>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{`${sayLateEntry(late)}.`}</strong>
        {` Recorded at ${sayWhen(late.recordedAt)}. Times count from the hand-over.`}
      </p>
      <p class="govuk-body jcf-typed govuk-!-margin-bottom-0">{late.reason}</p>
    </InsetText>
  );

/** Marks a file whose suspect an inspector charged before a prosecutor could decide: seen on arrival (BR-06). */
export const UrgentChargeMark = ({ urgent, record }: { urgent: UrgentCharge | null; record: CaseRecord }) =>
  urgent === null ? null : (
    <>
      <WarningText>
        {`Police charged ${nameOfDefendant(record, urgent.defendantId)} urgently with ${joined(urgent.offenceIds)}. Review it before the first appearance.`}
      </WarningText>
      <p class="govuk-body">
        {`Decided at ${sayWhen(urgent.decidedAt)} by ${sayContact(urgent.inspector)}, and referred at ${sayWhen(urgent.referredAt)}. Detention ends ${sayWhen(urgent.detentionEndsAt)}. Why no prosecutor decided in time: ${urgent.reason}`}
      </p>
    </>
  );
