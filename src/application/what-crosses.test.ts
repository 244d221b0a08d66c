import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { sharedReader } from '../documents/read/reader.ts';
import { CaseRecord } from '../domain/case-file/index.ts';
import { findActor } from './directory.ts';
import { openDocument } from './open-document.ts';
import { seedCases } from './seed-cases.ts';
import { viewCase } from './view-case.ts';

/** What of a file that was sent reaches whom on the other side, on the demonstration's early advice file. */

const record = CaseRecord.parse(JSON.parse(readFileSync('demo/cases/04-rasso-early-advice/case.json', 'utf8')));
const contactForms = record.material.filter(({ type }) => ['MG2', 'MG9', 'MG11B'].includes(type));
const needs = record.submissions[0]?.request['witnessNeeds'];

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await seedCases(test.deps, 'demo/cases');
});
afterAll(async () => {
  await test.close();
  sharedReader.close();
});

const seenBy = async (userId: string) => {
  const actor = await findActor(test.deps, userId);
  if (actor === undefined) throw new Error(`nobody is called ${userId}`);
  const view = await viewCase(test.deps, actor, record.urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return { actor, view: view.value };
};

describe('what a file holds of how to reach people and what they need', () => {
  it('is there to be kept: the example has such forms and says what its witnesses need', () => {
    expect(contactForms.length).toBeGreaterThan(0);
    expect(needs).toBeDefined();
  });

  it('reaches the prosecutor, forms and needs alike', async () => {
    const { actor, view } = await seenBy(who.prosecutor);
    expect(view.record.submissions[0]?.request['witnessNeeds']).toEqual(needs);
    for (const { id } of contactForms) {
      expect(view.material.map(({ materialId }) => materialId)).toContain(id);
      expect(await openDocument(test.deps, actor, record.urn, id)).toMatchObject({ ok: true });
    }
  });

  it('does not reach triage, who see that the forms are there in the check and cannot open them', async () => {
    const { actor, view } = await seenBy(who.casework);
    expect(view.record.submissions[0]?.request).not.toHaveProperty('witnessNeeds');
    for (const { id } of contactForms) {
      expect(view.material.map(({ materialId }) => materialId)).not.toContain(id);
      expect(await openDocument(test.deps, actor, record.urn, id)).toMatchObject({ ok: false });
    }
  });

  it('is in no shared part of what was sent', async () => {
    const parts = await test.database.asAdmin(`select content from submission_part where class = 'V1'`);
    expect(parts.length).toBeGreaterThan(0);
    const words = parts.map(({ content }) => String(content)).join('\n');
    expect(words).not.toContain('witnessNeeds":');
    for (const person of record.persons)
      for (const each of [...(person.phones ?? []), ...(person.emails ?? [])]) expect(words).not.toContain(each);
  });

  it('is named nowhere in the check that goes to everybody, though the check says whether such forms are there', async () => {
    const parts = await test.database.asAdmin(
      `select p.content from submission_part p join shared_case c using (owner_id, case_id)
        where p.class = 'V1' and c.urn = $1`,
      [record.urn],
    );
    expect(parts.length).toBeGreaterThan(0);
    const Sent = z.object({ check: z.looseObject({ items: z.array(z.unknown()).min(1) }) });
    for (const { content } of parts) {
      const { check } = Sent.parse(JSON.parse(String(content)));
      // It can fail: an item that everybody may see is named.
      expect(JSON.stringify(check)).toMatch(/"M\d+"/);
      for (const { id } of contactForms) expect(JSON.stringify(check)).not.toMatch(new RegExp(`\\b${id}\\b`));
    }
  });

  it('is kept from police who do not see contact details', async () => {
    const { actor } = await seenBy(who.cfssu);
    for (const { id } of contactForms)
      expect(await openDocument(test.deps, actor, record.urn, id)).toMatchObject({ ok: false });
  });
});
