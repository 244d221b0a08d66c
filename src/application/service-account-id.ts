const prefix = 'account:';

/** What stands for an account wherever a person's id would stand: in the log, the access record and the forms done. */
export const actorIdOf = (accountId: string): string => prefix + accountId;

/** The account behind such an id; `undefined` for the id of a person. */
export const accountIdOf = (actorId: string): string | undefined =>
  actorId.startsWith(prefix) ? actorId.slice(prefix.length) : undefined;
