import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusals, statusOf } from '../domain/kernel/refusals.ts';
import { accept, refuse, type Refusal, type Result } from '../domain/kernel/result.ts';
import { findDone, type Command, type Done } from '../application/once.ts';
import { isOwnForm, leaveMessage, type Session } from '../application/sessions.ts';
import {
  admit,
  noSuchPage,
  recordRead,
  turnAway,
  visitOf,
  type Access,
  type Audit,
  type Read,
  type Visit,
} from './admit.ts';
import { readFields, readWithFiles, type FileRules, type FormBody, type Upload } from './form-body.ts';
import type { FormValues } from './form-fields.ts';
import type { Page } from './layouts/page.tsx';
import { putTogether, sayPutTogether, type ShownForm } from './shown-form.tsx';
import { isFromOurPages } from './security.ts';
import { askToConfirm, heldValues } from './confirming.ts';
import { newCommandId, sendPage, sendRefusal } from './visit.ts';

/** What a page shows, and, where it is audited, whose cases it shows. */
export type Loaded<View, A extends string | null = string | null> = A extends string
  ? { readonly view: View; readonly read: Read }
  : { readonly view: View };

/** In place of something to show: the page to go to instead. */
export interface Elsewhere {
  readonly leadTo: string;
}
export const leadTo = (to: string): Result<Elsewhere, never> => accept({ leadTo: to });

/** What a page's forms need: the hidden values, what was typed and what was wrong with it. */
export interface FormState {
  readonly csrfToken: string;
  /** A new number for one form; each form on the page takes its own. */
  readonly newCommandId: () => string;
  /** As sent, when the page is shown again because something was wrong; else empty. */
  readonly values: FormValues;
  /** The message for each field, by name. */
  readonly errors: Readonly<Record<string, string | undefined>>;
}

interface Target<A extends Access, AuditName extends string | null, Params extends z.ZodType> {
  readonly pattern: string;
  readonly permission: A;
  readonly auditAs: AuditName;
  readonly params: Params;
}

/** A page: where, who, audit name, what it shows and how. */
export interface GetRoute<
  A extends Access,
  AuditName extends Audit<A>,
  Params extends z.ZodType,
  Query extends z.ZodType,
  View,
> extends Target<A, AuditName, Params> {
  readonly query?: Query;
  /** Scripts for this page alone, by the names of their source files in `islands/`. */
  readonly islands?: readonly string[];
  readonly load: (
    input: { readonly params: z.output<Params>; readonly query: z.output<Query> },
    visit: Visit<A>,
  ) => Promise<Result<Loaded<View, AuditName> | Elsewhere>>;
  readonly page: (view: View, form: FormState) => Page;
  /** The form of the page where it is filled in from what is recorded: what two people change at once is put together. */
  readonly form?: (view: View) => ShownForm | undefined;
}

/** A page that `post` can show again, with what was typed and what was wrong. */
export interface ShowAgain<Params> {
  (
    request: FastifyRequest,
    reply: FastifyReply,
    params: Params,
    trouble: { readonly values: FormValues; readonly problems: readonly Problem[]; readonly status: number },
  ): Promise<FastifyReply>;
  /** The form of the page as it would be shown now; undefined where two people's changes are not put together. */
  readonly formNow?: (request: FastifyRequest, session: Session, params: Params) => Promise<ShownForm | undefined>;
}

interface Problem {
  readonly field: string | undefined;
  readonly text: string;
}

const readOf = (loaded: object): Read | undefined =>
  // `Loaded` has it exactly where there is an audit name, which the compiler can't see through the conditional type.
  (loaded as { readonly read?: Read }).read;

/**
 * Serves a page. Looks who is here, whether they may, whether the address makes sense; loads; records the reading; shows.
 * A refusal of `load` becomes the page for its code: `case-not-found` looks the same whatever the reason.
 * @returns what `post` takes as `onRefused` to show this page again
 */
export function get<
  A extends Access,
  const AuditName extends Audit<A>,
  Params extends z.ZodType,
  View,
  Query extends z.ZodType = z.ZodObject,
>(app: FastifyInstance, route: GetRoute<A, AuditName, Params, Query, View>): ShowAgain<z.output<Params>> {
  const show = async (
    ...[request, reply, params, { values, problems, status }]: Parameters<ShowAgain<z.output<Params>>>
  ): Promise<FastifyReply> => {
    const admitted = await admit(request, reply, route.permission);
    if (!admitted.ok) return turnAway(request, reply, admitted.refusal);
    const session = admitted.value;
    const query = parseQuery(route.query, request.query, problems.length > 0);
    if (!query.ok) return sendRefusal(request, reply, query.refusal);
    // The schema has produced it; the compiler can't follow a schema that may be absent.
    const input = { params, query: query.value as z.output<Query> };
    const loaded = await route.load(input, visitOf<A>(request, session));
    if (!loaded.ok) return sendRefusal(request, reply, loaded.refusal);
    if ('leadTo' in loaded.value) return reply.redirect(loaded.value.leadTo, 303);
    await recordRead(request, session, route, readOf(loaded.value));
    const errors = Object.fromEntries(
      problems.flatMap(({ field, text }) => (field === undefined ? [] : [[field, text]])),
    );
    const page = route.page(loaded.value.view, {
      csrfToken: session?.csrfToken ?? '',
      newCommandId,
      values,
      errors,
    });
    return sendPage(request, reply, withProblems(page, problems), { status, islands: route.islands });
  };
  app.get(route.pattern, async (request, reply) => {
    const params = route.params.safeParse(request.params);
    if (!params.success) {
      const admitted = await admit(request, reply, route.permission);
      return turnAway(request, reply, admitted.ok ? noSuchPage : admitted.refusal);
    }
    const values = await heldValues(request, reply);
    return show(request, reply, params.data, { values, problems: [], status: 200 });
  });
  const { form } = route;
  if (form === undefined) return show;
  return Object.assign(show, {
    formNow: async (request: FastifyRequest, session: Session, params: z.output<Params>) => {
      const query = parseQuery(route.query, {}, true);
      const input = { params, query: (query.ok ? query.value : {}) as z.output<Query> };
      const loaded = await route.load(input, visitOf<A>(request, session));
      return loaded.ok && 'view' in loaded.value ? form(loaded.value.view) : undefined;
    },
  });
}

/** False for text, or a list of texts, with a NUL: nothing types one, and no column of the database can hold it. */
const isText = (value: unknown): boolean =>
  ![value].flat().some((each) => typeof each === 'string' && each.includes('\0'));

const takeOut = (field: string): Problem => ({ field, text: 'This holds a character that is not text. Take it out' });

function parseQuery(schema: z.ZodType | undefined, asked: unknown, lenient: boolean): Result<unknown> {
  if (schema === undefined) return accept({});
  if (typeof asked === 'object' && asked !== null && !Object.values(asked).every(isText))
    return { ok: false, refusal: noSuchPage };
  const parsed = schema.safeParse(asked);
  if (parsed.success) return accept(parsed.data);
  const bare = lenient ? schema.safeParse({}) : undefined;
  return bare?.success === true ? accept(bare.data) : { ok: false, refusal: noSuchPage };
}

const withProblems = (page: Page, problems: readonly Problem[]): Page =>
  problems.length === 0
    ? page
    : {
        ...page,
        errors:
          page.errors ??
          problems.map(({ field, text }) => (field === undefined ? { text } : { text, href: `#${field}` })),
      };

/** Something a person can do: where, who, audit name, what it takes, what it does, and the page that shows it again. */
export interface PostRoute<
  A extends Exclude<Access, 'anyone'>,
  Params extends z.ZodType,
  Body extends z.ZodType,
  File,
> extends Target<A, string, Params> {
  readonly body: Body;
  /**
   * Set for an action of weight: its sender has to have shown a short while ago who they are. Who has not is sent to do so,
   * and comes back to the page with everything they typed; the page has to be at the address of the form.
   */
  readonly needsConfirming?: true;
  /** True for a button that asks for another row of the form: the page is shown with what was typed, nothing recorded. */
  readonly asksForMore?: (values: FormValues) => boolean;
  /** For forms that send files. */
  readonly files?: FileRules & {
    readonly receive: (
      upload: Upload,
      input: { readonly params: z.output<Params> },
      visit: Visit<A>,
    ) => Promise<Result<File>>;
  };
  readonly act: (
    input: {
      readonly params: z.output<Params>;
      readonly body: z.output<Body>;
      readonly files: readonly File[];
    },
    visit: Visit<A>,
    command: Command,
  ) => Promise<Result<Done>>;
  readonly onRefused: ShowAgain<z.output<Params>>;
}

/**
 * Takes a form. In order: is it from a page of ours, who is here, does it carry their token, may they, was it sent before,
 * does it make sense, did they show lately who they are where that is needed; then `act`, which must have called `once` in
 * its transaction to be able to answer. What somebody else changed meanwhile is put together with what was typed. Done leads on
 * (303) with its sentence kept for the next page; a refusal shows the form's page again with what was typed (422, 409,
 * 403, 413); what cannot be found is 404.
 */
export function post<
  A extends Exclude<Access, 'anyone'>,
  Params extends z.ZodType,
  Body extends z.ZodType,
  File = never,
>(app: FastifyInstance, route: PostRoute<A, Params, Body, File>): void {
  app.post(route.pattern, async (request, reply) => {
    if (!isFromOurPages(request)) return sendRefusal(request, reply, notOurForm);
    const admitted = await admit(request, reply, route.permission);
    if (!admitted.ok) return sendRefusal(request, reply, admitted.refusal);
    const session = admitted.value;
    if (session === undefined) throw new Error('a form was let through without a session');
    const params = route.params.safeParse(request.params);
    if (!params.success) return sendRefusal(request, reply, noSuchPage);
    const visit = visitOf<A>(request, session);

    const sent = await readBody(request, session, route, params.data, visit);
    if (!sent.ok) return sendRefusal(request, reply, sent.refusal);
    const { files, trouble, commandId } = sent.value;
    let { values } = sent.value;
    const unkeepable = Object.keys(values).filter((name) => !isText(values[name]));
    const again = (problems: readonly Problem[], status: number): Promise<FastifyReply> =>
      route.onRefused(request, reply, params.data, { values, problems, status });

    if (route.asksForMore?.(values) === true) return again([], 200);
    const id = z.uuid().safeParse(commandId);
    if (!id.success) return sendRefusal(request, reply, notOurForm);
    const { deps } = request.server.shell;
    const command = { commandId: id.data, actor: session.actor, at: deps.now() };
    const earlier = await findDone(deps, command);
    if (earlier !== undefined) return leadOn(request, reply, session, earlier, route.auditAs, 'repeated');

    if (unkeepable.length > 0) return again(unkeepable.map(takeOut), 422);
    if (trouble !== undefined) return again(problemsIn(trouble), statusOf(trouble.code));
    const body = route.body.safeParse(values);
    if (!body.success) return again(problemsOf(body.error), 422);

    if (route.needsConfirming === true && !session.isConfirmed)
      return askToConfirm(request, reply, session, { id: id.data, values });

    let done = await route.act({ params: params.data, body: body.data, files }, visit, command);
    const theirs = new Set<string>();
    for (let round = 0; !done.ok && done.refusal.code === 'stale-page' && round < mostRounds; round += 1) {
      const now = await route.onRefused.formNow?.(request, session, params.data);
      const together = now === undefined ? undefined : putTogether(now, values);
      if (together === undefined) break;
      values = together.values;
      if (together.clashes.length > 0) return again(together.clashes, statusOf('stale-page'));
      for (const label of together.theirs) theirs.add(label);
      const merged = route.body.safeParse(values);
      if (!merged.success) return again(problemsOf(merged.error), 422);
      done = await route.act({ params: params.data, body: merged.data, files }, visit, command);
    }
    if (done.ok) return leadOn(request, reply, session, done.value, route.auditAs, 'done', sayPutTogether([...theirs]));
    request.log.info({ action: route.auditAs, user: session.actor.userId, outcome: done.refusal.code });
    if (done.refusal.code === 'already-done') {
      const first = await findDone(deps, command);
      if (first !== undefined) return leadOn(request, reply, session, first, route.auditAs, 'repeated');
    }
    const status = statusOf(done.refusal.code);
    if (status === 404) return sendRefusal(request, reply, done.refusal);
    return again(problemsIn(done.refusal), status);
  });
}

/** How often a form is put together with what others wrote in the same moment, before its sender is asked. */
const mostRounds = 3;

const notOurForm = refuse(
  'form-not-accepted',
  'It did not come from a page that you opened here, or that page is out of date. Open the page again and send the form from there.',
).refusal;

async function readBody<A extends Exclude<Access, 'anyone'>, Params extends z.ZodType, Body extends z.ZodType, File>(
  request: FastifyRequest,
  session: Session,
  { files }: PostRoute<A, Params, Body, File>,
  params: z.output<Params>,
  visit: Visit<A>,
): Promise<Result<FormBody<File>, 'form-not-accepted'>> {
  const isOurs = (token: string): boolean => isOwnForm(session, token);
  if (files !== undefined && request.isMultipart()) {
    const read = await readWithFiles(request, files, isOurs, (upload) => files.receive(upload, { params }, visit));
    return !read.ok || isOurs(read.value.csrfToken) ? read : { ok: false, refusal: notOurForm };
  }
  const body = readFields(request);
  return isOurs(body.csrfToken) ? accept(body) : { ok: false, refusal: notOurForm };
}

async function leadOn(
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
  done: Done,
  action: string,
  outcome: 'done' | 'repeated',
  more = '',
): Promise<FastifyReply> {
  if (done.say !== undefined) await leaveMessage(request.server.shell.deps, session, `${done.say}${more}`);
  request.log.info({ action, user: session.actor.userId, outcome });
  return reply.redirect(done.to, 303);
}

/** A refusal in the words of an error summary. */
const problemsIn = ({ code, detail, field, also = [] }: Refusal): Problem[] => [
  { field, text: field === undefined ? `${refusals[code].says}. ${detail}` : detail },
  ...also.map((each) => ({ field: each.field, text: each.detail })),
];

const problemsOf = (error: z.ZodError): readonly Problem[] => {
  const first = new Map<string, Problem>();
  for (const issue of error.issues) {
    const field = issue.code === 'unrecognized_keys' ? undefined : issue.path.map(String).join('.');
    const text = field === undefined ? 'The form held something this page does not ask for' : issue.message;
    if (!first.has(field ?? '')) first.set(field ?? '', { field: field === '' ? undefined : field, text });
  }
  return [...first.values()];
};
