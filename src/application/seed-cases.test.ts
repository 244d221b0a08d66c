import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApplication, type TestApplication } from '../../test/support/signed-in.ts';
import { sharedReader } from '../documents/read/reader.ts';
import type { Deps } from './deps.ts';
import { seedCases } from './seed-cases.ts';

/** A first start that breaks off while it fills the demonstration, and the start after it. */

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
});
afterAll(async () => {
  await test.close();
  sharedReader.close();
});

/** These dependencies, whose log fails when the `nth` event of this type is to be written. */
function breakingAt(deps: Deps, type: string, nth: number): Deps {
  let seen = 0;
  const append: Deps['log']['append'] = (tx, stream, command) => {
    seen += command.events.filter((event) => event.type === type).length;
    return seen >= nth ? Promise.reject(new Error('broken off')) : deps.log.append(tx, stream, command);
  };
  return { ...deps, log: { ...deps.log, append } };
}

const submissions = () =>
  test.database.asAdmin(
    `select c.urn, s.state, (select count(*)::int from material_item m where m.case_id = c.case_id) as items
     from case_file c join submission s using (owner_id, case_id) order by 1`,
  );
const events = () => test.database.asAdmin('select type, count(*)::int as n from event group by type order by type');

describe('filling the demonstration', () => {
  it('goes on where a start broke off: with the case it was taking in, and with the move after the last', async () => {
    for (const [type, nth] of [
      ['case-opened', 3],
      ['file-certified', 1],
      ['file-sent', 2],
    ] as const)
      await expect(seedCases(breakingAt(test.deps, type, nth), 'demo/cases')).rejects.toThrow('broken off');
    expect(await seedCases(test.deps, 'demo/cases')).toBe(0);
    expect(await submissions()).toEqual([
      { urn: '35CJ0941127', items: 30, state: 'triage_pending' },
      { urn: '35CJ0971526', items: 16, state: 'draft' },
      { urn: '35CM0930418', items: 13, state: 'draft' },
      { urn: '35CM0985526', items: 30, state: 'triage_accepted' },
      { urn: '35NT0914726', items: 20, state: 'draft' },
      { urn: '35NT0952226', items: 30, state: 'draft' },
      { urn: '35NT0952226', items: 30, state: 'draft' },
      { urn: '35NT0999126', items: 9, state: 'supervision' },
      { urn: '35SE0963826', items: 16, state: 'gatekeeping' },
      { urn: '35SP0927315', items: 13, state: 'gatekeeping' },
    ]);
    expect(await events()).toEqual(
      expect.arrayContaining([
        { type: 'case-opened', n: 9 },
        { type: 'gap-explained', n: 3 },
        { type: 'file-submitted', n: 5 },
        { type: 'file-certified', n: 4 },
        { type: 'file-sent', n: 2 },
        { type: 'file-accepted', n: 1 },
      ]),
    );
  }, 90_000);

  it('makes no move twice, also once it is forgotten that they were made', async () => {
    const before = await events();
    expect(await seedCases(test.deps, 'demo/cases')).toBe(0);
    await test.database.asAdmin('delete from command_done');
    expect(await seedCases(test.deps, 'demo/cases')).toBe(0);
    expect(await events()).toEqual(before);
  });
});
