import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CaseRecord } from './case-record.ts';
import { canonicalJson, classOfMaterial, joinRecord, splitRecord } from './parts.ts';

const bundles = readdirSync('demo/cases').map((name) => ({
  name,
  record: CaseRecord.parse(JSON.parse(readFileSync(`demo/cases/${name}/case.json`, 'utf8'))),
}));

describe('parts of a case by visibility class', () => {
  it.each(bundles)('$name: joined again, the parts are the whole record', ({ record }) => {
    const whole = { ...record, material: record.material.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
    expect(joinRecord(splitRecord(record))).toEqual(whole);
  });

  it.each(bundles)('$name: the shared part holds no address, telephone, email or sensitive item', ({ record }) => {
    const { V1 } = splitRecord(record);
    const people = canonicalJson(V1.persons);
    for (const person of record.persons) {
      for (const address of person.addresses ?? []) expect(people).not.toContain(address.postcode);
      for (const each of [...(person.phones ?? []), ...(person.emails ?? [])]) expect(people).not.toContain(each);
    }
    expect(V1.material.filter((each) => classOfMaterial(each) === 'V5')).toEqual([]);
  });
});

describe('canonical JSON', () => {
  it('is the same for the same facts in any order, and reads back equal', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
        const shuffled = Object.fromEntries(Object.entries(facts).toReversed());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(facts));
        expect(JSON.parse(canonicalJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
    );
  });
});
