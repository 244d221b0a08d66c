import type { FastifyReply, FastifyRequest } from 'fastify';
import { allow, permissions, type Actor, type Permission } from '../domain/access/index.ts';
import { aboutOf } from '../domain/access-record/index.ts';
import { accept, refuse, type Refusal, type Result } from '../domain/kernel/result.ts';
import type { CaseRef } from '../application/deps.ts';
import { recordAccess, type FoundCases } from '../application/record-access.ts';
import type { Session } from '../application/sessions.ts';
import { askToSignIn, sayEnd, sendRefusal, sessionOf } from './visit.ts';

/** Who may open a page: holders of a permission, everybody signed in, or anybody. There is no default. */
export type Access = Permission | 'signed-in' | 'anyone';

/** Audit name of a page: must be given, or be said to be `null`, where a permission lets people in. */
export type Audit<A extends Access> = A extends Permission ? string | null : null;

/** Who is looking. */
export interface Visit<A extends Access = Permission> {
  readonly actor: A extends 'anyone' ? Actor | undefined : Actor;
  readonly request: FastifyRequest;
}

/** Whose cases are about to be shown. */
export type Read = CaseRef | readonly CaseRef[] | FoundCases;

const isPermission = (access: Access): access is Permission => Object.hasOwn(permissions, access);

/** The session, if this person may come in. Refuses `sign-in-needed`, or `not-allowed` naming who may. */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  access: Access,
): Promise<Result<Session | undefined, 'sign-in-needed' | 'not-allowed'>> {
  const session = await sessionOf(request, reply);
  if (access === 'anyone') return accept(session);
  if (session === undefined) return refuse('sign-in-needed', sayWhy(request));
  if (!isPermission(access)) return accept(session);
  const allowed = allow(session.actor, access);
  return allowed.ok ? accept(session) : allowed;
}

/** Why somebody has to sign in, and what became of what they sent. */
const sayWhy = (request: FastifyRequest): string => {
  const lost = request.method === 'POST' ? ' What you sent was not recorded.' : '';
  return `${sayEnd(request) ?? 'You are not signed in, or signed out in another window.'}${lost}`;
};

/** The answer for somebody not admitted: off to sign in where that can bring them back, else a page that says why. */
export const turnAway = (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply | Promise<FastifyReply> =>
  refusal.code === 'sign-in-needed' && request.method !== 'POST'
    ? askToSignIn(request, reply, refusal)
    : sendRefusal(request, reply, refusal);

// `admit` lets nobody through without a session where the access asks for one.
export const visitOf = <A extends Access>(request: FastifyRequest, session: Session | undefined): Visit<A> =>
  ({ actor: session?.actor, request }) as Visit<A>;

/**
 * Records whose cases this person is about to be shown. Throws when it can't: then nothing is shown.
 * @param part whether it is a part of a document that is shown
 */
export async function recordRead(
  request: FastifyRequest,
  session: Session | undefined,
  { permission, auditAs }: { readonly permission: Access; readonly auditAs: string | null },
  read: Read | undefined,
  part = false,
): Promise<void> {
  if (auditAs === null || read === undefined || session === undefined || !isPermission(permission)) return;
  const about = aboutOf(request.params);
  await recordAccess(request.server.shell.deps, session.actor, { page: auditAs, cases: read, permission, about, part });
}

/** For an address that can't be one of ours. */
export const noSuchPage = refuse('page-not-found', 'There is no such page.').refusal;
