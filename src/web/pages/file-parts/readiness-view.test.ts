import { describe, expect, it } from 'vitest';
import { SnapshotContent } from '../../../application/snapshot.ts';
import { aCase, contextFor, type CaseChanges } from '../../../domain/file-standard/a-case.ts';
import { checkSubmission, ownEditions } from '../../../domain/file-standard/index.ts';
import { instant } from '../../../domain/kernel/civil-date.ts';
import { readinessView, type ReadableCheck } from './readiness-view.ts';

/** Domestic abuse, with one question that nobody answered and one statement still to come. */
const changes: CaseChanges = {
  record: { flags: { ...aCase().flags, isDomesticAbuse: true, isHateCrime: null } },
  request: { outstandingEvidence: [{ kind: 'statements', what: 'The barman', due: '2026-11-20' }] },
};
const record = aCase(changes);
const check = checkSubmission(record, 'S1', contextFor(record));
/** As it is stored with a version and read again by whoever receives it. */
const sent = SnapshotContent.shape.check.parse(JSON.parse(JSON.stringify(check)));

const given = {
  ...{ edition: ownEditions.all[0]!, urn: record.urn, submissionId: 'S1', rejection: undefined },
  ...{ request: record.submissions[0]!.request, gaps: [], material: new Map<string, string>() },
  ...{ linkTo: () => undefined, by: 'step' as const, now: instant('2026-11-02T09:00:00Z') },
  here: (by: string) => `/here?by=${by}`,
};
const view = (of: ReadableCheck, more: Partial<Parameters<typeof readinessView>[0]> = {}) =>
  readinessView({ ...given, check: of, ...more });
const rowsIn = ({ groups }: ReturnType<typeof view>) => groups.flatMap(({ rows }) => rows);

describe('how a file stands', () => {
  it('is the same words for those who hold the file and those who were sent it, but for links', () => {
    const writes = {
      item: () => [{ text: 'Add a document', href: '/add' }],
      question: (fact: string) => `/questions/${fact}`,
      rejection: '/rejection',
      awaited: { text: 'Change the list', href: '/list' },
      fault: () => [],
      check: () => [],
      kind: '/kind',
    };
    const officer = view(check, { writes });
    const prosecutor = view(sent);
    expect(rowsIn(officer).some(({ actions }) => actions.length > 0)).toBe(true);
    expect(rowsIn(prosecutor).flatMap(({ actions }) => actions)).toEqual([]);
    expect(rowsIn(prosecutor).length).toBeGreaterThan(10);
    const withoutLinks = (of: ReturnType<typeof view>) => ({
      ...of,
      kindHref: undefined,
      groups: of.groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, actions: [] })) })),
      prompts: of.prompts.map((prompt) => ({ ...prompt, href: undefined })),
    });
    expect(withoutLinks(prosecutor)).toEqual(withoutLinks(officer));
  });

  it('says of each gap why it is due: the rule, its inputs with where they came from, what it costs, the source', () => {
    const row = rowsIn(view(check)).find(({ id }) => id === 'item-DA_CHECKLIST');
    expect(row?.because).toEqual([
      'Due when: Domestic abuse.',
      'Is this domestic abuse? Yes. From: markers of the case.',
      expect.stringMatching(/^CPS triage would reject the file for it: .+ \(TR-\d+\)\.$/),
      expect.stringMatching(/^Source: /),
    ]);
    expect(rowsIn(view(check)).flatMap(({ because }) => because)).toContainEqual(
      expect.stringMatching(/^A prosecutor’s assessment would record: .+ \(DGA-\w+\)\.$/),
    );
  });

  it('has every open row once, however it is grouped, and each says what its group does not', () => {
    const [byStep, byHolder] = [view(check), view(check, { by: 'holder' })];
    const ids = (of: typeof byStep) => rowsIn(of).map(({ id }) => id);
    expect(ids(byStep).toSorted()).toEqual(ids(byHolder).toSorted());
    expect(new Set(ids(byStep)).size).toBe(byStep.open);
    const statement = (of: typeof byStep) => rowsIn(of).find(({ id }) => id === 'item-CASE_OUTLINE')?.beside;
    expect([statement(byStep), statement(byHolder)]).toEqual([
      'Held by: officer in the case.',
      'Write in the request.',
    ]);
    expect([byStep.other.href, byHolder.other.href]).toEqual(['/here?by=holder', '/here?by=step']);
  });

  it('a question is one row that names what it decides', () => {
    expect(rowsIn(view(sent)).find(({ id }) => id === 'question-isHateCrime')).toMatchObject({
      title: 'Is this a hate crime?',
      fix: 'Answer it: it decides Hate-crime information. No answer is never taken to mean no.',
    });
  });

  it('a reason given for a gap is shown, from the version it was sent with too', () => {
    const gaps = [{ item: 'CASE_OUTLINE', reason: 'The sergeant writes it.', due: '2026-11-09' }];
    const row = view(sent, { gaps }).groups.find(({ id }) => id === 'work-wait')?.rows[0];
    expect(row).toMatchObject({
      id: 'item-CASE_OUTLINE',
      explained: 'Reason given: The sergeant writes it. Expected by 9 November 2026.',
    });
  });

  it('does not ask the reader of a page for what the page itself is for', () => {
    const without = view(check, { without: ['SUP_CERT'] });
    expect(rowsIn(view(check)).some(({ id }) => id === 'item-SUP_CERT')).toBe(true);
    expect(rowsIn(without).some(({ id }) => id === 'item-SUP_CERT')).toBe(false);
  });

  it('tells nothing of a fact that this reader was not given', () => {
    const facts = check.facts.filter(({ id }) => id !== 'isDomesticAbuse');
    const row = rowsIn(view({ ...check, facts })).find(({ id }) => id === 'item-DA_CHECKLIST');
    expect(row?.because.some((line) => line.includes('domestic abuse? Yes'))).toBe(false);
  });
});
