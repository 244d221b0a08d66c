import { userInfo } from 'node:os';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { addAccessRecord, organisationsWithCases, type RecordedDealing } from '../storage/access-records.ts';
import { newId } from '../storage/ids.ts';
import type { CaseRef, Database } from './deps.ts';
import { operatorIdOf } from './operator-id.ts';
import { systemViewer } from './viewer.ts';

/** Commands of the command line that deal with what cases hold, and which kind of dealing each is. */
export const operatorCommands = {
  backup: 'consulted',
  export: 'disclosed',
  'import-log': 'collected',
  restore: 'collected',
  rebuild: 'consulted',
  verify: 'consulted',
  compare: 'consulted',
  import: 'collected',
} as const satisfies Record<string, RecordedDealing>;
export type OperatorCommand = keyof typeof operatorCommands;

/** Who runs a command, and why they say they do. */
export interface Operator {
  /** Account of the operating system. */
  readonly account: string;
  /** Set where they work as another account, as whom. */
  readonly actingAs?: string;
  /** In their words; empty where none was given. */
  readonly reason: string;
}

/**
 * The account that this process runs as; behind `sudo` the one that called it, which its environment says and nothing proves.
 */
export function thisOperator(
  reason: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  accountOf: () => string = () => userInfo().username,
): Operator {
  const runsAs = accountName(accountOf);
  const caller = env['SUDO_USER'];
  return caller === undefined || caller === '' || caller === runsAs
    ? { account: runsAs, reason }
    : { account: caller, actingAs: runsAs, reason };
}

const accountName = (accountOf: () => string): string => {
  try {
    return accountOf();
  } catch {
    return `number ${process.getuid?.() ?? 'unknown'}`; // a container whose account has no name
  }
};

/**
 * Records that an operator deals with one case; with every case of one owner; or, without either, with every case: then one
 * entry for each organisation that has any, in its part of the record. Of several no case is named. Throws when it can't be
 * recorded.
 * @returns how many entries were made; 0 where there is no case
 */
export const recordOperator = (
  db: Database,
  command: OperatorCommand,
  operator: Operator,
  at: Instant,
  of?: CaseRef | Pick<CaseRef, 'ownerId'>,
): Promise<number> =>
  db.transaction(systemViewer, async (tx) => {
    const orgIds = of === undefined ? await organisationsWithCases(tx) : [of.ownerId];
    for (const orgId of orgIds)
      await addAccessRecord(tx, {
        ...{ accessId: newId(at), at, orgId, ownerId: orgId, userId: operatorIdOf(operator.account) },
        ...{ page: `command-${command}`, why: operator.reason, via: 'command-line' },
        about: operator.actingAs === undefined ? '' : `as ${operator.actingAs}`,
        dealing: operatorCommands[command],
        ...(of !== undefined && 'caseId' in of ? { caseId: of.caseId } : { everyCase: true }),
      });
    return orgIds.length;
  });
