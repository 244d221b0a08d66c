import type { FastifyInstance } from 'fastify';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { Actor } from '../../../domain/access/index.ts';
import { writeHeading } from '../../../application/build-file.ts';
import type { Deps } from '../../../application/deps.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { HeadingParams } from '../case-frame/index.ts';
import { AnyFields, atField, loadFile, textOf } from '../file-parts/index.ts';
import { tellChange } from '../submission/supposing.ts';
import { valueFrom } from './form-values.ts';
import { HeadingPage } from './page.tsx';
import { headingView, type HeadingView } from './view-model.ts';

/** Headings on which plea and test rest: a change of one is told with what it did. */
const decides: ReadonlySet<string> = new Set(['codeTestReasons', 'pleaBasis', 'policeChargingRationale']);

interface About {
  readonly urn: string;
  readonly submissionId: string;
  readonly heading: string;
}

/** Refuses what cannot be found, and `not-allowed` or `step-not-allowed` where this person may not write it now. */
async function load(deps: Deps, actor: Actor, about: About): Promise<Result<HeadingView>> {
  const file = await loadFile(deps, actor, about);
  if (!file.ok) return file;
  const { view, submission } = file.value;
  if (!view.mayBuild)
    return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
  if (submission.holder !== 'police')
    return refuse('step-not-allowed', `The file is with the CPS: ${submission.waitingFor}.`);
  const check = await viewCheck(deps, actor, about.urn, about.submissionId);
  if (!check.ok) return check;
  const { submissionId, heading: headingId } = about;
  const found = headingView(view, { actor, submissionId, headingId, check: check.value });
  return found === undefined ? refuse('page-not-found', 'A request has no such heading.') : accept(found);
}

/** `/cases/:urn/submissions/:submissionId/headings/:heading` */
export function registerHeading(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.heading.pattern,
    permission: 'case:build',
    auditAs: 'write-heading',
    params: HeadingParams,
    load: async ({ params }, { actor }) => {
      const found = await load(deps, actor, params);
      return found.ok ? accept({ view: found.value, read: found.value.case.ref }) : found;
    },
    page: HeadingPage,
  });
  post(app, {
    pattern: paths.heading.pattern,
    permission: 'case:build',
    auditAs: 'write-heading',
    params: HeadingParams,
    body: AnyFields,
    asksForMore: (values) => textOf(values, 'more') !== '',
    act: async ({ params, body }, { actor }, command) => {
      const found = await load(deps, actor, params);
      if (!found.ok) return found;
      const { heading, fixed, submissionId } = found.value;
      const request = found.value.case.record.submissions.find(({ id }) => id === submissionId)?.request;
      const value = valueFrom(heading, body, request?.[heading.id], fixed);
      if (!value.ok) return value;
      const { urn } = params;
      const written = await writeHeading(
        deps,
        command,
        { urn, submissionId, heading: heading.id, value: value.value, stamp: textOf(body, 'stamp') },
        {
          to: paths.submission.to({ urn, submissionId }, decides.has(heading.id) ? tellChange : {}),
          say: `${heading.title}: saved. The check has been run again.`,
        },
      );
      // What the other person wrote stands on the page under this name.
      return atField(written, { value: 'theirs' });
    },
    onRefused: show,
  });
}
