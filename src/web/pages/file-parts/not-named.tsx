import type { CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';

/**
 * For somebody whose role reads sensitive material and who is not named for this case: that they read none, and the way to
 * it. The same words whether or not the case has any.
 * @param queue where the file can be taken, while it waits there
 */
export const NotNamed = ({
  view,
  queue,
}: {
  readonly view: Pick<CaseView, 'notNamed' | 'record'>;
  readonly queue: 'supervision' | 'gatekeeping' | 'standards' | 'allocation' | undefined;
}) =>
  view.notNamed !== undefined ? (
    <p class="govuk-body">
      {'You are not named for sensitive material of this case, so you would be shown none. To read it, '}
      {queue !== undefined && view.notNamed === 'not_yet' && (
        <>
          <a class="govuk-link" href={paths.queue.to({ queue })}>
            take the file from its queue
          </a>
          {' or '}
        </>
      )}
      <a class="govuk-link" href={`${paths.caseAccess.to({ urn: view.record.urn })}#sensitive`}>
        ask somebody who may to name you
      </a>
      .
    </p>
  ) : null;
