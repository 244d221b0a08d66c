import { may, type Actor } from '../../../domain/access/index.ts';
import {
  appealedMatters,
  appealOutcomes,
  declineReasons,
  escalationOutcomes,
  sayAppealOutcome,
} from '../../../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../../../domain/charging/index.ts';
import type { Page } from '../../layouts/page.tsx';
import { caseFrame, nameOfDefendant, sayDay, sayKind, sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
import { limitLines, sayContact, type FileView, type LimitLine } from '../file-parts/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';

interface Row {
  readonly key: string;
  readonly value: string;
}

/** Something that can be, or was, appealed against; or an appeal with its answer. */
export interface Matter {
  readonly heading: string;
  readonly rows: readonly Row[];
}

export interface AppealView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly waitsFor: string;
  readonly against: readonly Matter[];
  readonly appeals: readonly Matter[];
  /** What this person may do now. */
  readonly may: 'make' | 'escalate' | 'answer' | undefined;
  /** The answers to choose from, in words. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly limits: readonly LimitLine[];
}

const rowsOf = (rows: Readonly<Record<string, string | undefined>>): readonly Row[] =>
  Object.entries(rows).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));

export function appealView({ view, submission }: FileView, actor: Actor, now: Instant): AppealView {
  const { record } = view;
  const [sent] = submission.sent;
  const declined = sent?.declined;
  const endings = view.decisions.filter(
    (each) =>
      each.submissionId === submission.submissionId &&
      each.version === sent?.version &&
      each.detail.authorises === null,
  );
  const { state } = submission;
  const rejected = sent?.rejection;
  const open = sent?.appeals.find(({ answer }) => answer === null);
  const opens = state === 'advice_declined' || (state === 'decision_issued' && endings.length > 0);
  return {
    frame: caseFrame(view, undefined, actor),
    urn: record.urn,
    submissionId: submission.submissionId,
    caption: `${submission.submissionId}, version ${sent?.version ?? submission.version}: ${sayKind(submission.kind)}`,
    waitsFor: submissionWaitsFor(view, submission),
    against: [
      ...(declined === null || declined === undefined
        ? []
        : [
            {
              heading: appealedMatters.advice,
              rows: rowsOf({
                Why: declineReasons[declined.reason],
                'In their words': declined.text,
                When: `At ${sayWhen(declined.at)}`,
                'Who to ring': sayContact(declined.prosecutor),
              }),
            },
          ]),
      ...(rejected === null || rejected === undefined
        ? []
        : [
            {
              heading: appealedMatters.rejection,
              rows: rowsOf({
                Reasons: rejected.reasons.map(({ label }) => label).join('; '),
                'In their words': rejected.detail,
                'Wanted back by': sayDay(rejected.responseDate),
                When: `At ${sayWhen(rejected.at)}`,
                'Who to ring': sayContact(rejected.by),
              }),
            },
          ]),
      ...endings.map(({ detail, issuedAt, prosecutor }) => ({
        heading: `Decision on ${nameOfDefendant(record, detail.defendantId)}, ${detail.offenceId}`,
        rows: rowsOf({
          Decision: isDecisionCode(detail.code) ? `${detail.code}, ${decisionCodes[detail.code].title}` : detail.code,
          Evidence: detail.evidential,
          'Public interest': detail.publicInterest,
          When: `At ${sayWhen(issuedAt)}`,
          'Who to ring': sayContact(prosecutor),
        }),
      })),
    ],
    appeals: (sent?.appeals ?? []).map(({ about, grounds, spoke, by, at, answer }) => ({
      heading: `${about === 'rejection' ? 'Escalation' : 'Appeal'} of ${sayWhen(at)}`,
      rows: rowsOf({
        Against: appealedMatters[about],
        'Talked before': spoke,
        Grounds: grounds,
        [about === 'rejection' ? 'Escalated by' : 'Appealed by']: sayContact(by),
        Answer: answer === null ? 'Not answered yet' : sayAppealOutcome({ about, outcome: answer.outcome }),
        Reasons: answer?.reasons,
        'To be learnt from it': answer?.lesson,
        'Answered by': answer === null ? undefined : `${sayContact(answer.by)}, at ${sayWhen(answer.at)}`,
      }),
    })),
    may:
      opens && may(actor, 'appeal:make')
        ? 'make'
        : state === 'awaiting_resubmission' && rejected != null && may(actor, 'appeal:make')
          ? 'escalate'
          : state === 'appealed' && may(actor, 'appeal:answer')
            ? 'answer'
            : undefined,
    outcomes: open?.about === 'rejection' ? escalationOutcomes : appealOutcomes,
    limits: limitLines(view, submission.defendantIds, now),
  };
}
