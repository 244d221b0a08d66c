import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, sideOf } from '../../../domain/access/index.ts';
import { RuleDoubt } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { doubtRule, mayDoubt, titleOfRule, viewRule, viewRuleLog } from '../../../application/rule-doubts.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, fileAddress } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { DoubtPage, RuleLogPage, RulePage } from './page.tsx';
import { ruleLogView, ruleView } from './view-model.ts';

/** The rules of the standard that people stumble over: the log, what was written about one, and saying so on a case. */
export function registerRules(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.rules.pattern,
    permission: 'measures:read',
    auditAs: null,
    params: z.object({}),
    load: async (_input, { actor }) => {
      const log = await viewRuleLog(deps, actor);
      if (!log.ok) return log;
      const given = { hidesSmall: sideOf(actor) === 'board', readsCases: may(actor, 'case:read') };
      return accept({ view: ruleLogView(log.value, given) });
    },
    page: RuleLogPage,
  });
  get(app, {
    pattern: paths.rule.pattern,
    permission: 'measures:read',
    auditAs: 'rule',
    params: z.object({ rule: z.string() }),
    load: async ({ params: { rule } }, { actor }) => {
      const found = await viewRule(deps, actor, rule);
      return found.ok ? accept({ view: ruleView(found.value), read: found.value.read }) : found;
    },
    page: RulePage,
  });
  const params = z.object({ urn: z.string(), submissionId: z.string(), rule: z.string() });
  const show = get(app, {
    pattern: paths.doubtRule.pattern,
    permission: 'case:read',
    auditAs: 'doubt-rule',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      if (!mayDoubt(actor)) return refuse('not-allowed', 'Your role says nothing about the rules of the standard.');
      const title = titleOfRule(deps.edition, about.rule);
      if (title === undefined) return refuse('page-not-found', 'The file standard has no such rule.');
      const { view } = file.value;
      return accept({
        read: view.ref,
        view: {
          ...{ ...about, title, back: fileAddress(view, about.submissionId) },
          frame: caseFrame(view, 'overview', actor),
        },
      });
    },
    page: DoubtPage,
  });
  post(app, {
    pattern: paths.doubtRule.pattern,
    permission: 'case:read',
    auditAs: 'doubt-rule',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, { actor }, command) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const kind = RuleDoubt.safeParse(textOf(body, 'kind')).data;
      return doubtRule(
        deps,
        command,
        { ...about, kind, text: textOf(body, 'text') },
        { to: fileAddress(file.value.view, about.submissionId), say: 'Noted. Thank you.' },
      );
    },
    onRefused: show,
  });
}
