import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded, type EmbeddedServer } from '../../src/storage/embedded/start.ts';
import { migrate, readMigrations } from '../../src/storage/migrate.ts';
import { Ask, packageOf, templateOf } from './database-names.ts';

/**
 * One embedded server of each kind for the whole run, started when the first test file asks for it. It lives in
 * vitest's main process, which outlives every test file and stops it at the end.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jcf-test-'));
  const servers = new Map<string, Promise<EmbeddedServer>>();
  const templates = new Map<string, Promise<void>>();

  const startServer = async (server: Ask['server']): Promise<EmbeddedServer> => {
    const dataDir = mkdtempSync('/tmp/jcf-test-db-');
    // No test cuts the power of this server, so it need not wait for the disk.
    const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };
    const running = await startEmbedded({ dataDir, packageName: packageOf[server], settings });
    void running.ended.then(() => rmSync(dataDir, { recursive: true, force: true }));
    return running;
  };

  const makeTemplate = async (running: EmbeddedServer, tables: Ask['tables']): Promise<void> => {
    const database = templateOf(tables);
    const admin = new Client({ ...running.admin });
    await admin.connect();
    await admin.query(`create database ${database} owner jcf_owner`);
    await admin.end();
    const wanted = readMigrations().filter(({ number }) => tables === 'all' || number < 10);
    if (tables !== 'none') await migrate({ ...running.owner, database }, wanted);
  };

  const answer = async (asked: string, socket: Socket): Promise<void> => {
    try {
      const { server, tables } = Ask.parse(JSON.parse(asked));
      const running = servers.get(server) ?? startServer(server);
      servers.set(server, running);
      const key = `${server} ${tables}`;
      const template = templates.get(key) ?? running.then((each) => makeTemplate(each, tables));
      templates.set(key, template);
      await template;
      socket.end(JSON.stringify({ admin: (await running).admin }));
    } catch (error) {
      const [problem, cause] = error instanceof Error ? [error.message, error.cause] : [];
      socket.end(JSON.stringify({ problem: `${problem ?? ''} ${cause instanceof Error ? cause.message : ''}` }));
    }
  };
  const broker = createServer((socket) => {
    socket.once('data', (asked) => void answer(asked.toString(), socket));
  });
  const path = join(folder, 'broker');
  broker.listen(path);
  broker.unref();
  project.provide('databaseBroker', path);

  return async () => {
    broker.close();
    const running = await Promise.allSettled(servers.values());
    for (const each of running) if (each.status === 'fulfilled') await each.value.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
