import { SubmissionKind } from '../../../domain/case-file/index.ts';
import { risks, type QueueName } from '../../../domain/queue/index.ts';
import { paths } from '../../paths.ts';
import { sayKind } from '../case-frame/index.ts';

/** What a queue is filtered by: values of each group, as they stand in the address. Nothing of a case is among them. */
export interface Wanted {
  readonly held: readonly string[];
  readonly due: readonly string[];
  readonly risk: readonly string[];
  readonly kind: readonly string[];
  readonly again: readonly string[];
  readonly age: readonly string[];
}
type Group = keyof Wanted;

const groups: Readonly<Record<Group, { readonly title: string; readonly values: Readonly<Record<string, string>> }>> = {
  due: {
    title: 'Legal limit',
    values: { passed: 'Passed', week: 'Within 7 days', window: 'Within 8 weeks', later: 'Later, or none' },
  },
  held: { title: 'Held by', values: { nobody: 'Nobody', you: 'You', others: 'Somebody else' } },
  age: {
    title: 'Time in this queue',
    values: { over: 'Should have been taken', half: 'More than half over', early: 'Less than half over' },
  },
  risk: { title: 'Risk', values: risks },
  again: { title: 'Sent before', values: { first: 'For the first time', again: 'Sent again' } },
  kind: {
    title: 'Kind',
    values: Object.fromEntries(SubmissionKind.options.map((kind) => [kind, sayKind(kind)])),
  },
};
const groupIds: readonly Group[] = ['due', 'age', 'held', 'risk', 'again', 'kind'];

/** Values that are none of a group are left out; a group without any asks for nothing. */
const known = (group: Group, values: readonly string[]): readonly string[] =>
  values.filter((value) => Object.hasOwn(groups[group].values, value));

/** As the list is asked for it; undefined where nothing is filtered. */
export function wantedOf(query: Wanted): Partial<Wanted> | undefined {
  const asked = groupIds.flatMap((group) => {
    const values = known(group, query[group]);
    return values.length === 0 ? [] : [[group, values] as const];
  });
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

export interface FiltersView {
  readonly groups: readonly {
    readonly id: Group;
    readonly title: string;
    readonly values: readonly string[];
    readonly items: readonly { readonly value: string; readonly text: string }[];
  }[];
  /** Filters in force, each with the address without it. */
  readonly selected: readonly {
    readonly heading: string;
    readonly items: readonly { readonly text: string; readonly href: string }[];
  }[];
  readonly clear: string;
}

/** Every group with how many files of the whole queue have each value; kinds that none has are left out. */
export function filtersView(
  queue: QueueName,
  query: Wanted,
  { counts }: { readonly counts: ReadonlyMap<string, number> },
): FiltersView {
  const asked = Object.fromEntries(groupIds.map((group) => [group, known(group, query[group])])) as Record<
    Group,
    readonly string[]
  >;
  return {
    groups: groupIds.map((id) => ({
      ...{ id, title: groups[id].title, values: asked[id] },
      items: Object.entries(groups[id].values).flatMap(([value, text]) => {
        const count = counts.get(`${id}/${value}`) ?? 0;
        return id === 'kind' && count === 0 && !asked[id].includes(value)
          ? []
          : [{ value, text: `${text} (${count})` }];
      }),
    })),
    selected: groupIds.flatMap((id) =>
      asked[id].length === 0
        ? []
        : [
            {
              heading: groups[id].title,
              items: asked[id].map((value) => ({
                text: groups[id].values[value] ?? value,
                href: paths.queue.to({ queue }, { ...asked, [id]: asked[id].filter((each) => each !== value) }),
              })),
            },
          ],
    ),
    clear: paths.queue.to({ queue }),
  };
}
