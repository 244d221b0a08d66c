import { may, type Actor } from '../../../domain/access/index.ts';
import { appealedMatters, appealOutcomes, declineReasons } from '../../../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../../../domain/charging/index.ts';
import type { Page } from '../../layouts/page.tsx';
import { caseFrame, nameOfDefendant, sayKind, sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
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
  readonly may: 'make' | 'answer' | undefined;
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
    appeals: (sent?.appeals ?? []).map(({ about, grounds, by, at, answer }) => ({
      heading: `Appeal of ${sayWhen(at)}`,
      rows: rowsOf({
        Against: appealedMatters[about],
        Grounds: grounds,
        'Appealed by': sayContact(by),
        Answer: answer === null ? 'Not answered yet' : appealOutcomes[answer.outcome],
        Reasons: answer?.reasons,
        'To be learnt from it': answer?.lesson,
        'Answered by': answer === null ? undefined : `${sayContact(answer.by)}, at ${sayWhen(answer.at)}`,
      }),
    })),
    may:
      opens && may(actor, 'appeal:make')
        ? 'make'
        : state === 'appealed' && may(actor, 'appeal:answer')
          ? 'answer'
          : undefined,
    limits: limitLines(view, submission.defendantIds, now),
  };
}
