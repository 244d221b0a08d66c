import { describe, expect, it } from 'vitest';
import { aboutOf, sayAbout } from './index.ts';

describe('what was read of a case', () => {
  it.each([
    [{ submissionId: 'S1', heading: 'caseOutline' }, 'submission S1, heading Case outline'],
    [{ submissionId: 'S1', heading: 'vps' }, 'submission S1, heading Victim personal statement'],
    [{ submissionId: 'S2', fact: 'emergencyPoliceCharge' }, 'submission S2, question Emergency police charge'],
    [{ materialId: 'M01' }, 'material M01'],
    [{}, ''],
  ])('%j is said in words', (params, said) => {
    expect(sayAbout(aboutOf(params))).toBe(said);
  });
});
