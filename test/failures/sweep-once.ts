import { createInterface } from 'node:readline';
import { sweepClocks } from '../../src/application/sweep-clocks.ts';
import { instant } from '../../src/domain/kernel/civil-date.ts';
import { usualClockSettings } from '../../src/domain/time-limits/index.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { productLog } from '../../src/storage/event-log.ts';
import type { Target } from '../../src/storage/target.ts';

/**
 * A process of its own that sweeps once, to be run beside another or killed. Prints `ready`, waits for a line, sweeps, and
 * prints what it said as JSON. Arguments: where the database is as JSON, the moment, and how many cases in one transaction.
 */
const [target = '{}', now = '', batch = ''] = process.argv.slice(2);
const db = await openDatabase({ target: JSON.parse(target) as Target });
const sweeping = { db, log: productLog(), now: () => instant(now), clockSettings: usualClockSettings };
process.stdout.write('ready\n');
for await (const _line of createInterface({ input: process.stdin })) break;
process.stdout.write(`${JSON.stringify(await sweepClocks(sweeping, { batch: Number(batch) }))}\n`);
await db.close();
process.exit(0);
