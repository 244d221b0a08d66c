const prefix = 'operator:';

/** What stands for somebody on the command line where a person's id would stand: the account of the operating system. */
export const operatorIdOf = (account: string): string => prefix + account;

/** The account behind such an id; `undefined` for the id of a person. */
export const operatorOf = (userId: string): string | undefined =>
  userId.startsWith(prefix) ? userId.slice(prefix.length) : undefined;
