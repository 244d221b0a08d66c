import { z } from 'zod';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { one, run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What the demonstration clock said, and the real one, at the moment it began. */
export interface ClockPair {
  readonly demoStart: Instant;
  readonly realStart: Instant;
}

const At = z.string().transform((text) => Temporal.Instant.from(text));
const Row = z.strictObject({ demoStart: At, realStart: At });

/** Keeps the first pair ever given and hands it back at every start after. As the system viewer. */
export async function keepClock(tx: Transaction, pair: ClockPair): Promise<ClockPair> {
  await run(
    tx,
    sql`insert into demonstration_clock (demo_start, real_start) values (${pair.demoStart}, ${pair.realStart})
        on conflict do nothing`,
  );
  return one(tx, Row, sql`select demo_start as "demoStart", real_start as "realStart" from demonstration_clock`);
}
