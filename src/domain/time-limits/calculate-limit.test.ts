import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../kernel/working-days.ts';
import { calculateLimit } from './index.ts';

interface Worked {
  id: string;
  regime: string;
  inputs: Record<string, unknown>;
  expected: Record<string, unknown>;
  reasoning: string;
}
const examples: Worked[] = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/time-limit-examples.json', import.meta.url), 'utf8'),
);

describe('the worked examples', () => {
  it.each(examples)('$id $regime: $reasoning', ({ id, regime, inputs, expected }) => {
    const answer = calculateLimit({ id, regime, inputs }, englandAndWales);
    expect(answer).toEqual({ ok: true, value: expect.objectContaining(expected) });
  });
  it.each(examples)('$id is answered alike when no regime is named', ({ id, inputs, expected }) => {
    const answer = calculateLimit({ id, inputs }, englandAndWales);
    expect(answer).toEqual({ ok: true, value: expect.objectContaining(expected) });
  });
});
