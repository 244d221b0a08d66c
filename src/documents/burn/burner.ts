import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Region } from '../../domain/redaction/index.ts';
import { environmentFor } from '../read/reader.ts';
import { argumentsToRunSource } from '../read/run-from-source.ts';
import type { Burned, Fault, Outcome, WorkingCopy } from '../redaction/types.ts';
import type { Ask, FromProcess, ToProcess } from './messages.ts';
import type { ReadPicture } from './page-as-picture.ts';

export type { ReadPicture, WordOnPicture } from './page-as-picture.ts';

export interface How {
  /** Reads words from a picture of a page; without it, pages that are pictures have no words. */
  readonly wordsOnPicture?: ReadPicture;
  /** Called after each page, from 1. */
  readonly progress?: (page: number, of: number) => void;
}

/** PDFs taken apart and put together in a process of their own, one at a time. */
export interface PdfBurner {
  /** @param how.mediaType of the bytes; a PDF where left out. Text and pictures become pages first. */
  makeWorkingCopy(bytes: Uint8Array, how?: How & { readonly mediaType?: string }): Promise<Outcome<WorkingCopy>>;
  /** @param how.asPictures pages, from 1, to make pictures of without trying anything else */
  burnRegions(
    working: Uint8Array,
    regions: readonly Region[],
    how?: How & { readonly asPictures?: readonly number[] },
  ): Promise<Outcome<Burned>>;
  /** A page, from 1, as a PNG of so many dots an inch. */
  pagePicture(pdf: Uint8Array, page: number, how: { readonly dpi: number }): Promise<Outcome<Uint8Array>>;
  /** Ends the process; the next request starts another. */
  close(): void;
}

export interface BurnerLimits {
  /** Longest silence until the first page is done, and then for each page. */
  readonly openMs: number;
  readonly pageMs: number;
  /** Longest for a whole document, reading of pictures not counted. */
  readonly wholeMs: number;
  /** How long an idle process is kept for the next file. */
  readonly idleMs: number;
  readonly heapMb: number;
  readonly wasmMb: number;
}

export const usualLimits: BurnerLimits = {
  openMs: 120_000,
  pageMs: 30_000,
  wholeMs: 30 * 60_000,
  idleMs: 20_000,
  heapMb: 1_024,
  wasmMb: 1_024,
};

const startMs = 60_000;
/** After a file of this size, or this many files, the process has grown for good and is replaced. */
const largeBytes = 16 * 1024 * 1024;
const mostFiles = 200;

/** Type-stripping is for source; built code runs as it is. */
const asSource = import.meta.url.endsWith('.ts');
const processFile = fileURLToPath(new URL(asSource ? './burn-process.ts' : './burn-process.js', import.meta.url));

const fault = (code: Fault['code'], detail: string, page?: number): Outcome<never> => ({
  ok: false,
  fault: { code, detail, ...(page === undefined ? {} : { page }) },
});

const brokeOn = (page: number | undefined): Outcome<never> =>
  fault(
    'damaged',
    'This PDF is broken in a way that can’t be worked on. Print it to a new PDF, or ask for it again.',
    page,
  );
const silentOn = (page: number | undefined): Outcome<never> =>
  fault(
    'took-too-long',
    'This PDF took longer than a file may. Split it into smaller files, or print it to a new PDF.',
    page,
  );
const diedOn = (page: number | undefined): Outcome<never> =>
  fault(
    'too-big',
    'This PDF needs more memory than a file may. Split it into smaller files, or print it to a new PDF.',
    page,
  );

export function createBurner(limits: BurnerLimits = usualLimits): PdfBurner {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let [lastId, files] = [0, 0];

  const close = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
    files = 0;
  };

  function start(): ChildProcess {
    const pages = Math.ceil(limits.wasmMb * 16);
    return fork(processFile, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [
        ...(asSource ? argumentsToRunSource() : []),
        `--max-old-space-size=${limits.heapMb}`,
        `--wasm-max-mem-pages=${pages}`,
      ],
      env: environmentFor(process.env),
    });
  }

  function running(): Promise<ChildProcess> {
    if (child !== undefined) return Promise.resolve(child);
    const starting = start();
    child = starting;
    return new Promise((resolve, reject) => {
      const failed = (): void => {
        clearTimeout(timer);
        close();
        reject(new Error('The PDF burner did not start. Install again with npm ci.'));
      };
      const timer = setTimeout(failed, startMs);
      starting.once('exit', failed);
      starting.once('message', () => {
        clearTimeout(timer);
        starting.off('exit', failed);
        starting.once('exit', () => {
          if (child === starting) child = undefined;
        });
        resolve(starting);
      });
    });
  }

  async function converse(ask: Ask, how: How): Promise<Outcome<unknown>> {
    const to = await running();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      let page: number | undefined;
      let last = false;
      let timer: NodeJS.Timeout | undefined;
      const settle = (outcome: Outcome<unknown>, spoiled: boolean): void => {
        clearTimeout(timer);
        clearTimeout(whole);
        to.off('message', onMessage);
        to.off('exit', onExit);
        if (spoiled) close();
        resolve(outcome);
      };
      // After the last page it is about the whole file again.
      const next = (): number | undefined => (page === undefined || last ? undefined : page + 1);
      const silent = (): void => settle(silentOn(next()), true);
      const listen = (ms: number): void => {
        clearTimeout(timer);
        timer = setTimeout(silent, ms);
      };
      const whole = setTimeout(silent, limits.wholeMs);
      const onExit = (): void => settle(diedOn(next()), true);
      const onMessage = (message: FromProcess): void => {
        if (message.is === 'ready' || message.id !== id) return;
        switch (message.is) {
          case 'page':
            page = message.page;
            last = message.page === message.of;
            how.progress?.(message.page, message.of);
            // After the last page the file is still to be written.
            listen(last ? limits.openMs : limits.pageMs);
            break;
          case 'read':
            clearTimeout(timer);
            void readFor(message.png, how).then((words) => {
              if (child !== to) return;
              listen(limits.openMs);
              tell(to, { is: 'words', id, words });
            });
            break;
          case 'done':
            settle(message.outcome, false);
            break;
          case 'broken':
            settle(message.outOfMemory ? diedOn(next()) : brokeOn(next()), true);
        }
      };
      to.on('message', onMessage);
      to.on('exit', onExit);
      listen(limits.openMs);
      tell(to, { is: 'ask', id, ask });
    });
  }

  /** One at a time; the process keeps this one alive only while it is being asked something. */
  function inTurn(ask: Ask, how: How): Promise<Outcome<unknown>> {
    const turn = queue.then(async () => {
      clearTimeout(idle);
      child?.ref();
      child?.channel?.ref();
      const outcome = await converse(ask, how);
      files += 1;
      if (ask.bytes.length > largeBytes || files >= mostFiles) close();
      child?.unref();
      child?.channel?.unref();
      idle = setTimeout(close, limits.idleMs).unref();
      return outcome;
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  const reads = (how: How): boolean => how.wordsOnPicture !== undefined;
  return {
    // What comes back is what the one function for this request gives: both ends are the same release.
    makeWorkingCopy: async (bytes, how = {}) =>
      (await inTurn(
        { ask: 'copy', bytes, mediaType: how.mediaType ?? 'application/pdf', reads: reads(how) },
        how,
      )) as Outcome<WorkingCopy>,
    burnRegions: async (bytes, regions, how = {}) =>
      (await inTurn(
        { ask: 'burn', bytes, regions, reads: reads(how), asPictures: how.asPictures ?? [] },
        how,
      )) as Outcome<Burned>,
    pagePicture: async (bytes, page, { dpi }) =>
      (await inTurn({ ask: 'draw', bytes, page, dpi }, {})) as Outcome<Uint8Array>,
    close,
  };
}

const tell = (to: ChildProcess, message: ToProcess): void => {
  to.send(message, () => undefined);
};

/** The words of a picture; none where they can't be read: a page without words is better than no page. */
const readFor = async (png: Uint8Array, how: How) => {
  try {
    return (await how.wordsOnPicture?.(png)) ?? [];
  } catch {
    return [];
  }
};
