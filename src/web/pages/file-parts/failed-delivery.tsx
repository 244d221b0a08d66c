import { sayLateEntry, undeliveredReasons } from '../../../domain/case-file/index.ts';
import { WarningText } from '../../components/govuk/notices.tsx';
import { paths } from '../../paths.ts';
import { sayWhen } from '../case-frame/index.ts';
import type { FileView } from './load-file.ts';

/** A sending that did not reach the CPS, for whoever may put it right. */
export interface FailedDelivery {
  /** When it was sent and by whom. */
  readonly says: string;
  /** Items without a receipt, each with why and its page. */
  readonly items: readonly { readonly text: string; readonly href: string }[];
  /** Documents that are named only to those who may know of them. */
  readonly others: number;
  /** That it was handed over another way, where that was recorded with it. */
  readonly late: string | undefined;
}

/** By name alone: their colleagues know how to reach them. */
const senderOf = ({ rank, collarNumber, name }: Readonly<Record<string, string | undefined>>): string =>
  [rank, collarNumber, name].filter((part) => part !== undefined).join(' ');

/** What could not be delivered of a submission, as far as this person may know; undefined where nothing waits for that. */
export function failedDelivery({ view, submission }: FileView): FailedDelivery | undefined {
  const { undelivered, state } = submission;
  if (undelivered === null || state !== 'delivery_failed') return undefined;
  const { urn } = view.record;
  return {
    says: `Sent at ${sayWhen(undelivered.at)} by ${senderOf(undelivered.by)}, and not delivered`,
    items: view.material.flatMap(({ materialId, detail, undelivered: why }) =>
      why === undefined
        ? []
        : [
            {
              text: `${materialId} ${detail.title}: ${undeliveredReasons[why]}`,
              href: paths.materialItem.to({ urn, materialId }),
            },
          ],
    ),
    others: view.seesSensitive ? 0 : undelivered.others,
    late: undelivered.handedOver === undefined ? undefined : sayLateEntry(undelivered.handedOver),
  };
}

/** What could not be delivered and what to do, for gatekeeper and officer alike. */
export const FailedDeliveryNotice = ({ failed }: { failed: FailedDelivery }) => (
  <>
    <WarningText>{`${failed.says}. The CPS have nothing of this version, and their time has not begun.`}</WarningText>
    <p class="govuk-body govuk-!-margin-bottom-1">
      Before a file goes, every document is read back. This could not be:
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {failed.items.map(({ text, href }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
      {failed.others > 0 && <li>{`${failed.others} more, named only to those who may know of it`}</li>}
    </ul>
    <p class="govuk-body">
      The gatekeeper sends it again, and the documents are read back again. If it fails again, the officer replaces the
      document, and the supervisor certifies the file anew. Tell whoever runs the service.
    </p>
    {failed.late !== undefined && <p class="govuk-body">{`${failed.late}. That is kept and goes with it.`}</p>}
  </>
);
