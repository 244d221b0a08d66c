import type { CaseRecord } from '../../../domain/case-file/index.ts';
import type { CompetenceStanding } from '../../../domain/accreditation/index.ts';
import { deciderOf } from '../../../domain/charging/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { Receiver } from '../../../application/routing.ts';
import type { CheckView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
import {
  readinessOfLive,
  clockLines,
  failedDelivery,
  type FailedDelivery,
  limitLines,
  putRight,
  sayContact,
  sayVerdict,
  type StopLink,
  type ReadinessView,
  type FileView,
  type LimitLine,
  type ResubmissionView,
  type PaneView,
} from '../file-parts/index.ts';

export interface GatekeepView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly record: CaseRecord;
  readonly case: FileView['view'];
  readonly defendantIds: readonly string[];
  /** Why this person cannot send it now; undefined when they can. */
  readonly blocked: string | undefined;
  /** That they have no current training record for it, and can go on. */
  readonly warned: string | undefined;
  /** Which look this is: the only one, the first of two, or the second; or the file is sent again after it was not delivered. */
  readonly look: 'only' | 'first' | 'second' | 'again';
  /** Why it could not be delivered when it was last sent, and what to do; undefined where it was not sent. */
  readonly failed: FailedDelivery | undefined;
  /** Who passed it at the first look, and when; for the second. */
  readonly passed: string | undefined;
  /** What cannot be right, and came to light since it was certified. */
  readonly stops: readonly StopLink[];
  readonly receiver: Receiver;
  readonly urgency: readonly string[];
  readonly verdict: string;
  readonly readiness: ReadinessView;
  readonly times: readonly LimitLine[];
  readonly pane: PaneView;
  readonly certificate: FileView['submission']['certificate'];
  /** Who decides on charge, worked out, by offence; and whether this person may say otherwise. */
  readonly authorities: CheckView['authorities'];
  readonly maySay: boolean;
  /** Whether this person decides for police, and this is a request for a decision. */
  readonly policeMayDecide: boolean;
  /** Where police recorded another decider than the one that counts. */
  readonly recorded: readonly string[];
  readonly seen: string;
  readonly resubmission: ResubmissionView | undefined;
}

const deciders = { police: 'police decide', cps: 'the CPS decide' } as const;

const recordedOtherwise = (record: CaseRecord, authorities: CheckView['authorities']): string[] =>
  authorities.flatMap((each) => {
    const offence = record.offences.find(({ id }) => id === each.offenceId);
    const decides = deciderOf(each);
    return offence === undefined || decides === 'not_known' || offence.chargingAuthority === decides
      ? []
      : [`Police recorded of ${offence.id} that ${deciders[offence.chargingAuthority]}.`];
  });

export function gatekeepView(
  { view, submission }: FileView,
  checked: CheckView,
  given: {
    frame: Pick<Page, 'banner' | 'nav'>;
    now: Instant;
    editions: Pick<Deps, 'edition' | 'editions'>;
    by: 'step' | 'holder';
    /** Why this person cannot take this look, whatever the file is. */
    contactSays: string | undefined;
    secondGate: boolean;
    training: CompetenceStanding;
    resubmission: ResubmissionView | undefined;
    receiver: Receiver;
    maySay: boolean;
    document: string | undefined;
  },
): GatekeepView {
  const { check, contentsHash } = checked;
  const { urn } = view.record;
  const { submissionId, defendantIds } = submission;
  const here = { urn, submissionId };
  const grouped = given.by === 'step' ? {} : { by: given.by };
  const linkTo = (document: string): string => `${paths.gatekeep.to(here, { ...grouped, document })}#document`;
  const changed = submission.certificate !== undefined && submission.certificate.contentsHash !== contentsHash;
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    record: view.record,
    case: view,
    defendantIds,
    blocked: view.isOfficerInCase
      ? 'You are an officer in this case: another gatekeeper sends it.'
      : !['gatekeeping', 'second_gate', 'delivery_failed'].includes(submission.state)
        ? `This file is not waiting to be sent. ${submissionWaitsFor(view, submission)}.`
        : changed
          ? 'The file is not the one that was certified. Return it to the supervisor.'
          : (given.contactSays ?? (given.training.may === 'no' ? given.training.says : undefined)),
    warned: given.training.may === 'warned' ? given.training.says : undefined,
    look:
      submission.state === 'delivery_failed'
        ? 'again'
        : submission.state === 'second_gate'
          ? 'second'
          : given.secondGate
            ? 'first'
            : 'only',
    failed: failedDelivery({ view, submission }),
    passed:
      submission.passed === null
        ? undefined
        : `${sayContact(submission.passed.by)}, at ${sayWhen(submission.passed.at)}`,
    stops: putRight(check),
    receiver: given.receiver,
    urgency: submission.queue?.reasons ?? [],
    verdict: sayVerdict(check.verdict),
    readiness: readinessOfLive({ view, submission }, checked, {
      ...{ editions: given.editions, now: given.now, by: given.by },
      here: (by) => paths.gatekeep.to(here, { document: given.document, ...(by === 'step' ? {} : { by }) }),
      linkTo: (what) =>
        'document' in what
          ? linkTo(what.document)
          : `${paths.gatekeep.to(here, { ...grouped, document: 'request' })}#request-${what.heading}`,
    }),
    times: [...limitLines(view, defendantIds, given.now), ...clockLines(view, defendantIds, given.now)],
    pane: { urn, record: view.record, submissionId, material: view.material, chosen: given.document, linkTo },
    certificate: submission.certificate,
    authorities: checked.authorities,
    maySay:
      given.maySay &&
      ['gatekeeping', 'second_gate', 'delivery_failed'].includes(submission.state) &&
      !view.isOfficerInCase,
    policeMayDecide: given.maySay && (submission.kind.startsWith('PCD_') || submission.kind === 'OOCD_REFERRAL'),
    recorded: recordedOtherwise(view.record, checked.authorities),
    seen: contentsHash,
    resubmission: given.resubmission,
  };
}
