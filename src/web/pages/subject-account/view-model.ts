import type { AccountEntry, SubjectAccount } from '../../../application/subject-account.ts';
import {
  dealingKinds,
  withheldKinds,
  type DealingKind,
  type WithheldKind,
} from '../../../domain/access-record/index.ts';
import { counted, sayWhen, type ListRow } from '../case-frame/index.ts';

const reaches = { person: 'About this person', case: 'About the case, with this person’s data in it' } as const;

/** The entries of an account by kind, in the order in which it says them, each as rows; kinds without any are there too. */
export const sections = (
  account: SubjectAccount,
): readonly { readonly kind: DealingKind; readonly title: string; readonly rows: readonly ListRow[] }[] =>
  (Object.keys(dealingKinds) as DealingKind[]).map((kind) => ({
    ...{ kind, title: dealingKinds[kind] },
    rows: account.entries.filter((each) => each.kind === kind).map(rowOf),
  }));

const rowOf = (entry: AccountEntry): ListRow => ({
  title: entry.says,
  lines: [sayWhen(entry.at), `${entry.organisation}, ${entry.role}`, reaches[entry.reach]],
});

/** What is left out and why; how many entries, where they are counted. */
export const withheldOf = (
  account: SubjectAccount,
): readonly { readonly title: string; readonly count: string | undefined; readonly why: string }[] =>
  (Object.keys(withheldKinds) as WithheldKind[]).flatMap((kind) => {
    const count = account.withheld[kind];
    const always = kind === 'names' || kind === 'content';
    if (!always && count === undefined) return [];
    return [{ ...withheldKinds[kind], count: count === undefined ? undefined : counted(count, 'entry', 'entries') }];
  });

/** Lines of the same as a file. */
export const accountLines = (account: SubjectAccount): readonly (readonly string[])[] => [
  ['When (UTC)', 'Kind', 'What', 'Whose data', 'Organisation', 'Role'],
  ...account.entries.map(({ at, kind, says, reach, organisation, role }) => [
    ...[at, dealingKinds[kind], says, reaches[reach], organisation, role],
  ]),
  ...withheldOf(account).map(({ title, count = '', why }) => [
    '',
    'Withheld',
    count === '' ? title : `${title}: ${count}`,
    why,
    '',
    '',
  ]),
];
