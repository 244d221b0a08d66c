import { expect, it } from 'vitest';
import { lawIsInStep } from './write-law.ts';

it('docs/law.md says what the rules say', async () => {
  expect(await lawIsInStep(), 'run: node --import tsx scripts/write-law.ts').toBe(true);
});
