import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { sharedReader } from '../documents/read/reader.ts';
import { CaseRecord } from '../domain/case-file/index.ts';
import { findActor } from './directory.ts';
import { openDocument } from './open-document.ts';
import { verifyTables } from './rebuild-tables.ts';
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

/** What was sent, without what police wrote in their own words: that can say “see M11” whatever it is. */
function withoutFreeText(content: string): string {
  const inner = (text: string): unknown => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  };
  return JSON.stringify(JSON.parse(content), (key, value: unknown) => {
    if (key === 'request' || key === 'headings') return undefined;
    return key === 'content' && typeof value === 'string'
      ? (JSON.parse(withoutFreeText(JSON.stringify(inner(value)))) as unknown)
      : value;
  });
}

/** Titles of the items of material in something that was sent. */
function titlesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'madeBy' in value && 'title' in value ? [String(value.title)] : [];
  return [...own, ...Object.values(value).flatMap(titlesIn)];
}

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

  it('is named in no shared part and no event that everybody reads, by id or title, in any file that was sent', async () => {
    const forms = await test.database.asAdmin(
      `select case_id, material_id, material ->> 'title' as title, name, sha256 from sent_document where class = 'V6'`,
    );
    expect(forms.length).toBeGreaterThan(contactForms.length);
    const told = [
      ...(await test.database.asAdmin(`select case_id, content from submission_part where class = 'V1'`)),
      ...(await test.database.asAdmin(
        `select e.case_id, p.payload as content from event e join event_payload p using (owner_id, event_id)
          where e.audience = 'shared'`,
      )),
    ];
    const namedIn = (row: Record<string, unknown>, item: Record<string, unknown>): string[] => {
      const text = withoutFreeText(String(row['content']));
      const { material_id: id, title, name, sha256 } = item;
      return [
        ...(new RegExp(`\\b${String(id)}\\b`).test(text) ? [`${String(id)} by its id`] : []),
        ...(titlesIn(JSON.parse(text)).includes(String(title)) ? [`${String(id)} by its title`] : []),
        ...([name, sha256].some((each) => typeof each === 'string' && text.includes(each))
          ? [`${String(id)} by its file`]
          : []),
      ];
    };
    const ofCase = (item: Record<string, unknown>) => told.filter((row) => row['case_id'] === item['case_id']);
    expect(forms.flatMap((form) => ofCase(form).flatMap((row) => namedIn(row, form)))).toEqual([]);
    // It can fail: an item that everybody may see is named in both, in each way.
    const [open = {}] = await test.database.asAdmin(
      `select case_id, material_id, material ->> 'title' as title, name, sha256 from sent_document
        where class = 'V1' and sha256 is not null limit 1`,
    );
    const found = ofCase(open).map((row) => namedIn(row, open).length);
    expect(found.filter((ways) => ways === 3).length).toBeGreaterThanOrEqual(1);
    expect(found.filter((ways) => ways >= 2).length).toBeGreaterThanOrEqual(2);
  });

  it('travels in the contact part, with its documents', async () => {
    const sent = await test.database.asAdmin(
      `select p.payload from event e join event_payload p using (owner_id, event_id)
        where e.type = 'contact-part-sent' and e.schema_version = 2`,
    );
    const Contact = z.object({ documents: z.array(z.object({ class: z.literal('V6') })), content: z.string() });
    const counts = sent.map(({ payload }) => Contact.parse(JSON.parse(String(payload))).documents.length);
    expect(Math.max(...counts)).toBe(contactForms.length);
  });

  it('is kept from police who do not see contact details', async () => {
    const { actor } = await seenBy(who.cfssu);
    for (const { id } of contactForms)
      expect(await openDocument(test.deps, actor, record.urn, id)).toMatchObject({ ok: false });
  });
});

describe('a file that was sent before its forms of contact details travelled apart', () => {
  it('is read and applied as it was sent: the tables come out the same', async () => {
    const { asAdmin } = test.database;
    expect((await verifyTables(test.deps)).differences).toEqual([]);
    // Back to the first version of both: the documents with the file, and none with the contact part.
    await asAdmin(`
      with moved as (
        select f.owner_id, f.event_id as file_id, c.event_id as part_id, fp.payload::jsonb as file, cp.payload::jsonb as part
          from event f join event_payload fp on fp.event_id = f.event_id
          join event c on c.case_id = f.case_id and c.type = 'contact-part-sent' join event_payload cp on cp.event_id = c.event_id
         where f.type = 'file-sent' and fp.payload::jsonb ->> 'submissionId' = cp.payload::jsonb ->> 'submissionId'
           and fp.payload::jsonb ->> 'version' = cp.payload::jsonb ->> 'version'),
      files as (update event_payload p set payload = (m.file || jsonb_build_object('documents',
          (m.file -> 'documents') || (m.part -> 'documents')))::text from moved m where p.event_id = m.file_id)
      update event_payload p set payload = (m.part - 'documents')::text from moved m where p.event_id = m.part_id`);
    await asAdmin(`update event set schema_version = 1 where type in ('file-sent', 'contact-part-sent')`);
    const report = await verifyTables(test.deps);
    expect(report.differences).toEqual([]);
    expect(report.chainFaults.length, 'the log was rewritten').toBeGreaterThan(0);
    const { view } = await seenBy(who.prosecutor);
    expect(view.material.map(({ materialId }) => materialId)).toEqual(
      expect.arrayContaining(contactForms.map(({ id }) => id)),
    );
  });
});
