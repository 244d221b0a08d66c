import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { argumentsToRunSource } from './read/run-from-source.ts';

/** How a request to a process of its own ended: answered, silent for too long, or the process died (usually: memory). */
export type Answer =
  { readonly ended: 'answered'; readonly reply: unknown } | { readonly ended: 'silent' } | { readonly ended: 'died' };

/**
 * A program of ours in a process that may die: it takes hostile files apart, with a memory limit and nothing of this
 * process's settings in its environment. One request at a time; started when first asked, let go when idle.
 */
export interface OwnProcess {
  /** @param forMs longest wait for the answer, after which the process is killed */
  ask(request: object, forMs: number): Promise<Answer>;
  /** Ends the process; the next request starts another. */
  close(): void;
}

interface ProcessOptions {
  /** Where its code is: the address of the `.ts` file, or of what was built from it. */
  readonly code: URL;
  readonly memoryMb: number;
  /** How long an idle process is kept for the next request. */
  readonly idleMs: number;
  /** Requests after which a fresh process is started: what WebAssembly took it never gives back. */
  readonly requests: number;
}

const startMs = 60_000;
const named = ['PATH', 'TMPDIR', 'TZ', 'OMP_THREAD_LIMIT'];

/** The `.ts` file where we run from source, else the `.js` file that was built from it. */
function codeFile(code: URL): string {
  const source = fileURLToPath(code);
  return existsSync(source) ? source : source.replace(/\.ts$/, '.js');
}

function start({ code, memoryMb }: ProcessOptions): ChildProcess {
  const file = codeFile(code);
  return fork(file, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...(file.endsWith('.ts') ? argumentsToRunSource() : []), `--max-old-space-size=${memoryMb}`],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => named.includes(name))),
  });
}

/** Sends, when there is something to send, and waits for one message. */
function exchange(child: ChildProcess, request: object | undefined, forMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    const timer = setTimeout(() => settle({ ended: 'silent' }), forMs);
    const onMessage = (reply: unknown): void => settle({ ended: 'answered', reply });
    const onExit = (): void => settle({ ended: 'died' });
    child.on('message', onMessage);
    child.on('exit', onExit);
    if (request !== undefined) child.send(request, (error) => error !== null && settle({ ended: 'died' }));
  });
}

/** A process of its own for the code named; nothing is started until it is asked. */
export function ownProcess(options: ProcessOptions): OwnProcess {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let asked = 0;

  const close = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };

  async function running(): Promise<ChildProcess | undefined> {
    if (asked >= options.requests) close();
    if (child !== undefined) return child;
    asked = 0;
    const starting = start(options);
    child = starting;
    starting.once('exit', () => {
      if (child === starting) child = undefined;
    });
    // A process says one word when it is ready.
    if ((await exchange(starting, undefined, startMs)).ended === 'answered') return starting;
    close();
    return undefined;
  }

  async function answerTo(request: object, forMs: number): Promise<Answer> {
    const asking = await running();
    if (asking === undefined) return { ended: 'died' };
    asked += 1;
    const answer = await exchange(asking, request, forMs);
    if (answer.ended !== 'answered') close();
    return answer;
  }

  return {
    ask(request, forMs) {
      const turn = queue.then(async () => {
        clearTimeout(idle);
        child?.ref();
        child?.channel?.ref();
        try {
          return await answerTo(request, forMs);
        } finally {
          // It keeps this process alive only while it is being asked something.
          child?.unref();
          child?.channel?.unref();
          idle = setTimeout(close, options.idleMs).unref();
        }
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
    close,
  };
}
