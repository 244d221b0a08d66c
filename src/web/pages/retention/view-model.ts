import {
  erasureGrounds,
  retentionGroups,
  whyNotErased,
  type ErasureGround,
  type RetentionGroupId,
} from '../../../domain/retention/index.ts';
import { sayDate, type CivilDate } from '../../../domain/kernel/civil-date.ts';
import { stateOf, type CertificateView, type RetentionView } from '../../../application/retention.ts';
import { paths } from '../../paths.ts';
import { counted, sayWhen } from '../case-frame/index.ts';

/** Keeping and erasing cases in words: dates, groups and reasons, and nothing of what a case says. */

export const sayGroup = (group: RetentionGroupId | undefined): string =>
  group === undefined ? 'Not said yet' : retentionGroups[group].title;
export const sayGround = (ground: ErasureGround): string => erasureGrounds[ground].title;

export interface CaseLine {
  readonly urn: string;
  readonly href: string;
  readonly group: string;
  readonly lastHappened: string;
  /** When it is to be reviewed, or why it is on the list. */
  readonly says: string;
}

export interface RetentionListView {
  readonly force: string;
  /** What was looked for and not found. */
  readonly search: { readonly typed: string; readonly problem: string | undefined };
  readonly asked: readonly CaseLine[];
  readonly due: readonly CaseLine[];
  readonly held: readonly CaseLine[];
  readonly certificates: readonly {
    readonly urn: string;
    readonly href: string;
    readonly when: string;
    readonly says: string;
  }[];
}

const lineOf = (each: RetentionView, says: string): CaseLine => ({
  ...{ urn: each.urn, href: paths.retentionOf.to({ urn: each.urn }), says },
  group: each.group === undefined ? 'No group yet' : sayGroup(each.group),
  lastHappened: sayDate(each.lastHappenedOn),
});

const sayDue = ({ due, isDue, group }: RetentionView): string =>
  due === undefined
    ? group === undefined
      ? 'Needs a group'
      : ''
    : `${isDue ? 'Review due since' : 'Review on'} ${sayDate(due)}`;

export function retentionListView(
  found: { readonly cases: readonly RetentionView[]; readonly certificates: readonly CertificateView[] },
  given: { readonly force: string; readonly userId: string; readonly search: RetentionListView['search'] },
): RetentionListView {
  const asked = found.cases.filter(({ proposedBy }) => proposedBy !== undefined);
  const held = found.cases.filter(({ proposedBy, holdBy }) => proposedBy === undefined && holdBy !== undefined);
  const due = found.cases.filter(({ proposedBy, holdBy }) => proposedBy === undefined && holdBy === undefined);
  return {
    ...{ force: given.force, search: given.search },
    asked: asked.map((each) =>
      lineOf(
        each,
        each.proposedBy === given.userId
          ? 'You asked. Somebody else has to agree.'
          : `${each.proposedByName ?? ''} asked. You can agree.`,
      ),
    ),
    due: due.map((each) => lineOf(each, sayDue(each))),
    held: held.map((each) => lineOf(each, `Held since ${sayWhen(each.holdAt ?? '')}`)),
    certificates: found.certificates.map(({ urn, erasedAt, ground, approvedByName }) => ({
      ...{ urn, href: paths.retentionOf.to({ urn }), when: sayWhen(erasedAt) },
      says: `${sayGround(ground)}. Agreed by ${approvedByName}.`,
    })),
  };
}

export interface RetentionPageView {
  readonly urn: string;
  readonly group: RetentionGroupId | undefined;
  readonly facts: readonly (readonly [string, string])[];
  readonly hold: { readonly says: string; readonly reason: string } | undefined;
  readonly asked:
    | {
        readonly says: string;
        readonly ground: string;
        readonly reason: string;
        readonly isOwn: boolean;
        /** What stands in the way of erasing it now. */
        readonly blocked: string | undefined;
      }
    | undefined;
  /** Why it can be erased on no ground now; a ground that has to wait for the review is refused with its day. */
  readonly blocked: string | undefined;
  readonly mayKeep: boolean;
}

export function retentionPageView(found: RetentionView, userId: string, today: CivilDate): RetentionPageView {
  const state = stateOf(found);
  const { proposal } = state;
  return {
    urn: found.urn,
    group: found.group,
    facts: [
      ['Group', sayGroup(found.group)],
      ['Last thing that happened', sayDate(found.lastHappenedOn)],
      ['Review', found.group === undefined ? 'No day yet: say its group first' : sayDue(found)],
      ...(found.keptReason === undefined ? [] : [['Kept at the last review', found.keptReason] as const]),
      ['A file waits in a queue', found.inQueue ? 'Yes. While it does, the case is not erased' : 'No'],
    ],
    hold:
      found.holdReason === undefined
        ? undefined
        : { says: `Held since ${sayWhen(found.holdAt ?? '')} by ${found.holdByName ?? ''}`, reason: found.holdReason },
    asked:
      proposal === undefined
        ? undefined
        : {
            says: `${proposal.by === userId ? 'You' : (found.proposedByName ?? '')} asked at ${sayWhen(found.proposedAt ?? '')}`,
            ground: sayGround(proposal.ground),
            reason: found.proposedReason ?? '',
            isOwn: proposal.by === userId,
            blocked: whyNotErased(state, proposal.ground, today),
          },
    blocked: whyNotErased(state, 'ordered', today),
    mayKeep: found.group !== undefined,
  };
}

/** What a certificate counts, by the kinds of entries that a case has. */
const kinds: Readonly<Record<string, string>> = {
  case_grant: 'Openings to the CPS',
  case_file: 'The case itself',
  case_person: 'People',
  case_contact: 'Contact details',
  case_suspect: 'Suspects',
  case_offence: 'Offences',
  trial_mode: 'Modes of trial that were set',
  police_decision: 'What police decided at the gate',
  victim_notice: 'Victims to be told of a decision not to charge',
  consultation: 'Conversations about files in review',
  out_of_court: 'Outcomes out of court, as they were carried out',
  charging_authority: 'Who decides to charge, where it was said by hand',
  offence_withdrawn: 'Offences that were withdrawn',
  material_item: 'Items of material',
  material_discarded: 'Material that was withdrawn or replaced',
  redaction_copy: 'Redacted copies',
  redaction_page: 'Pages that were reviewed for copies',
  redaction_subject: 'What was decided once for copies',
  submission: 'Submissions',
  fact_answer: 'Answers to questions',
  gap_explained: 'Gaps that were explained',
  rule_doubt: 'Doubts about rules of the file standard',
  form_entry: 'Fields written on forms',
  shared_case: 'The case as the CPS had it',
  submission_sent: 'Versions sent',
  submission_part: 'Parts of versions sent',
  sent_document: 'Documents sent',
  suspect_track: 'Where suspects stood',
  decision: 'Decisions',
  action_plan: 'Action plans',
  action_item: 'Actions',
  charge: 'Charges',
  message: 'Messages',
  queue_item: 'Places in queues',
  case_restriction: 'Restrictions',
  case_named_person: 'People named in restrictions',
  case_conflict: 'Conflicts of interest',
  case_opening: 'Openings in an emergency',
  case_officer: 'Officers of the case',
  case_sensitive_reader: 'People who took work or were named for sensitive material',
  case_watch: 'Marks as well known or sensitive',
  case_clock: 'Time limits and clocks',
  case_clock_state: 'When the clocks were worked out',
  clock_warning: 'Warnings of time limits',
  clock_incident: 'Time limits that ran out',
  limit_review_item: 'What the monthly review of time limits looked at',
  case_retention: 'What was decided about keeping it',
};
export const sayKind = (table: string): string | undefined => (Object.hasOwn(kinds, table) ? kinds[table] : undefined);

export interface CertificatePageView {
  readonly urn: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly counts: readonly (readonly [string, number])[];
}

export function certificatePageView(certificate: CertificateView): CertificatePageView {
  const { urn, group, ground, proposedByName, approvedByName, erasedAt, events, documents, counts } = certificate;
  const other = Object.entries(counts).filter(([table]) => sayKind(table) === undefined);
  return {
    urn,
    facts: [
      ['Erased', sayWhen(erasedAt)],
      ['Ground', sayGround(ground)],
      ['Asked for by', proposedByName],
      ['Agreed by', approvedByName],
      ['Group', sayGroup(group)],
      ['History', `${counted(events, 'entry', 'entries')} whose content is gone`],
      ['Documents', counted(documents, 'document')],
    ],
    counts: [
      ...Object.entries(counts).flatMap(([table, n]) => {
        const kind = sayKind(table);
        return kind === undefined ? [] : [[kind, n] as const];
      }),
      ...(other.length === 0 ? [] : [['Other entries', other.reduce((sum, [, n]) => sum + n, 0)] as const]),
    ].toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  };
}
