import type { FastifyServerOptions } from 'fastify';
import { describeFault } from '../application/describe-fault.ts';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** Where lines go, in place of standard output. */
export interface LogStream {
  readonly write: (line: string) => void;
}

/**
 * How the process logs: one JSON object a line, with ids, patterns of addresses and kinds of fault, and no personal data.
 * Lines of ours are objects without a sentence. The sentences that libraries add are left out, since they can quote what
 * somebody typed, and what they log of requests, answers and errors is cut down to what may stand there.
 */
export const loggerOptions = (level: string, stream?: LogStream): LoggerOptions => ({
  level,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
  hooks: {
    logMethod([first], method) {
      method.call(this, withoutWords(first));
    },
  },
  ...(stream === undefined ? {} : { stream }),
});

/** A line without anything that could hold words of somebody's: no sentence, and of an error its kind and place. */
function withoutWords(line: unknown): object {
  if (line instanceof Error) return { fault: describeFault(line) };
  if (typeof line !== 'object' || line === null || Object.getPrototypeOf(line) !== Object.prototype)
    return { said: 'by a library' };
  return Object.fromEntries(
    Object.entries(line).flatMap(([name, value]: [string, unknown]) =>
      value instanceof Error ? [['fault', describeFault(value)]] : isWhole(value) ? [] : [[name, value]],
    ),
  );
}

/** True for a request, an answer and the like, which hold addresses, cookies and forms. */
const isWhole = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) !== Object.prototype;
