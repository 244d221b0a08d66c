import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { statusOf } from '../../../domain/kernel/refusals.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { listSignInPeople } from '../../../application/directory.ts';
import {
  beginConfirming,
  beginSignIn,
  completeSignIn,
  maySignIn,
  signOut,
  signOutByProvider,
} from '../../../application/sign-in.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import {
  dropBrowserCookie,
  isFromOurPages,
  readBrowserCookie,
  readSessionCookie,
  safeReturn,
  writeBrowserCookie,
  writeSessionCookie,
} from '../../security.ts';
import { originAsked } from '../../shell.ts';
import { sendPage, sendRefusal, sessionOf } from '../../visit.ts';
import { leaveBy } from './leave.ts';
import { ConfirmPage, DemonstrationConfirmPage, nobody, PeoplePage, SignedOutPage } from './page.tsx';
import { peopleView } from './view-model.ts';

const limited = { config: { signsIn: true } } as const;

/** Signing in and out. These answers are redirects and cookies, so they don't go through `get` and `post`. */
export function registerSignIn(app: FastifyInstance): void {
  app.get(paths.signIn.pattern, limited, begin);
  app.get(paths.signInCallback.pattern, limited, complete);
  app.get(paths.confirm.pattern, limited, confirm);
  app.post(paths.signOut.pattern, leaveBy(signOut));
  app.post(paths.signOutByProvider.pattern, endByProvider);
  get(app, {
    pattern: paths.signedOut.pattern,
    permission: 'anyone',
    auditAs: null,
    params: z.object({}),
    load: () => Promise.resolve(accept({ view: {} })),
    page: SignedOutPage,
  });
  if (app.shell.deps.demonstration !== undefined) registerPeople(app);
}

const Asked = z.object({ return: z.string().optional().catch(undefined) });

async function begin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { shell } = request.server;
  const returnTo = safeReturn(Asked.parse(request.query).return, paths.home.to());
  // The provider sends browsers back to the one address it knows, so the cookies have to be set there.
  if (originAsked(shell, request) !== shell.origin) {
    return reply.redirect(shell.origin + paths.signIn.to({}, { return: returnTo }), 303);
  }
  if ((await sessionOf(request, reply)) !== undefined) return reply.redirect(returnTo, 303);
  const begun = await beginSignIn(shell.deps, readBrowserCookie(request), returnTo);
  if (!begun.ok) return sendRefusal(request, reply, begun.refusal);
  writeBrowserCookie(reply, begun.value.browser);
  return reply.redirect(begun.value.url, 303);
}

const LogoutForm = z.object({ logout_token: z.string().min(1).max(20_000) });

/**
 * The identity provider says that it has ended a session of its own. It comes by itself, without a browser, so no cookie and
 * no token of a form prove anything: its signature does.
 */
async function endByProvider(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = LogoutForm.safeParse(request.body);
  const ended = form.success
    ? await signOutByProvider(request.server.shell.deps, form.data.logout_token)
    : refuse('sign-in-failed', 'Send the logout token in the field logout_token of a form.');
  request.log.info({ logout: ended.ok ? 'done' : ended.refusal.code, ...(ended.ok ? { sessions: ended.value } : {}) });
  void reply.header('cache-control', 'no-store');
  if (ended.ok) return reply.code(200).send();
  return reply
    .code(statusOf(ended.refusal.code))
    .type('application/json')
    .send({ error: 'invalid_request', error_description: ended.refusal.detail });
}

const AskedToConfirm = Asked.extend({ go: z.literal('yes').optional().catch(undefined) });

/** To the provider, to show again who one is; a page says why first, where the provider's own would come unannounced. */
async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { shell } = request.server;
  const asked = AskedToConfirm.parse(request.query);
  const returnTo = safeReturn(asked.return, paths.home.to());
  const session = await sessionOf(request, reply);
  if (session === undefined) return reply.redirect(paths.signIn.to({}, { return: returnTo }), 303);
  if (session.isConfirmed) return reply.redirect(returnTo, 303);
  if (shell.deps.demonstration === undefined && asked.go === undefined) {
    return sendPage(request, reply, ConfirmPage(returnTo, shell.deps.sessionLimits.confirmMinutes));
  }
  const begun = await beginConfirming(shell.deps, readBrowserCookie(request), session, returnTo);
  if (!begun.ok) return sendRefusal(request, reply, begun.refusal, returnTo);
  writeBrowserCookie(reply, begun.value.browser);
  return reply.redirect(begun.value.url, 303);
}

async function complete(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.url.split('?')[1] ?? '';
  const earlier = readSessionCookie(request);
  const completed = await completeSignIn(request.server.shell.deps, readBrowserCookie(request), query, earlier);
  if (!completed.ok) {
    // The same answer opened twice, or a second window: whoever is signed in already just goes on.
    const session = await sessionOf(request, reply);
    if (completed.backTo !== undefined) return sendRefusal(request, reply, completed.refusal, completed.backTo);
    if (completed.refusal.code === 'sign-in-failed' && session !== undefined) {
      return reply.redirect(paths.home.to(), 303);
    }
    return sendRefusal(request, reply, completed.refusal);
  }
  dropBrowserCookie(reply);
  writeSessionCookie(reply, completed.value.secret);
  return reply.redirect(completed.value.returnTo, 303);
}

const Interaction = z.object({ interaction: z.string().regex(/^[\w-]{1,100}$/) });
const Picked = z.object({ person: z.string() });

/** The demonstration provider's own sign-in page. */
function registerPeople(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { demonstration } = deps;
  if (demonstration === undefined) return;

  const waiting = async (request: FastifyRequest, reply: FastifyReply) => {
    const parsed = Interaction.safeParse(request.params);
    if (!parsed.success) return undefined;
    const { interaction } = parsed.data;
    const found = await demonstration.waiting(request.raw, reply.raw, interaction);
    return found === undefined ? undefined : { ...found, interaction };
  };
  const tooLate = refuse('sign-in-failed', 'That sign in is no longer open. Start again.').refusal;

  app.get(paths.demonstrationPeople.pattern, limited, async (request, reply) => {
    const found = await waiting(request, reply);
    if (found === undefined) return sendRefusal(request, reply, tooLate);
    const view = peopleView(found.interaction, await listSignInPeople(deps));
    const expected = view.groups.flatMap(({ people }) => people).find(({ userId }) => userId === found.expected);
    return sendPage(
      request,
      reply,
      expected === undefined
        ? PeoplePage(view)
        : DemonstrationConfirmPage(view.interaction, expected, deps.sessionLimits.confirmMinutes),
    );
  });

  app.post(paths.demonstrationPeople.pattern, limited, async (request, reply) => {
    const found = await waiting(request, reply);
    const picked = Picked.safeParse(request.body);
    if (found === undefined || !isFromOurPages(request)) return sendRefusal(request, reply, tooLate);
    if (picked.success && picked.data.person === nobody) {
      return reply.redirect(await demonstration.turnBack(request.raw, reply.raw), 303);
    }
    if (!picked.success || !(await maySignIn(deps, picked.data.person))) {
      return sendRefusal(request, reply, refuse('sign-in-failed', 'Choose one of the people listed.').refusal);
    }
    return reply.redirect(await demonstration.pick(request.raw, reply.raw, picked.data.person), 303);
  });
}
