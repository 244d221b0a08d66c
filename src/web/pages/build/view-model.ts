import { may, type Actor } from '../../../domain/access/index.ts';
import { topicOf, topics, topicsOf, type Topic, type TopicStanding } from '../../../domain/file-standard/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CaseView, CheckView, SubmissionView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { counted, nameDefendants, sayKind } from '../case-frame/index.ts';
import type { Action, WorkRow } from '../file-parts/index.ts';
import { submissionView } from '../submission/view-model.ts';

/** A file by topic: how each stands, and every place that brings it further. */

export interface TopicView {
  readonly id: Topic;
  readonly title: string;
  readonly standing: TopicStanding;
  /** How it stands, in words. */
  readonly says: string;
  readonly gaps: readonly WorkRow[];
  readonly questions: readonly WorkRow[];
  /** Where what belongs to it is recorded, whatever is open. */
  readonly places: readonly Action[];
}

export interface BuildView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly files: readonly {
    readonly submissionId: string;
    readonly title: string;
    readonly href: string;
    readonly waitsFor: string;
    readonly topics: readonly TopicView[];
  }[];
}

export function sayStanding({ stands, met, gaps, explained, questions }: TopicStanding): string {
  if (stands === 'none_due') return 'Nothing needed';
  if (stands === 'complete') return `Complete, ${counted(met, 'item')}`;
  const open = [
    gaps > 0 && counted(gaps, 'gap'),
    explained > 0 && `${explained} with a reason and a date`,
    questions > 0 && counted(questions, 'question'),
  ].filter((part) => part !== false);
  return `${stands === 'not_started' ? 'Not started: ' : ''}${open.join(', ')}`;
}

const headingsOf: Partial<Record<Topic, readonly (readonly [id: string, text: string])[]>> = {
  people: [['witnessNeeds', 'Write what victims and witnesses need']],
  orders: [['ordersSought', 'Write which orders are asked for']],
};

function placesOf({ record }: CaseView, submission: SubmissionView, topic: Topic, mayWrite: boolean): Action[] {
  const { urn } = record;
  const { submissionId, defendantIds } = submission;
  const material = { text: 'Material', href: paths.material.to({ urn }) };
  const people = { text: 'People', href: paths.people.to({ urn }) };
  const general: Readonly<Record<Topic, readonly Action[]>> = {
    request: [{ text: 'The request', href: `${paths.submission.to({ urn, submissionId })}#request` }],
    suspects: mayWrite
      ? defendantIds.flatMap((defendantId) => {
          const name = nameDefendants(record, [defendantId]);
          return [
            { text: `Particulars of ${name}`, href: paths.suspect.to({ urn, defendantId }) },
            { text: `Add an interview of ${name}`, href: paths.addInterview.to({ urn, defendantId }) },
          ];
        })
      : [people],
    offences: [{ text: 'Offences', href: paths.caseOffences.to({ urn }) }],
    people: [
      people,
      ...(mayWrite
        ? [
            { text: 'Add a witness', href: paths.addWitness.to({ urn }) },
            { text: 'Add a victim', href: paths.addVictim.to({ urn }) },
          ]
        : []),
    ],
    evidence: [material],
    exhibits: [material],
    forensics: [material],
    antecedents: [material],
    orders: [],
    disclosure: [material],
    supervisor: [],
  };
  const headings = mayWrite
    ? (headingsOf[topic] ?? []).map(([heading, text]) => ({
        text,
        href: paths.heading.to({ urn, submissionId, heading }),
      }))
    : [];
  return [...general[topic], ...headings];
}

/** Files that police hold, each by topic. */
export function buildView(
  view: CaseView,
  checks: ReadonlyMap<string, CheckView>,
  given: { readonly editions: Pick<Deps, 'edition' | 'editions'>; readonly actor: Actor; readonly now: Instant },
): BuildView {
  const { actor } = given;
  return {
    ...{ case: view, actor },
    files: view.submissions.flatMap((submission) => {
      const { submissionId, kind, holder } = submission;
      const check = checks.get(submissionId);
      if (check === undefined || holder !== 'police') return [];
      const page = submissionView(view, submission, check, { ...given, by: 'step' });
      const mayWrite = page.mayWrite && may(actor, 'case:build');
      const rows = new Map(page.readiness.groups.flatMap((group) => group.rows.map((row) => [row.id, row])));
      const rowsFor = (ids: readonly string[]): WorkRow[] => ids.flatMap((id) => rows.get(id) ?? []);
      const { items, questions } = check.check;
      return [
        {
          submissionId,
          title: `${submissionId}: ${sayKind(kind)}, ${nameDefendants(view.record, submission.defendantIds)}`,
          href: paths.submission.to({ urn: view.record.urn, submissionId }),
          waitsFor: page.waitsFor,
          topics: topicsOf(check.check).map((standing): TopicView => ({
            ...{ id: standing.topic, title: topics[standing.topic], standing, says: sayStanding(standing) },
            gaps: rowsFor(items.flatMap(({ item }) => (topicOf(item) === standing.topic ? [`item-${item}`] : []))),
            questions: rowsFor(
              questions.flatMap(({ fact, decides }) =>
                decides.some((item) => topicOf(item) === standing.topic) ? [`question-${fact}`] : [],
              ),
            ),
            places: placesOf(view, submission, standing.topic, mayWrite),
          })),
        },
      ];
    }),
  };
}
