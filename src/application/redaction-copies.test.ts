import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { extractText } from '../documents/text.ts';
import type { Recipient } from '../domain/redaction/index.ts';
import { maxAttempts } from '../storage/jobs.ts';
import { viewHistory } from './case-history.ts';
import { findActor } from './directory.ts';
import { makeNextCopy } from './make-copies.ts';
import {
  beginCopy,
  changeSubject,
  checkCopy,
  finishCopy,
  needNoCopy,
  savePage,
  seekWords,
  undoPage,
  withdrawCopy,
} from './redaction-copies.ts';
import { decisionsOn } from './redaction-suggestions.ts';
import { openCopy, viewCopies, viewReview, type CopyView, type Mark, type ReviewView } from './view-redaction.ts';

// Two engines and a database start for this, and a busy machine is slow: slowness is not a fault.
vi.setConfig({ testTimeout: 180_000 });

/** Copies of documents of a case, from the first page to the second person, with the real programs. */

const { urn } = examples.domesticBattery;
const statement = 'M01';
const next = { to: '/' };
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
}, 120_000);
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const done = async (result: Promise<{ ok: boolean; refusal?: { code: string; detail: string } }>): Promise<void> => {
  const { ok, refusal } = await result;
  if (!ok) throw new Error(`${refusal?.code ?? ''}: ${refusal?.detail ?? ''}`);
};
const workAll = async (): Promise<void> => {
  while (await makeNextCopy(test.deps));
};
async function begin(materialId: string, recipient: Recipient): Promise<string> {
  await done(beginCopy(test.deps, await by(who.officer), { urn, materialId, recipient }, next));
  await workAll();
  const copies = await copiesNow();
  const copy = copies.findLast((each) => each.materialId === materialId && each.recipient === recipient);
  if (copy === undefined) throw new Error('no copy was begun');
  return copy.copyId;
}
async function copiesNow(): Promise<readonly CopyView[]> {
  const found = await viewCopies(test.deps, await actor(who.officer), urn);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value.copies;
}
async function review(copyId: string, page?: number): Promise<ReviewView & { page: NonNullable<ReviewView['page']> }> {
  const found = await viewReview(test.deps, await actor(who.officer), urn, copyId, page);
  if (!found.ok) throw new Error(found.refusal.detail);
  if (found.value.page === undefined) throw new Error(found.value.working?.fault?.detail ?? 'not ready');
  return { ...found.value, page: found.value.page };
}
/** Saves a page as it is proposed, but for what `change` says otherwise of it. */
async function save(copyId: string, page: number, goes?: (mark: Mark) => boolean): Promise<void> {
  const { page: shown } = await review(copyId, page);
  const all = shown.marks.map(({ key }) => key);
  const going = shown.marks.filter((mark) => goes?.(mark) ?? mark.goes).map(({ key }) => key);
  await done(
    savePage(test.deps, await by(who.officer), { urn, copyId, page, ...decisionsOn(shown.marks, all, going) }, next),
  );
}
async function saveAll(copyId: string, goes?: (mark: Mark) => boolean): Promise<number> {
  const { working } = await review(copyId, 1);
  const pages = working?.pages ?? 0;
  for (let page = 1; page <= pages; page += 1) await save(copyId, page, goes);
  return pages;
}
const stateOf = async (copyId: string) => (await copiesNow()).find((each) => each.copyId === copyId);
async function textOf(copyId: string): Promise<string> {
  const opened = await openCopy(test.deps, await actor(who.officer), { urn, copyId });
  if (!opened.ok) throw new Error(opened.refusal.detail);
  const parts: Uint8Array[] = [];
  for await (const part of opened.value.stream) parts.push(part as Uint8Array);
  return (await extractText({ bytes: Buffer.concat(parts) }, 'application/pdf')).text;
}

describe('a statement for the public', () => {
  let copyId = '';

  it('is made ready, and what may identify people is proposed with reasons', async () => {
    copyId = await begin(statement, 'public');
    const { page, working } = await review(copyId, 1);
    expect(working?.pages).toBeGreaterThan(0);
    const victim = page.marks.filter(({ words }) => words.includes('Wherrell'));
    expect(victim.length).toBeGreaterThan(0);
    for (const mark of victim) {
      expect(mark).toMatchObject({ goes: true, decided: false, subject: expect.stringMatching(/:name$/) as string });
      expect(mark.boxes.length).toBeGreaterThan(0);
      expect(mark.why).not.toContain('Wherrell');
    }
  });

  it('is not made before every page was saved', async () => {
    const early = await finishCopy(test.deps, await by(who.officer), { urn, copyId }, next);
    expect(early).toMatchObject({ ok: false, refusal: { code: 'something-missing' } });
    await saveAll(copyId);
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
    const again = await finishCopy(test.deps, await by(who.officer), { urn, copyId }, next);
    expect(again).toMatchObject({ ok: false, refusal: { code: 'step-not-allowed' } });
  });

  it('is made, read back, and has what stayed and nothing of what went', async () => {
    const words = (await review(copyId, 1)).page.marks.filter(({ goes }) => goes).map((mark) => mark.words);
    expect(words.length).toBeGreaterThan(3);
    await workAll();
    const copy = await stateOf(copyId);
    expect(copy?.said).toBeNull();
    expect(copy?.state).toBe('made');
    expect(copy?.certificate?.checks.every(({ passed }) => passed)).toBe(true);
    expect(copy?.certificate?.checks.length).toBeGreaterThan(5);
    const text = await textOf(copyId);
    expect(text).not.toContain('Wherrell');
    expect(text.length).toBeGreaterThan(200);
  });

  it('is looked at by a second person, and by nobody who reviewed it', async () => {
    const own = await checkCopy(
      test.deps,
      await by(who.officer),
      { urn, copyId, outcome: 'approved', reason: '' },
      next,
    );
    expect(own).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
    const said = { urn, copyId, outcome: 'approved', reason: '' } as const;
    await done(checkCopy(test.deps, await by(who.supervisor), said, next));
    expect((await stateOf(copyId))?.state).toBe('approved');
  });

  it('leaves the original as it was, for those who read the case', async () => {
    const found = await viewCopies(test.deps, await actor(who.officer), urn);
    const item = found.ok ? found.value.view.material.find(({ materialId }) => materialId === statement) : undefined;
    const copy = await stateOf(copyId);
    expect(copy?.copySha256).not.toBe(item?.document?.sha256);
    expect(copy?.certificate?.originalSha256).toBe(item?.document?.sha256);
    const bytes = await test.deps.documents.read(item?.document?.sha256 ?? '');
    const original = await extractText({ bytes: bytes ?? new Uint8Array() }, 'application/pdf');
    expect(original.text).toContain('Wherrell');
  });

  it('stands in the history without a word of what went', async () => {
    const history = await viewHistory(test.deps, await actor(who.officer), urn);
    if (!history.ok) throw new Error(history.refusal.detail);
    const lines = JSON.stringify(history.value).match(/[^"]*redacted copy[^"]*/g) ?? [];
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).not.toContain('Wherrell');
  });

  it('is not for the CPS, nor for another force', async () => {
    for (const userId of [who.prosecutor, who.otherForceOfficer]) {
      expect(await viewCopies(test.deps, await actor(userId), urn)).toMatchObject({ ok: false });
      expect(await openCopy(test.deps, await actor(userId), { urn, copyId })).toMatchObject({ ok: false });
      expect(
        await beginCopy(test.deps, await by(userId), { urn, materialId: statement, recipient: 'court' }, next),
      ).toMatchObject({
        ok: false,
      });
    }
  });
});

describe('decided once, confirmed everywhere', () => {
  it('what was decided of a person on one document is proposed on another, and changed in one place', async () => {
    const first = await begin('M03', 'court');
    // The court may have the victim's name: here it is decided that it goes.
    const victim = (await review(first, 1)).view.record.persons.find(({ familyName }) => familyName === 'Wherrell')?.id;
    await saveAll(first, (mark) => mark.goes || (mark.personId === victim && mark.type === 'name'));
    const second = await begin('M05', 'court');
    const { page, working } = await review(second, 1);
    const marks = [...page.marks];
    for (let number = 2; number <= (working?.pages ?? 1); number += 1)
      marks.push(...(await review(second, number)).page.marks);
    const carried = marks.filter(({ personId, type }) => personId === victim && type === 'name');
    expect(carried.length).toBeGreaterThan(0);
    for (const mark of carried) expect(mark).toMatchObject({ goes: true, decided: false, before: { goes: true } });
    const subject = carried[0]?.subject ?? '';
    const change = { urn, subject, recipient: 'court', goes: false } as const;
    expect(await changeSubject(test.deps, await by(who.supervisor), { ...change, reason: '' }, next)).toMatchObject({
      ok: false,
    });
    await done(changeSubject(test.deps, await by(who.supervisor), { ...change, reason: 'The court needs it.' }, next));
    const after = (await review(second, 1)).page.marks.filter((mark) => mark.subject === subject);
    for (const mark of after) expect(mark.goes).toBe(false);
    // What was saved stays as it was saved.
    const saved = (await review(first, 1)).page.marks.filter((mark) => mark.subject === subject);
    for (const mark of saved) expect(mark).toMatchObject({ goes: true, decided: true });
  });
});

describe('words, undo, and what needs no copy', () => {
  it('words that are sought are marked on every page, and the review does not end before they were decided', async () => {
    const copyId = await begin('M11', 'defence');
    await saveAll(copyId);
    const none = await seekWords(
      test.deps,
      await by(who.officer),
      { urn, copyId, words: 'zzyzx', reason: 'personal' },
      next,
    );
    expect(none).toMatchObject({ ok: false, refusal: { code: 'not-valid', field: 'words' } });
    const { page } = await review(copyId, 1);
    const word = /\b[a-z]{6,}\b/.exec(page.text)?.[0] ?? '';
    await done(seekWords(test.deps, await by(who.officer), { urn, copyId, words: word, reason: 'other-matter' }, next));
    const early = await finishCopy(test.deps, await by(who.officer), { urn, copyId }, next);
    expect(early).toMatchObject({ ok: false, refusal: { code: 'something-missing' } });
    await saveAll(copyId);
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
  });

  it('a page comes back as it was before it was last saved', async () => {
    const copyId = await begin('M11', 'court');
    const nothingYet = await undoPage(test.deps, await by(who.officer), { urn, copyId, page: 1 }, next);
    expect(nothingYet).toMatchObject({ ok: false, refusal: { code: 'step-not-allowed' } });
    await save(copyId, 1, () => true);
    await save(copyId, 1, () => false);
    expect((await review(copyId, 1)).page.marks.some(({ goes }) => goes)).toBe(false);
    await done(undoPage(test.deps, await by(who.officer), { urn, copyId, page: 1 }, next));
    expect((await review(copyId, 1)).page.marks.every(({ goes }) => goes)).toBe(true);
  });

  it('a document may go as it is, with a reason, and then no copy of it is begun', async () => {
    const input = { urn, materialId: 'M12', recipient: 'cps', ground: 'nothing-to-redact' } as const;
    await done(
      needNoCopy(test.deps, await by(who.officer), { ...input, reason: 'It has times and cell checks alone.' }, next),
    );
    expect(await beginCopy(test.deps, await by(who.officer), input, next)).toMatchObject({
      ok: false,
      refusal: { code: 'step-not-allowed' },
    });
  });
});

describe('a copy that is being made', () => {
  it('is done by whoever comes next when a process died over it, and once only', async () => {
    const copyId = await begin('M14', 'court');
    await saveAll(copyId);
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
    // Somebody took it and was never heard of again.
    await test.database.asAdmin(
      `update job set locked_until = run_at + interval '30 seconds', lease = gen_random_uuid(), attempts = 1
       where kind = 'burn-copy' and done_at is null`,
    );
    await workAll();
    test.advance({ seconds: 120 });
    await workAll();
    expect((await stateOf(copyId))?.state).toBe('made');
    const made = await test.database.asAdmin(
      `select count(*)::int as n from event where type = 'copy-made' and event_id in
      (select event_id from event_payload where payload like '%' || $1 || '%')`,
      [copyId],
    );
    expect(made).toEqual([{ n: 1 }]);
  });
});

describe('a document that is no PDF', () => {
  it('is reviewed as pages, and the copy is a PDF that is checked as every other', async () => {
    const copyId = await begin('M06', 'defence');
    expect((await review(copyId, 1)).working?.pages).toBe(1);
    const area = { key: 'd-1', boxes: [[10, 10, 200, 120]], from: 'drawn', reason: 'personal' } as const;
    const regions = [{ ...area, boxes: area.boxes.map((box) => [...box] as [number, number, number, number]) }];
    const saved = { urn, copyId, page: 1, regions, stays: [], subjects: [] };
    await done(savePage(test.deps, await by(who.officer), saved, next));
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
    await workAll();
    const copy = await stateOf(copyId);
    expect(copy?.said).toBeNull();
    expect(copy?.state).toBe('made');
    expect(copy?.certificate?.regions).toBe(1);
  });

  it('of a kind that nothing here can show is refused with what to do', async () => {
    const refused = await beginCopy(
      test.deps,
      await by(who.officer),
      { urn, materialId: 'M19', recipient: 'defence' },
      next,
    );
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-valid' } });
    expect(refused.ok ? '' : refused.refusal.detail).toContain('Print it to a PDF');
  });
});

describe('an officer who has no part in the case', () => {
  it('sees the copies and is told who redacts, and nothing of what they send is taken', async () => {
    const found = await viewCopies(test.deps, await actor(who.disclosureOfficer), urn);
    expect(found.ok && found.value.blocked).toContain('officers of the case');
    const copyId = (await copiesNow())[0]?.copyId ?? '';
    const command = () => by(who.disclosureOfficer);
    for (const result of [
      beginCopy(test.deps, await command(), { urn, materialId: statement, recipient: 'defence' }, next),
      savePage(test.deps, await command(), { urn, copyId, page: 1, regions: [], stays: [], subjects: [] }, next),
      withdrawCopy(test.deps, await command(), { urn, copyId, reason: 'It is of no use to me.' }, next),
    ])
      expect(await result).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
  });
});

describe('a copy whose making fails each time', () => {
  it('is refused after the last try, and can be reviewed again', async () => {
    const copyId = await begin('M12', 'court');
    await saveAll(copyId);
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
    await test.database.asAdmin(
      `update job set attempts = ${maxAttempts - 1} where kind = 'burn-copy' and done_at is null`,
    );
    const broken = {
      ...test.deps,
      documents: { ...test.deps.documents, read: () => Promise.reject(new Error('the disk is gone')) },
    };
    await expect(makeNextCopy(broken)).rejects.toThrow('the disk is gone');
    const copy = await stateOf(copyId);
    expect(copy?.state).toBe('refused');
    expect(copy?.said?.code).toBe('given-up');
    await done(finishCopy(test.deps, await by(who.officer), { urn, copyId }, next));
    await workAll();
    expect((await stateOf(copyId))?.state).toBe('made');
  });
});
