import { may, sideOf, type Actor, type Permission, type Side } from '../domain/access/index.ts';
import { queueNames, queues } from '../domain/queue/index.ts';
import type { NavigationItem } from './components/govuk/service-navigation.tsx';
import { paths } from './paths.ts';

/** One job of the main navigation: who has it, and where it starts. */
export interface Job {
  readonly text: string;
  readonly href: string;
  readonly permission: Permission;
  /** Only in forces with a second look at the gate. */
  readonly secondGate?: boolean;
  /** Who has it besides, of one side. */
  readonly also?: { readonly permission: Permission; readonly side: Side };
}

/** The jobs of the product, in the order in which they are shown. A page with a place in the navigation adds a line. */
export const jobs: readonly Job[] = [
  ...queueNames.map((queue) => ({
    text: queues[queue].title,
    href: paths.queue.to({ queue }),
    permission: queues[queue].permission,
    ...(queue === 'standards' ? { secondGate: true } : {}),
    // Those who manage the queues of their side come in by the one in which they give files to people.
    ...(queue === 'allocation' ? { also: { permission: 'queue:manage', side: queues[queue].side } as const } : {}),
  })),
  { text: 'Cases', href: paths.cases.to(), permission: 'case:list' },
  { text: 'Time limits', href: paths.clocksRegister.to(), permission: 'case:list' },
  { text: 'What a file needs', href: paths.standard.to(), permission: 'case:list' },
  { text: 'Measures', href: paths.measures.to(), permission: 'measures:read' },
  { text: 'Training records', href: paths.training.to(), permission: 'training:keep' },
  { text: 'Keeping and erasing', href: paths.retention.to(), permission: 'retention:decide' },
  { text: 'Record of access', href: paths.accessRecord.to(), permission: 'access-record:read' },
  { text: 'Connected systems', href: paths.serviceAccounts.to(), permission: 'service-accounts:approve' },
];

const isFor = (actor: Actor, { permission, also }: Job): boolean =>
  may(actor, permission) || (also !== undefined && also.side === sideOf(actor) && may(actor, also.permission));

/**
 * Their own work, then the jobs of this person. `path` is the page being shown, which marks where they are; `secondGate` whether
 * their force has a second look at the gate.
 */
export function navigationFor(actor: Actor, path: string, secondGate: boolean): readonly NavigationItem[] {
  const theirs = jobs.filter((job) => isFor(actor, job) && (secondGate || job.secondGate !== true));
  return [{ text: 'Your work', href: paths.home.to() }, ...theirs].map(({ text, href }) => ({
    ...{ text, href, current: path === href },
    active: href !== paths.home.to() && path.startsWith(`${href}/`),
  }));
}
