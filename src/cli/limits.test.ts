import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { limitsCommand } from './limits.ts';

const Answers = z.array(
  z.looseObject({
    id: z.string().nullable(),
    lastDay: z.string().nullish(),
    refusal: z.object({ code: z.string(), detail: z.string(), field: z.string() }).optional(),
  }),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jcf-limits-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(text: string, json = true) {
  const file = join(folder, 'limits.json');
  writeFileSync(file, text);
  const said = { out: '', err: '' };
  const code = await limitsCommand([file], { json }, { out: (t) => (said.out += t), err: (t) => (said.err += t) });
  return { code, ...said };
}
const answers = (out: string) => Answers.parse(JSON.parse(out));

const good = { id: 'good', regime: 'mca1980-s127', inputs: { mode: 'summary-only', offenceDate: '2025-01-31' } };

describe('jcf limits FILE', () => {
  it('answers every limit of the list, in its order, and ends with 0', async () => {
    const { code, out, err } = await run(JSON.stringify([good, { ...good, id: 'again', expected: { lastDay: 'x' } }]));
    expect([code, err]).toEqual([0, '']);
    expect(answers(out).map(({ id, lastDay }) => [id, lastDay])).toEqual([
      ['good', '2025-07-31'],
      ['again', '2025-07-31'],
    ]);
  });

  it('works the rule out where none is named, also as null', async () => {
    const { code, out } = await run(
      JSON.stringify([
        { ...good, regime: null },
        { id: 'b', inputs: good.inputs },
      ]),
    );
    expect([code, answers(out).map(({ lastDay }) => lastDay)]).toEqual([0, ['2025-07-31', '2025-07-31']]);
  });

  it.each([
    { bad: 5, id: null, field: '1' },
    { bad: null, id: null, field: '1' },
    { bad: { regime: 'ctl', inputs: {} }, id: null, field: 'id' },
    { bad: { ...good, id: 7 }, id: null, field: 'id' },
    { bad: { id: 'b', regime: 'ctl' }, id: 'b', field: 'inputs' },
    { bad: { id: 'b', inputs: [] }, id: 'b', field: 'inputs' },
    { bad: { ...good, id: 'b', regime: 7 }, id: 'b', field: 'regime' },
    { bad: { ...good, id: 'b', regime: 'mca1980' }, id: 'b', field: 'regime' },
    { bad: { ...good, id: 'b', inputs: { offenceDate: '2025-02-30' } }, id: 'b', field: 'inputs.offenceDate' },
  ])('answers the others beside a bad one, which is refused by $field, and ends with 2', async ({ bad, id, field }) => {
    const { code, out, err } = await run(JSON.stringify([good, bad, { ...good, id: 'last' }]));
    expect(code).toBe(2);
    expect(err).toContain('1 of 3');
    const [first, refused, last] = answers(out);
    expect([first?.lastDay, last?.lastDay]).toEqual(['2025-07-31', '2025-07-31']);
    expect(refused).toMatchObject({ id, refusal: { code: 'limit-input', field } });
    expect((await run(JSON.stringify([bad]), false)).out).toContain('Not worked out');
  });

  it.each([
    { text: '[]', says: 'empty list' },
    { text: '{"id":"a"}', says: 'has to be a list' },
    { text: '"a"', says: 'has to be a list' },
    { text: '[{', says: 'is not JSON' },
    { text: '', says: 'is not JSON' },
  ])('says what is wrong with a file of $text, and ends with 2', async ({ text, says }) => {
    const { code, out, err } = await run(text);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });

  it('reads a file that begins with a byte order mark', async () => {
    expect((await run(`\uFEFF${JSON.stringify([good])}`)).code).toBe(0);
  });

  it('asks for one file, one that is there', async () => {
    const io = { out: () => undefined, err: () => undefined };
    expect(await limitsCommand([], { json: true }, io)).toBe(2);
    expect(await limitsCommand(['a', 'b'], { json: true }, io)).toBe(2);
    expect(await limitsCommand([join(folder, 'none.json')], { json: true }, io)).toBe(2);
  });
});
