import { z } from 'zod';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { maybeOne, rows, run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** Sessions, sign-ins under way, forms already acted on, and forms held while their sender confirms who they are. Run as the system viewer unless a function says otherwise. */

const At = z.string().transform((text) => Temporal.Instant.from(text));

const SessionRow = z.strictObject({
  userId: z.string(),
  startedAt: At,
  lastSeenAt: At,
  authenticatedAt: At.nullable(),
  message: z.string().nullable(),
});
export type SessionRow = z.infer<typeof SessionRow>;

/** The session of this cookie, alive or not; the caller judges its age. */
export const findSession = (tx: Transaction, tokenSha256: string): Promise<SessionRow | undefined> =>
  maybeOne(
    tx,
    SessionRow,
    sql`select user_id as "userId", started_at as "startedAt", last_seen_at as "lastSeenAt",
               authenticated_at as "authenticatedAt", message
        from session where token_sha256 = ${tokenSha256}`,
  );

export async function addSession(
  tx: Transaction,
  session: {
    readonly tokenSha256: string;
    readonly userId: string;
    readonly at: Instant;
    readonly authenticatedAt: Instant | null;
    readonly provider: OfProvider;
  },
): Promise<void> {
  const { subjectSha256, sessionSha256 } = session.provider;
  await run(
    tx,
    sql`insert into session (token_sha256, user_id, started_at, last_seen_at, authenticated_at,
                             provider_subject_sha256, provider_session_sha256)
        values (${session.tokenSha256}, ${session.userId}, ${session.at}, ${session.at}, ${session.authenticatedAt},
                ${subjectSha256}, ${sessionSha256})`,
  );
}

/** What the identity provider calls a person and its own session, as hashes; null where it did not say. */
export interface OfProvider {
  readonly subjectSha256: string | null;
  readonly sessionSha256: string | null;
}

/** Records a logout token as acted on. False when it already was. */
export async function addLogoutToken(tx: Transaction, jtiSha256: string, at: Instant): Promise<boolean> {
  const { count } = await tx.query(
    sql`insert into logout_token (jti_sha256, at) values (${jtiSha256}, ${at}) on conflict do nothing`,
  );
  return count === 1;
}

/**
 * Ends the sessions that the provider has ended: those begun in its session and, where it does not say which, every one of
 * its subject. Sessions whose own one it never named go with the subject. Gives back how many.
 */
export async function removeSessionsOfProvider(tx: Transaction, ended: OfProvider): Promise<number> {
  const { subjectSha256, sessionSha256 } = ended;
  const { count } = await tx.query(
    sql`delete from session
        where (provider_session_sha256 = ${sessionSha256}
               and coalesce(provider_subject_sha256 = ${subjectSha256}, true))
           or (provider_subject_sha256 = ${subjectSha256}
               and (${sessionSha256}::text is null or provider_session_sha256 is null))`,
  );
  return count;
}

/** The person of this session has shown the identity provider again who they are. */
export async function setAuthenticated(
  tx: Transaction,
  tokenSha256: string,
  at: Instant,
  { subjectSha256, sessionSha256 }: OfProvider,
): Promise<void> {
  // The provider may have begun another session of its own for it: that is the one it would end.
  await run(
    tx,
    sql`update session set authenticated_at = ${at},
          provider_subject_sha256 = coalesce(${subjectSha256}, provider_subject_sha256),
          provider_session_sha256 = coalesce(${sessionSha256}, provider_session_sha256)
        where token_sha256 = ${tokenSha256}`,
  );
}

const SessionOfPerson = z.strictObject({ startedAt: At, lastSeenAt: At, isThis: z.boolean() });
export type SessionOfPerson = z.infer<typeof SessionOfPerson>;

/** Every session of a person, the one used last first. */
export const listSessionsOf = (tx: Transaction, userId: string, thisSha256: string): Promise<SessionOfPerson[]> =>
  rows(
    tx,
    SessionOfPerson,
    sql`select started_at as "startedAt", last_seen_at as "lastSeenAt", token_sha256 = ${thisSha256} as "isThis"
        from session where user_id = ${userId} order by last_seen_at desc, started_at desc, token_sha256`,
  );

export async function touchSession(tx: Transaction, tokenSha256: string, at: Instant): Promise<void> {
  await run(tx, sql`update session set last_seen_at = ${at} where token_sha256 = ${tokenSha256}`);
}

/** Leaves a sentence for the next page, or takes it away. */
export async function setMessage(tx: Transaction, tokenSha256: string, message: string | null): Promise<void> {
  await run(tx, sql`update session set message = ${message} where token_sha256 = ${tokenSha256}`);
}

export async function removeSession(tx: Transaction, tokenSha256: string): Promise<void> {
  await run(tx, sql`delete from session where token_sha256 = ${tokenSha256}`);
}

export async function removeSessionsOf(tx: Transaction, userId: string): Promise<void> {
  await run(tx, sql`delete from session where user_id = ${userId}`);
}

const AttemptRow = z.strictObject({
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  begunAt: At,
  confirmsSha256: z.string().nullable(),
});
export type AttemptRow = z.infer<typeof AttemptRow>;

export async function addAttempt(
  tx: Transaction,
  attempt: {
    readonly stateSha256: string;
    readonly browserSha256: string;
    readonly nonce: string;
    readonly verifier: string;
    readonly returnTo: string;
    readonly at: Instant;
    /** Of the session whose person is to confirm who they are; null for a sign-in. */
    readonly confirmsSha256: string | null;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into sign_in_attempt (state_sha256, browser_sha256, nonce, verifier, return_to, begun_at,
                                     confirms_sha256)
        values (${attempt.stateSha256}, ${attempt.browserSha256}, ${attempt.nonce}, ${attempt.verifier},
                ${attempt.returnTo}, ${attempt.at}, ${attempt.confirmsSha256})`,
  );
}

/** Hands out an attempt once: it is gone afterwards, whoever asks. Another browser than the one that began it gets nothing. */
export const takeAttempt = (
  tx: Transaction,
  stateSha256: string,
  browserSha256: string,
): Promise<AttemptRow | undefined> =>
  maybeOne(
    tx,
    AttemptRow,
    sql`delete from sign_in_attempt where state_sha256 = ${stateSha256} and browser_sha256 = ${browserSha256}
        returning nonce, verifier, return_to as "returnTo", begun_at as "begunAt",
                  confirms_sha256 as "confirmsSha256"`,
  );

const DoneRow = z.strictObject({
  location: z.string(),
  message: z.string().nullable(),
  requestSha256: z.string().nullable(),
});
export type DoneRow = z.infer<typeof DoneRow>;

/** Records a form as acted on. False when it already was; waits for another transaction that is doing so. */
export async function addCommandDone(
  tx: Transaction,
  done: {
    readonly userId: string;
    readonly commandId: string;
    readonly at: Instant;
    readonly location: string;
    readonly message: string | null;
    readonly requestSha256: string | null;
  },
): Promise<boolean> {
  const { count } = await tx.query(
    sql`insert into command_done (user_id, command_id, at, location, message, request_sha256)
        values (${done.userId}, ${done.commandId}, ${done.at}, ${done.location}, ${done.message},
                ${done.requestSha256})
        on conflict do nothing`,
  );
  return count === 1;
}

export const findCommandDone = (tx: Transaction, userId: string, commandId: string): Promise<DoneRow | undefined> =>
  maybeOne(
    tx,
    DoneRow,
    sql`select location, message, request_sha256 as "requestSha256" from command_done
        where user_id = ${userId} and command_id = ${commandId}`,
  );

/** Forms that one session may have waiting; the oldest go first. */
const mostHeld = 5;

/** Keeps a sealed form until its sender has confirmed who they are. */
export async function addHeldForm(
  tx: Transaction,
  held: { readonly tokenSha256: string; readonly heldId: string; readonly at: Instant; readonly sealed: string },
): Promise<void> {
  const { tokenSha256 } = held;
  await run(
    tx,
    sql`insert into held_form (token_sha256, held_id, at, sealed)
        values (${tokenSha256}, ${held.heldId}, ${held.at}, ${held.sealed}) on conflict do nothing`,
  );
  await run(
    tx,
    sql`delete from held_form where token_sha256 = ${tokenSha256} and held_id in
          (select held_id from held_form where token_sha256 = ${tokenSha256}
            order by at desc, held_id offset ${mostHeld})`,
  );
}

const Sealed = z.strictObject({ sealed: z.string() });

export const findHeldForm = async (tx: Transaction, tokenSha256: string, heldId: string): Promise<string | undefined> =>
  (
    await maybeOne(
      tx,
      Sealed,
      sql`select sealed from held_form where token_sha256 = ${tokenSha256} and held_id = ${heldId}`,
    )
  )?.sealed;

/** Removes what can no longer be used: sessions last seen or begun before, attempts begun before, forms done before. */
export async function sweepSessions(
  tx: Transaction,
  before: {
    readonly lastSeen: Instant;
    readonly started: Instant;
    readonly attempt: Instant;
    readonly command: Instant;
  },
): Promise<void> {
  await run(tx, sql`delete from session where last_seen_at < ${before.lastSeen} or started_at < ${before.started}`);
  await run(tx, sql`delete from sign_in_attempt where begun_at < ${before.attempt}`);
  await run(tx, sql`delete from held_form where at < ${before.attempt}`);
  await run(tx, sql`delete from logout_token where at < ${before.attempt}`);
  await run(tx, sql`delete from command_done where at < ${before.command}`);
}
