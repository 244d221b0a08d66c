import { Client } from 'pg';
import { ensureRoles } from '../roles.ts';
import type { Target } from '../target.ts';

/** First user of an embedded server. Only the launcher and the tests connect as it. */
export const superuser = 'jcf_admin';

/** Creates the product's roles and its database on an embedded server, where they are absent. */
export async function ensureDatabase(admin: Target): Promise<void> {
  const client = new Client({ ...admin });
  client.on('error', () => undefined); // a server that goes away fails the statement under way, and that is enough
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'jcf'`);
    if (rowCount === 1) return;
    await ensureRoles(client);
    await client.query('create database jcf owner jcf_owner');
  } finally {
    await client.end();
  }
}
