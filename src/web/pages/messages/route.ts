import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { postMessage } from '../../../application/messages.ts';
import { viewCase } from '../../../application/view-case.ts';
import { optionalText, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { MessagesPage } from './page.tsx';

/** The messages of a case, and writing one: to both sides, or to one's own. */
export function registerMessages(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string() });
  const show = get(app, {
    pattern: paths.messages.pattern,
    permission: 'case:read',
    auditAs: 'messages',
    params,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const view = found.value;
      return accept({
        read: view.ref,
        view: {
          frame: caseFrame(view, 'messages', actor),
          urn,
          side: view.side,
          messages: view.messages,
          mayWrite: may(actor, 'message:write'),
          bothHaveIt: view.submissions.some(({ firstSentAt }) => firstSentAt !== undefined),
        },
      });
    },
    page: MessagesPage,
  });
  post(app, {
    pattern: paths.messages.pattern,
    permission: 'message:write',
    auditAs: 'write-message',
    params,
    body: z.object({
      to: z.enum(['shared', 'own'], { error: 'Choose who the message is for' }),
      topic: optionalText(100),
      text: requiredText('Write a message', 5000),
    }),
    act: ({ params: { urn }, body: { to, topic, text } }, _visit, command) =>
      postMessage(
        deps,
        command,
        { urn, to, topic: topic ?? '', text },
        { to: paths.messages.to({ urn }), say: 'Message sent.' },
      ),
    onRefused: show,
  });
}
