import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bytes } from '../byte-source.ts';
import type { MediaType } from '../media-types.ts';
import type { Lock, ReadReply, ReadRequest } from './messages.ts';
import { ReadReply as ReadReplySchema } from './messages.ts';
import { argumentsToRunSource } from './run-from-source.ts';

/** What came of reading: the pages heard so far (`null` for a page that could not be read) and how it ended. */
export interface Reading {
  readonly pages: readonly (string | null)[];
  readonly note: string | undefined;
  /** `undefined` when every page was tried; else why reading stopped, finishing "The text could not be read: …". */
  readonly stopped: string | undefined;
}

/** Reads documents in a process of their own, one at a time. */
export interface Reader {
  text(bytes: Bytes, mediaType: MediaType): Promise<Reading>;
  lock(bytes: Bytes): Promise<Lock>;
  /** Ends the process; the next request starts another. */
  close(): void;
}

interface ReaderOptions {
  /** Longest silence before the process is killed: until a file is open, and then for each page. */
  readonly openMs: number;
  readonly pageMs: number;
  /** How long an idle process is kept for the next file. */
  readonly idleMs: number;
}

/** A reader that kills its process after this many silences on one file. */
const mostSilences = 3;
const startMs = 60_000;
const memoryMb = 768;

/** Type-stripping is for source; built code runs as it is. */
const asSource = import.meta.url.endsWith('.ts');
const processFile = fileURLToPath(new URL(asSource ? './reader-process.ts' : './reader-process.js', import.meta.url));

/** What of this process's environment the reading process is given: where to find things, and nothing that opens doors. */
export const environmentFor = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(all).filter(([name]) => ['PATH', 'TMPDIR', 'TZ'].includes(name)));

function startProcess(): ChildProcess {
  return fork(processFile, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...(asSource ? argumentsToRunSource() : []), `--max-old-space-size=${memoryMb}`],
    env: environmentFor(process.env),
  });
}

/** How a conversation ended: answered, silent for too long, or the process died (usually: out of memory). */
type Ending = 'answered' | 'silent' | 'died';

/** Sends (when there is something to send) and listens until `heard` says that was all. */
function converse(
  child: ChildProcess,
  request: ReadRequest | undefined,
  patience: { readonly firstMs: number; readonly thenMs: number },
  heard: (reply: ReadReply) => 'more' | 'all',
): Promise<Ending> {
  return new Promise((resolve) => {
    const settle = (ending: Ending): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(ending);
    };
    const onSilence = (): void => settle('silent');
    let timer = setTimeout(onSilence, patience.firstMs);
    const onMessage = (message: unknown): void => {
      const reply = ReadReplySchema.parse(message);
      if (reply.is !== 'ready' && reply.id !== request?.id) return;
      clearTimeout(timer);
      timer = setTimeout(onSilence, patience.thenMs);
      if (heard(reply) === 'all') settle('answered');
    };
    const onExit = (): void => settle('died');
    child.on('message', onMessage);
    child.on('exit', onExit);
    if (request !== undefined) child.send(request, (error) => error !== null && settle('died'));
  });
}

/** A reader with its own process, started when first needed. */
export function createReader({ openMs, pageMs, idleMs }: ReaderOptions): Reader {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  const close = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };

  async function running(): Promise<ChildProcess> {
    if (child !== undefined) return child;
    const starting = startProcess();
    child = starting;
    starting.once('exit', () => {
      if (child === starting) child = undefined;
    });
    const ending = await converse(starting, undefined, { firstMs: startMs, thenMs: startMs }, () => 'all');
    if (ending !== 'answered') {
      close();
      throw new Error(`The document reader did not start: ${ending}`);
    }
    return starting;
  }

  /** One at a time; the process keeps this one alive only while it is being asked something. */
  function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(async () => {
      clearTimeout(idle);
      child?.channel?.ref();
      try {
        return await task();
      } finally {
        child?.unref();
        child?.channel?.unref();
        idle = setTimeout(close, idleMs).unref();
      }
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function ask(request: ReadRequest, heard: (reply: ReadReply) => 'more' | 'all'): Promise<Ending> {
    const ending = await converse(await running(), request, { firstMs: openMs, thenMs: pageMs }, heard);
    if (ending !== 'answered') close();
    return ending;
  }

  async function readAll(bytes: Bytes, mediaType: MediaType): Promise<Reading> {
    const pages: (string | null)[] = [];
    let count: number | undefined;
    let note: string | undefined;
    let stopped: string | undefined;
    for (let silences = 1; ; silences += 1) {
      lastId += 1;
      const request = { id: lastId, ask: 'text', mediaType, fromPage: pages.length + 1, ...bytes } as const;
      const ending = await ask(request, (reply) => {
        if (reply.is === 'opened') count = reply.pages;
        if (reply.is === 'page') pages.push(reply.text);
        if (reply.is === 'done') note = reply.note ?? undefined;
        if (reply.is === 'failed') stopped = reply.because;
        return reply.is === 'done' || reply.is === 'failed' ? 'all' : 'more';
      });
      if (ending === 'answered') return { pages, note, stopped };
      const because = ending === 'silent' ? 'it took too long' : 'it needs more memory than there is';
      // Stuck on a page: count that page as lost and go on with the next, a few times.
      if (count === undefined || pages.length >= count || silences >= mostSilences)
        return { pages, note, stopped: because };
      pages.push(null);
      if (pages.length === count) return { pages, note, stopped: undefined };
    }
  }

  async function lockOf(bytes: Bytes): Promise<Lock> {
    let lock: Lock = 'unreadable';
    lastId += 1;
    await ask({ id: lastId, ask: 'lock', ...bytes }, (reply) => {
      if (reply.is === 'lock') lock = reply.lock;
      return 'all';
    });
    return lock;
  }

  return {
    text: (bytes, mediaType) => inTurn(() => readAll(bytes, mediaType)),
    lock: (bytes) => inTurn(() => lockOf(bytes)),
    close,
  };
}

/** The reader everything here shares: a minute to open a file, 20 seconds a page, kept for 10 seconds. */
export const sharedReader = createReader({ openMs: 60_000, pageMs: 20_000, idleMs: 10_000 });

/** Whether a PDF opens without a password. */
export const pdfLock = (bytes: Bytes): Promise<Lock> => sharedReader.lock(bytes);
