import { join, sql, type Sql } from './sql.ts';
import { settingsOf, type Viewer } from './viewer.ts';

/** Makes the rest of the transaction, or what follows until the next of its kind, look as this viewer. */
export const lookAs = (viewer: Viewer): Sql =>
  sql`select ${join(
    Object.entries(settingsOf(viewer)).map(([setting, value]) => sql`set_config(${setting}, ${value}, true)`),
    sql`, `,
  )}`;
