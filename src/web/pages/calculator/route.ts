import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../application/deps.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { admit, noSuchPage, turnAway } from '../../admit.ts';
import type { FormValues } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, leadTo } from '../../route.ts';
import { originAsked } from '../../shell.ts';
import { sendRefusal } from '../../visit.ts';
import { AnyFields } from '../file-parts/index.ts';
import { offerOf, onlyLooks, readChosenOffence } from '../offences/offer.ts';
import { readFacts, type Facts, type Problem } from './facts.ts';
import { fieldsFor } from './fields.ts';
import { ComparePage, second, withPrefix, type CompareView, type Side } from './compare-page.tsx';
import { icsOf } from './ics.ts';
import { CalculatorPage } from './page.tsx';
import { StartPage } from './start-page.tsx';
import { byOffence, subjectOf, titleOf, type Subject } from './subject.ts';
import { answerView, givenFacts, sayApart, type AnswerView } from './view-model.ts';
import { workOut, type Worked } from './work-out.ts';

const KindParams = z.object({ kind: z.string().max(40) });

/** What the address of an answer holds: the code of the offence and the facts, and nothing else. */
const queryOf = (subject: Subject, facts: Facts): Facts =>
  subject.by === 'offence' ? { cjsCode: subject.entry.code, ...facts } : facts;

/** Whether an address is as short as it can be: it holds what `queryOf` would, and nothing that is empty. */
const isShort = (values: FormValues, query: Facts): boolean =>
  Object.keys(values).length === Object.keys(query).length &&
  Object.entries(query).every(([name, value]) => values[name] === value);

/** Facts that come along when another offence is chosen: whatever was given that this page has no field for. */
const keptOf = (values: FormValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && !/^(cjsCode|offenceDate)/.test(name) ? [[name, value]] : [],
    ),
  );

/** Whether a form was sent, and not only the page opened. */
const wasSent = (values: FormValues): boolean => 'cjsCode-search' in values || 'offenceDate-day' in values;

const canonical = (worked: Worked): boolean => worked.outcome.state !== 'wrong';

/** The calculator: an offence or a kind of limit, facts in the address, and what they come to. It reads no case. */
export function registerCalculator(app: FastifyInstance): void {
  const { deps } = app.shell;

  get(app, {
    pattern: paths.calculator.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    query: AnyFields,
    load: ({ query: values }) => {
      const kept = keptOf(values);
      const show = (problems: readonly Problem[]) =>
        Promise.resolve(accept({ view: { offer: offerOf(deps), values, problems, kept } }));
      if (!wasSent(values) || onlyLooks(values)) return show([]);
      const chosen = readChosenOffence(values, 'cjsCode', deps.offences);
      const { facts, problems } = readFacts(values, fieldsFor(['offenceDate'], values), deps.now());
      if (!chosen.ok)
        return show([{ field: chosen.refusal.field ?? 'cjsCode-search', text: chosen.refusal.detail }, ...problems]);
      if (chosen.value === '' || deps.offences(chosen.value) === undefined)
        return show([
          { field: 'cjsCode-search', text: 'Choose an offence, or a kind of limit from the list' },
          ...problems,
        ]);
      if (problems.length > 0) return show(problems);
      const query = { cjsCode: chosen.value, ...facts, ...kept };
      return Promise.resolve(leadTo(paths.calculate.to({ kind: byOffence }, query)));
    },
    page: StartPage,
  });

  get(app, {
    pattern: paths.calculate.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: KindParams,
    query: AnyFields,
    load: ({ params: { kind }, query: values }) => {
      const subject = subjectOf(kind, values, { offences: deps.offences, today: deps.today() });
      if (!subject.ok) return Promise.resolve(subject);
      const worked = workOut(subject.value, values, { holidays: deps.holidays, now: deps.now() });
      const query = queryOf(subject.value, worked.facts);
      // What was typed into boxes is written out once, so that the address is the link to the answer.
      if (canonical(worked) && !isShort(values, query))
        return Promise.resolve(leadTo(paths.calculate.to({ kind }, query)));
      const answer = answerView(subject.value, worked, deps.now());
      return Promise.resolve(
        accept({ view: { subject: subject.value, worked, given: givenFacts(worked), answer, query } }),
      );
    },
    page: CalculatorPage,
  });

  get(app, {
    pattern: paths.compareLimits.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: KindParams,
    query: AnyFields,
    load: ({ params: { kind }, query: values }) => {
      const subject = subjectOf(kind, values, { offences: deps.offences, today: deps.today() });
      if (!subject.ok) return Promise.resolve(subject);
      const view = comparison(deps, subject.value, values);
      const [a, b] = view.sides;
      const query = { ...a.query, ...withPrefix(b.worked.facts) };
      return Promise.resolve(
        canonical(a.worked) && canonical(b.worked) && !isShort(values, query)
          ? leadTo(paths.compareLimits.to({ kind }, query))
          : accept({ view }),
      );
    },
    page: ComparePage,
  });

  app.get(paths.limitReminder.pattern, { exposeHeadRoute: false }, (request, reply) => sendReminder(request, reply));
}

/** The two sets of facts in one address: B's begin with its letter. Where B has none yet, it begins as A is. */
function setsIn(values: FormValues): readonly [FormValues, FormValues] {
  const entries = Object.entries(values);
  const a = entries.filter(([name]) => !name.startsWith(second));
  const b = entries.flatMap(([name, value]) =>
    name.startsWith(second) ? [[name.slice(second.length), value] as const] : [],
  );
  const code = a.filter(([name]) => name === 'cjsCode');
  return [Object.fromEntries(a), Object.fromEntries(b.length === 0 ? a : [...code, ...b])];
}

function comparison(deps: Deps, subject: Subject, values: FormValues): CompareView {
  const [a, b] = setsIn(values).map((set) => workOut(subject, set, { holidays: deps.holidays, now: deps.now() }));
  if (a === undefined || b === undefined) throw new Error('two sets of facts make two answers');
  const names = [...new Set([...Object.keys(a.facts), ...Object.keys(b.facts)])];
  const differs = names.filter((name) => a.facts[name] !== b.facts[name]);
  const side = (letter: Side['letter'], worked: Worked): Side => ({
    ...{ letter, worked, differs, prefix: letter === 'A' ? '' : second },
    answer: answerView(subject, worked, deps.now()),
    given: givenFacts(worked),
    query: queryOf(subject, worked.facts),
  });
  const sides = [side('A', a), side('B', b)] as const;
  return { subject, sides, apart: sayDifference(sides, differs.length > 0) };
}

function sayDifference([a, b]: CompareView['sides'], differ: boolean): string | undefined {
  if (a.answer === undefined || b.answer === undefined) return undefined;
  if (!differ) return 'Both sets of facts are the same. Change something in B to see what it does.';
  const [of, against] = [a.answer.remindOf, b.answer.remindOf];
  if (of !== undefined && against !== undefined) return sayApart(of, against);
  if (of === against) return 'Neither ends on a day.';
  return of === undefined ? 'Only B ends on a day.' : 'Only A ends on a day.';
}

const described = (answer: AnswerView): string =>
  [
    ...answer.headlines.map(({ says, at }) => `${says}: ${at}.`),
    ...(answer.precaution === undefined ? [] : [answer.precaution]),
    ...answer.how,
    ...answer.assumed.map((said) => `Assumed: ${said}`),
    ...answer.mind,
    ...(answer.stops === undefined ? [] : [answer.stops]),
    `Law: ${answer.provision}. ${answer.confidence.mark}: ${answer.confidence.means}`,
  ].join('\n');

/** The answer as an event for a calendar. It reads no case, so that nothing is recorded. */
async function sendReminder(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const admitted = await admit(request, reply, 'signed-in');
  if (!admitted.ok) return turnAway(request, reply, admitted.refusal);
  const { shell } = request.server;
  const { deps } = shell;
  const params = KindParams.safeParse(request.params);
  const query = AnyFields.safeParse(request.query);
  if (!params.success || !query.success) return sendRefusal(request, reply, noSuchPage);
  const { kind } = params.data;
  const subject = subjectOf(kind, query.data, { offences: deps.offences, today: deps.today() });
  if (!subject.ok) return sendRefusal(request, reply, subject.refusal);
  const worked = workOut(subject.value, query.data, { holidays: deps.holidays, now: deps.now() });
  const answer = answerView(subject.value, worked, deps.now());
  if (answer?.remindOf === undefined)
    return reply.redirect(paths.calculate.to({ kind }, queryOf(subject.value, worked.facts)), 303);
  const [{ says }] = answer.headlines;
  const address = `${originAsked(shell, request) ?? shell.origin}${paths.calculate.to({ kind }, queryOf(subject.value, worked.facts))}`;
  const text = icsOf({
    ...{ at: answer.remindOf, address, madeAt: deps.now() },
    summary: `${says}: ${titleOf(subject.value)}`,
    description: described(answer),
  });
  return reply
    .header('content-disposition', `attachment; filename="time-limit-${answer.remindOf.slice(0, 10)}.ics"`)
    .type('text/calendar; charset=utf-8')
    .send(text);
}
