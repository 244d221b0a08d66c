import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkDocuments } from '../../src/application/check-whole.ts';
import { systemViewer } from '../../src/application/viewer.ts';
import { openS3Store } from '../../src/documents/s3-store.ts';
import type { DocumentStore } from '../../src/documents/store.ts';
import { documentsNamed } from '../../src/storage/document-references.ts';
import { examples, takeIn } from '../support/cases.ts';
import { s3Server, type S3Server } from '../support/s3-server.ts';
import { testApplication, type TestApplication } from '../support/signed-in.ts';

/** A bucket that says that its objects are locked, and changes and loses some: our own check names each. */

vi.setConfig({ testTimeout: 60_000 });

let test: TestApplication;
let bucket: S3Server;
let documents: DocumentStore;
let staging: string;
let named: readonly string[];
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.shopTheft);
  bucket = await s3Server();
  bucket.misbehave.claimsLocks = true;
  staging = await mkdtemp(join(tmpdir(), 'jcf-bucket-'));
  documents = await openS3Store(bucket.settings, staging);
  named = await test.deps.db.transaction(systemViewer, (tx) => documentsNamed(tx, '', 1000));
  for (const sha256 of named) {
    const bytes = await test.deps.documents.read(sha256);
    if (bytes !== undefined) await documents.putBytes(bytes);
  }
});
afterAll(async () => {
  await bucket.close();
  await test.close();
  await rm(staging, { recursive: true, force: true });
});

const check = () => checkDocuments({ db: test.deps.db, documents });
const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

it('finds nothing wrong with a bucket that holds what it was sent', async () => {
  expect(named.length).toBeGreaterThan(5);
  expect(await check()).toEqual({ documents: named.length, documentFaults: [] });
});

it('names what was lost and what was changed behind a lock that is none', async () => {
  const [lost = '', changed = ''] = named;
  bucket.objects.delete(keyOf(lost));
  bucket.objects.set(keyOf(changed), { bytes: Buffer.from('Something else.'), etag: '"1"' });
  expect([...(await check()).documentFaults].sort()).toEqual(
    [
      `Document ${lost} is named by a row and not held.`,
      `Document ${changed} is damaged: its bytes are not those of its hash.`,
    ].sort(),
  );
});
