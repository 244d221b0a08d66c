import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PageShape } from '../../domain/redaction/index.ts';
import { ownProcess } from '../own-process.ts';
import type { Against, Report } from '../redaction/types.ts';
import { looks } from './findings.ts';

/** What the verifying process is asked. */
export type ProcessRequest =
  ({ readonly ask: 'report' } & VerifyRequest) | { readonly ask: 'shapes'; readonly pdf: Uint8Array };
export interface VerifyRequest {
  readonly pdf: Uint8Array;
  readonly against: Against;
  /** Folders of programs to look for further readers in; those of PATH where it is left out. */
  readonly path?: string;
}

const Place = z.strictObject({ page: z.number().optional(), where: z.string() });
const Reply = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('failed') }),
  z.strictObject({
    is: z.literal('shapes'),
    shapes: z.array(
      z.strictObject({
        crop: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        rotate: z.literal([0, 90, 180, 270]),
        userUnit: z.number(),
      }),
    ),
  }),
  z.strictObject({
    is: z.literal('report'),
    report: z.strictObject({
      clean: z.boolean(),
      checks: z.array(
        z.strictObject({ id: z.string(), looksFor: z.string(), passed: z.boolean(), found: z.array(Place) }),
      ),
      sha256: z.string(),
      programs: z.array(z.strictObject({ name: z.string(), version: z.string() })),
    }),
  }),
]);

interface VerifyOptions {
  /** Longest wait for one file. */
  readonly forMs?: number;
  readonly path?: string;
}

/** Reads written bytes in a process of its own, which may die. */
export interface Verifier {
  /**
   * Re-reads the bytes of a PDF and says what is left in them of what had to go, and what is gone that had to stay. A file
   * that could not be read to its end, within the limits of time and memory, is not clean.
   */
  verify(pdf: Uint8Array, against: Against, options?: VerifyOptions): Promise<Report>;
  /** How each page is shown; fewer where the file can't be read. */
  shapes(pdf: Uint8Array): Promise<readonly PageShape[]>;
  close(): void;
}

const defaultMs = 15 * 60_000;
const shapesMs = 60_000;

export function createVerifier({ memoryMb = 1536, idleMs = 10_000 } = {}): Verifier {
  const process = ownProcess({
    code: new URL('./verify-process.ts', import.meta.url),
    memoryMb,
    idleMs,
    requests: 50,
  });
  return {
    async verify(pdf, against, { forMs = defaultMs, path } = {}) {
      const request: ProcessRequest = { ask: 'report', pdf, against, ...(path === undefined ? {} : { path }) };
      const answer = await process.ask(request, forMs);
      if (answer.ended === 'silent') return unread(pdf, 'looking at the file took too long');
      if (answer.ended === 'died') return unread(pdf, 'looking at the file needs more memory than there is');
      const reply = Reply.parse(answer.reply);
      // `strictObject` gives an optional page as undefined too, which the report's type does not have.
      return reply.is === 'report' ? (reply.report as Report) : unread(pdf, 'the file could not be taken apart');
    },
    async shapes(pdf) {
      const answer = await process.ask({ ask: 'shapes', pdf } satisfies ProcessRequest, shapesMs);
      const reply = answer.ended === 'answered' ? Reply.parse(answer.reply) : undefined;
      return reply?.is === 'shapes' ? reply.shapes : [];
    },
    close: () => process.close(),
  };
}

const unread = (pdf: Uint8Array, where: string): Report => ({
  clean: false,
  checks: [{ id: 'read-to-end', looksFor: looks['read-to-end'], passed: false, found: [{ where }] }],
  sha256: createHash('sha256').update(pdf).digest('hex'),
  programs: [],
});

const shared = createVerifier();

/** Verifies with the process everything here shares; see `Verifier.verify`. */
export const verifyRedacted = (pdf: Uint8Array, against: Against, options?: VerifyOptions): Promise<Report> =>
  shared.verify(pdf, against, options);

/** How each page of a PDF is shown; see `Verifier.shapes`. */
export const pageShapes = (pdf: Uint8Array): Promise<readonly PageShape[]> => shared.shapes(pdf);

/** Ends the process behind `verifyRedacted`. Idle, it ends by itself after 10 seconds. */
export const closeVerifier = (): void => shared.close();
