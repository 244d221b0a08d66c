import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { holdForm, takeHeldForm } from '../application/held-form.ts';
import type { Session } from '../application/sessions.ts';
import type { FormValues } from './form-fields.ts';
import { paths } from './paths.ts';
import { pathOf, sessionOf } from './visit.ts';

const Asked = z.object({ held: z.uuid() });

/** Sends whoever sent a form to confirm that it is them, and keeps what they typed for when they come back. */
export async function askToConfirm(
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
  form: { readonly id: string; readonly values: FormValues },
): Promise<FastifyReply> {
  const page = pathOf(request);
  await holdForm(request.server.shell.deps, session, { ...form, page });
  request.log.info({ user: session.actor.userId, outcome: 'asked to confirm' });
  return reply.redirect(paths.confirm.to({}, { return: `${page}?held=${form.id}` }), 303);
}

/** What was typed on this page before its sender was sent to confirm; nothing for everybody else. */
export async function heldValues(request: FastifyRequest, reply: FastifyReply): Promise<FormValues> {
  const asked = Asked.safeParse(request.query);
  if (!asked.success) return {};
  const session = await sessionOf(request, reply);
  if (session === undefined) return {};
  const form = { id: asked.data.held, page: pathOf(request) };
  return (await takeHeldForm(request.server.shell.deps, session, form)) ?? {};
}
