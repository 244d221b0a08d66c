import { z } from 'zod';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { postMessage } from '../../application/messages.ts';
import { viewCase } from '../../application/view-case.ts';
import { change, read } from '../operation.ts';
import { answer, list, maybeWords, request, words } from '../schemas.ts';
import { addresses, Id, Moment, NoQuery, OfCase, Urn, withId } from './shapes.ts';

const Message = answer(
  'Message',
  z.object({
    messageId: z.string(),
    audience: z.enum(['shared', 'police', 'cps']),
    author: z.object({ name: z.string(), organisation: z.string() }),
    topic: z.string(),
    text: z.string(),
    postedAt: Moment,
  }),
);

const readMessages = read({
  id: 'readMessages',
  path: '/cases/:urn/messages',
  tag: 'Messages',
  summary: 'Read the messages of a case, oldest first',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer('Messages', z.object({ messages: list(Message) })),
  auditAs: 'api-messages',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    return found.ok ? accept({ answer: { messages: found.value.messages }, read: found.value.ref }) : found;
  },
});

const readMessage = read({
  id: 'readMessage',
  path: '/cases/:urn/messages/:messageId',
  tag: 'Messages',
  summary: 'Read one message',
  permission: 'case:read',
  params: z.strictObject({ urn: Urn, messageId: Id }),
  query: NoQuery,
  answer: Message,
  auditAs: 'api-message',
  versioned: false,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, messageId } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const message = found.value.messages.find((each) => each.messageId === messageId);
    return message === undefined
      ? refuse('page-not-found', 'This case has no such message.')
      : accept({ answer: message, read: found.value.ref });
  },
});

const MessageToPost = request(
  'MessageToPost',
  z.strictObject({
    to: z.enum(['shared', 'own']).meta({ description: 'Both sides, or the own side alone.' }),
    topic: maybeWords(100),
    text: words(5000),
  }),
);

const writeMessage = change({
  id: 'writeMessage',
  path: '/cases/:urn/messages',
  tag: 'Messages',
  summary: 'Write a message about a case',
  description:
    'A message changes nothing in the file, so it asks for no version. It is signed with the name of who writes.',
  permission: 'message:write',
  params: OfCase,
  body: MessageToPost,
  status: 201,
  needsVersion: false,
  logAs: 'write-message',
  refuses: ['case-not-found', 'step-not-allowed', 'something-missing'],
  handle: ({ params: { urn }, body: { to, topic = '', text } }, { deps }, command) => {
    const messageId = deps.newId();
    return postMessage(
      withId(deps, messageId),
      command,
      { urn, to, topic, text },
      { to: addresses.message(urn, messageId), say: 'Message written.' },
    );
  },
});

export const messageOperations = [readMessages, readMessage, writeMessage];
