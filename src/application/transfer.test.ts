import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { findActor } from './directory.ts';
import { acceptFile } from './triage-file.ts';
import { viewCase } from './view-case.ts';
import { viewQueue } from './work-queues.ts';

/** A file that triage accepts and transfers to another office (BR-29, T12). */

let test: TestApplication;
const { urn } = examples.messages;
const area = 'cps-northern-vale';
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.messages);
  await sendAsItIs(test.deps, urn, 'S1');
});
afterAll(() => test.close());

const viewAs = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  const view = found === undefined ? undefined : await viewCase(test.deps, found, urn);
  return view?.ok === true ? view.value : undefined;
};
const asPolice = async () => viewAs(await officerOf(test.deps, urn));

it('BR-29: keeps every clock, and the time of its first sending', async () => {
  const before = await asPolice();
  expect(await viewAs(who.otherAreaProsecutor)).toBeUndefined();
  test.advance({ hours: 5 });
  const accepted = { urn, submissionId: 'S1', reviewType: '28_day', caseType: 'general', toOrg: area } as const;
  expect((await acceptFile(test.deps, await commandOf(test.deps, who.casework), accepted, { to: '/' })).ok).toBe(true);
  const [after, there] = [await asPolice(), await viewAs(who.otherAreaProsecutor)];
  expect(after?.limits.length).toBeGreaterThan(0);
  expect(after?.limits.map(({ lastDay }) => lastDay)).toEqual(before?.limits.map(({ lastDay }) => lastDay));
  for (const view of [after, there])
    expect(view?.submissions[0]?.firstSentAt).toBe(before?.submissions[0]?.firstSentAt);
  const reader = await findActor(test.deps, who.otherAreaProsecutor);
  const queue = await viewQueue(test.deps, reader!, 'allocation', 10);
  const [file] = queue.ok ? queue.value : [];
  expect(file?.urn).toBe(urn);
  expect(file?.reasons).toContain('Time limit for offence F1: last day 23 December 2026 (31 days)');
  expect(file?.dueAt).toBe('2026-12-24T00:00:00Z');
});
