import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** The operating system account that runs the server, when it is not the one running Node. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const accounts = (): readonly Account[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name === undefined || uid === undefined || gid === undefined
        ? []
        : [{ name, uid: Number(uid), gid: Number(gid) }];
    });

/**
 * PostgreSQL refuses to run as root, so root hands it to another account: the owner of the folder when it already
 * exists, else `postgres`, else `nobody`. `undefined` when Node is not root and the server runs as its own user.
 * Throws when no such account exists. A bare number will not do: the server looks its uid up in /etc/passwd.
 */
export function accountFor(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accounts();
  const owner = existsSync(dataFolder) ? statSync(dataFolder).uid : 0;
  const account =
    owner === 0
      ? (known.find(({ name }) => name === 'postgres') ?? known.find(({ name }) => name === 'nobody'))
      : known.find(({ uid }) => uid === owner);
  if (account === undefined)
    throw new Error(
      `The embedded database cannot run as root, and ${owner === 0 ? 'there is no user "postgres" or "nobody"' : `the owner (uid ${owner}) of ${dataFolder} is not in /etc/passwd`}. Start as another user, or set DATABASE_URL.`,
    );
  return account;
}

/** The `uid` and `gid` options of `spawn` for an account; nothing when there is none. */
export const ids = (account: Account | undefined): { uid?: number; gid?: number } =>
  account === undefined ? {} : { uid: account.uid, gid: account.gid };

/** Whether the account can enter the folder. Asked of the system itself, so that access lists count too. */
export const canEnter = (folder: string, account: Account | undefined): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...ids(account), cwd: '/', stdio: 'ignore' }).status === 0;
