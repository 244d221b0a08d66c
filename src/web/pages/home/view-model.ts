import { may, type Actor } from '../../../domain/access/index.ts';
import { lastDayToLay } from '../../../domain/charging/index.ts';
import { queues } from '../../../domain/queue/index.ts';
import { instant, type Instant } from '../../../domain/kernel/civil-date.ts';
import type { ClockSettings } from '../../../domain/time-limits/index.ts';
import type { AccessAlert } from '../../../application/access-alerts.ts';
import type { AccountView } from '../../../application/service-accounts.ts';
import type { TimeNotices } from '../../../application/clock-notices.ts';
import { incidentLine, warningView, type IncidentLine, type WarningView } from '../incident/view-model.ts';
import type { AnsweredPlan } from '../../../application/my-work.ts';
import type { CaseView, SubmissionView } from '../../../application/view-case.ts';
import type { QueuedFile, QueueName } from '../../../application/work-queues.ts';
import { clockTags } from '../../components/case/clock.tsx';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { paths } from '../../paths.ts';
import { nextStepOf, sayDay, sayKind, sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
import { queueView, type QueueRowView } from '../queue/view-model.ts';
import { timesView, type TimeRow } from '../time-limits/view-model.ts';

/** A file that waits for this person, or that they wait for. */
export interface FileRow {
  readonly title: string;
  readonly href: string;
  readonly what: string;
  readonly since: string;
  /** What whoever sent it back asks for, and by when. */
  readonly wanted: string | undefined;
  /** The time that ends first and, where that is another, the time to start proceedings. */
  readonly times: readonly string[];
  readonly status: { readonly kind: StatusKind; readonly text: string } | undefined;
}

export interface QueueCard {
  readonly name: QueueName;
  readonly title: string;
  readonly waiting: number;
  /** The most urgent of it that nobody holds. */
  readonly first: QueueRowView | undefined;
  /** Those that this person has taken and that are not among what waits for them. */
  readonly held: readonly QueueRowView[];
}

/** Something to look at and to tick off with what was found. */
export interface AlertRow {
  readonly alertId: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Where to read more of it. */
  readonly more?: { readonly href: string; readonly text: string };
}

/** The account of a system that waits for this person's approval. */
export interface AccountToApprove {
  readonly name: string;
  readonly href: string;
}

/** The first page: an offer to sign in, or what needs doing by whoever is signed in. */
export type HomeView =
  | { readonly kind: 'signed-out'; readonly demonstration: boolean }
  | {
      readonly kind: 'signed-in';
      readonly forYou: readonly FileRow[];
      readonly plans: readonly FileRow[];
      /** Cases opened in an emergency in the last days, for those who look at that. */
      readonly openings: readonly AlertRow[];
      /** Readings that look unusual, for the same people. */
      readonly flags: readonly AlertRow[];
      /** Approvals of accounts of systems by others, for the same people. */
      readonly approvals: readonly AlertRow[];
      readonly accountsToApprove: readonly AccountToApprove[];
      /** Time limits that this person was warned of, and those that ran out and that they answer for. */
      readonly warnings: readonly WarningView[];
      readonly incidents: readonly IncidentLine[];
      readonly opensRestricted: boolean;
      readonly queues: readonly QueueCard[];
      readonly forOthers: readonly FileRow[];
      readonly moreCases: boolean;
      readonly buildsCases: boolean;
      readonly listsCases: boolean;
      readonly readsMeasures: boolean;
    };

/** What was found for one person. */
export interface Work {
  readonly cases: readonly CaseView[];
  readonly more: boolean;
  readonly plans: readonly AnsweredPlan[];
  readonly alerts: readonly AccessAlert[];
  readonly accountsToApprove: readonly AccountView[];
  readonly notices: TimeNotices;
  readonly queues: readonly {
    readonly name: QueueName;
    readonly title: string;
    readonly waiting: number;
    readonly files: readonly QueuedFile[];
  }[];
}

/** What a file that came back is to be given, in the words of whoever returned or rejected it; or its standing review. */
function wantedOf(view: CaseView, submission: SubmissionView, actor: Actor): string | undefined {
  const { state, returned, rejection } = submission;
  const review = state === 'decision_issued' && may(actor, 'review:decide') ? nextReview(view, submission) : undefined;
  if (review !== undefined) return `The charge on the Threshold Test is reviewed again by ${sayDay(review)}`;
  const chase = state === 'decision_issued' ? chasedOf(view, submission) : undefined;
  if (chase !== undefined) return chase;
  const again = view.decisions.find((each) => each.submissionId === submission.submissionId && each.again !== null);
  if (again?.again != null) return again.again.says;
  if ((state === 'returned_to_officer' || state === 'returned_to_supervisor') && returned?.due !== undefined)
    return `Wanted by ${sayDay(returned.due)}: ${returned.text}`;
  if (state === 'awaiting_resubmission' && rejection !== undefined) {
    const said = [...rejection.reasons.map(({ label }) => label), rejection.detail].filter((line) => line !== '');
    return `Answer wanted by ${sayDay(rejection.responseDate)}: ${said.join('; ')}`;
  }
  return undefined;
}

/** That police were chased for a charge of this file, and when the first of them lapses. */
function chasedOf({ decisions, clockSettings }: CaseView, { submissionId }: SubmissionView): string | undefined {
  const chased = decisions.filter((each) => each.submissionId === submissionId && each.chased > 0 && isWaiting(each));
  const [first] = chased.map(({ issuedAt }) => lastDayToLay(issuedAt, clockSettings.chaseMonths)).toSorted();
  return first === undefined
    ? undefined
    : `${chased.length === 1 ? 'A charge is' : `${chased.length} charges are`} authorised and not laid: police were chased. The first lapses after ${sayDay(first)}, or the last day to charge where that is sooner`;
}
const isWaiting = ({ detail, laidChargeId, again }: CaseView['decisions'][number]): boolean =>
  detail.authorises !== null && laidChargeId === null && again === null;

/** The first day on which a decision on the Threshold Test is reviewed again. */
const nextReview = ({ decisions }: CaseView, { submissionId }: SubmissionView): string | undefined =>
  decisions
    .flatMap((each) =>
      each.submissionId === submissionId && each.detail.reviewOn !== undefined ? [each.detail.reviewOn] : [],
    )
    .toSorted()[0];

/** Of the times of some suspects, the one that ends first and the limit on starting proceedings, which nothing brings back. */
const timesToShow = (times: readonly TimeRow[]): readonly TimeRow[] => {
  const [first] = times;
  const toCharge = times.find(({ startsProceedings, state }) => startsProceedings && state !== 'met');
  return [first, toCharge === first ? undefined : toCharge].filter((each) => each !== undefined);
};

/** Every submission of these cases as a row, with the times of its suspects that end first. */
function fileRows(
  cases: readonly CaseView[],
  actor: Actor,
  now: Instant,
): { row: FileRow; mine: boolean; order: number }[] {
  return cases.flatMap((view) => {
    const times = timesView(view, now).running;
    return view.submissions.map((submission) => {
      const { urn, title } = view.record;
      const next = nextStepOf(view, actor, submission);
      const shown = timesToShow(times.filter(({ defendantId }) => submission.defendantIds.includes(defendantId)));
      return {
        mine: next !== undefined,
        order: shown[0]?.endsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY,
        row: {
          title: `${urn} ${title}`,
          href: next?.href ?? paths.case.to({ urn }),
          what: `${submission.submissionId}, ${sayKind(submission.kind)}: ${next?.text ?? submissionWaitsFor(view, submission)}`,
          since: `Since ${sayWhen(submission.since)}`,
          wanted: wantedOf(view, submission, actor),
          times: shown.map(({ lastIs, last, left }) => `${lastIs}: ${last} (${left})`),
          status: shown.map(({ state }) => clockTags[state]).find((tag) => tag !== undefined),
        },
      };
    });
  });
}

const alertRow = ({ alertId, kind, person, at, until, says, case: about }: AccessAlert): AlertRow => ({
  alertId,
  title: `${about?.urn ?? 'A case kept from you'}, opened by ${person.name}${person.where === '' ? '' : `, ${person.where}`}`,
  lines:
    kind === 'opening' && until !== undefined
      ? [`From ${sayWhen(at)} until ${sayWhen(until)}`, `Reason: ${says}`]
      : [`At ${sayWhen(at)}`, says],
});

const approvalRow = ({ alertId, person, at, says, account }: AccessAlert): AlertRow => ({
  alertId,
  title: `${account?.name ?? 'An account'}, approved by ${person.name}${person.where === '' ? '' : `, ${person.where}`}`,
  lines: [`At ${sayWhen(at)}`, `Reason: ${says}`],
  ...(account === undefined
    ? {}
    : { more: { href: paths.serviceAccount.to({ accountId: account.accountId }), text: 'What it may do' } }),
});

/** What this person does next, soonest first; then what others do. */
export function homeView(
  actor: Actor | undefined,
  given: {
    readonly demonstration: boolean;
    readonly work: Work;
    readonly now: Instant;
    readonly settings: ClockSettings;
  },
): HomeView {
  if (actor === undefined) return { kind: 'signed-out', demonstration: given.demonstration };
  const { work, now, settings } = given;
  const files = fileRows(work.cases, actor, now).toSorted((a, b) => a.order - b.order);
  const forYou = files.filter(({ mine }) => mine).map(({ row }) => row);
  const above = new Set(forYou.map(({ href }) => href));
  return {
    kind: 'signed-in',
    forYou,
    forOthers: files.filter(({ mine }) => !mine).map(({ row }) => row),
    plans: work.plans.map(({ urn, title, planId, submissionId, answeredAt }) => ({
      title: `${urn} ${title}`,
      href: paths.plan.to({ urn, planId }),
      what: `${submissionId}: check the answers to the action plan and send them back`,
      since: `Answered at ${sayWhen(instant(answeredAt).toString())}`,
      wanted: undefined,
      times: [],
      status: undefined,
    })),
    openings: work.alerts.filter(({ kind }) => kind === 'opening').map(alertRow),
    flags: work.alerts.filter(({ kind }) => kind === 'flag').map(alertRow),
    approvals: work.alerts.filter(({ kind }) => kind === 'approval').map(approvalRow),
    accountsToApprove: work.accountsToApprove.map(({ name, accountId }) => ({
      name,
      href: paths.approveServiceAccount.to({ accountId }),
    })),
    warnings: work.notices.warnings.map((row) => warningView(row, now)),
    incidents: work.notices.incidents.map((row) => incidentLine(row, now)),
    opensRestricted: may(actor, 'access:emergency'),
    queues: work.queues.map(({ name, title, waiting, files: queued }) => {
      const { rows } = queueView(name, queued, [], now, settings, {
        ...{ manages: false, lastChange: undefined, filters: undefined, all: queued.length },
        works: may(actor, queues[name].permission),
      });
      return {
        name,
        title,
        waiting,
        first: rows.find(({ take, mine }) => take !== undefined && !mine),
        held: rows.filter(({ mine, href }) => mine && !above.has(href)),
      };
    }),
    moreCases: work.more,
    buildsCases: may(actor, 'case:build'),
    listsCases: may(actor, 'case:list'),
    readsMeasures: may(actor, 'measures:read'),
  };
}
