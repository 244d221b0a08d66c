import { describe, expect, it } from 'vitest';
import { civilDate } from '../kernel/civil-date.ts';
import { changeEdition, ChangesFile } from './changed-edition.ts';
import { catalogueOf, ownEditions, withEditionFiles } from './editions.ts';
import trialJson from './rule-sets/trial-2027.r1.json' with { type: 'json' };

const trialFile = ChangesFile.parse(trialJson);
const [guidance, trial] = [ownEditions.byId('dg6-2020.r1')!, ownEditions.byId('trial-2027.r1')!];
const changed = (spoil: (file: typeof trialFile) => unknown): typeof trialFile => {
  const file = structuredClone(trialFile);
  spoil(file);
  return file;
};
const newer = (id: string, from: string) =>
  changed(({ meta }) => Object.assign(meta, { id, inForceFrom: from, use: 'in_force' }));

describe('the trial edition', () => {
  it('says that it is invented and on trial, and what it changes', () => {
    expect(trial).toMatchObject({ use: 'trial', invented: true });
    expect(trial.says.length).toBeGreaterThan(0);
    expect(guidance).toMatchObject({ use: 'in_force', invented: false });
  });

  it('differs from the edition it changes in the rows it names, and in no other', () => {
    const named = new Set(trialFile.requirements.map(({ submission, item }) => `${submission} ${item}`));
    for (const { id: item } of guidance.items)
      for (const kind of guidance.kinds.keys()) {
        const same = trial.requirement(kind, item).level === guidance.requirement(kind, item).level;
        expect(same, `${kind} ${item}`).toBe(!named.has(`${kind} ${item}`));
      }
  });

  it('is never in force, whatever the day', () => {
    for (const day of ['2020-01-01', '2026-12-31', '2027-01-01', '2040-01-01'])
      expect(ownEditions.inForce(civilDate(day)).id).toBe('dg6-2020.r1');
  });
});

describe('an edition written as changes', () => {
  it.each([
    { flaw: 'it changes another edition', file: changed(({ meta }) => (meta.basedOn = 'dg5')), says: /changes dg5/ },
    {
      flaw: 'it has the name of the one it changes',
      file: changed(({ meta }) => (meta.id = guidance.id)),
      says: /name/,
    },
    {
      flaw: 'a row is there twice',
      file: changed(({ requirements }) => requirements.push(requirements[0]!)),
      says: /twice/,
    },
    {
      flaw: 'a row changes nothing',
      file: changed(({ requirements }) =>
        requirements.push({ ...requirements[0]!, submission: 'PCD_FCT_CC', item: 'SDC' }),
      ),
      says: /as it was/,
    },
    {
      flaw: 'a row is about an item that nobody listed',
      file: changed(({ requirements }) => (requirements[0]!.item = 'BRIEFING')),
      says: /not listed/,
    },
  ])('is refused when $flaw', ({ file, says }) => {
    expect(() => changeEdition(guidance, file)).toThrow(says);
  });
});

describe('editions from files', () => {
  it('stand beside those of the product, and come into force on their day', () => {
    const catalogue = withEditionFiles(ownEditions, [
      { name: 'dg7.json', content: newer('dg7-2026.r1', '2026-12-01') },
    ]);
    expect(catalogue.inForce(civilDate('2026-11-30')).id).toBe('dg6-2020.r1');
    expect(catalogue.inForce(civilDate('2026-12-01')).id).toBe('dg7-2026.r1');
    expect(catalogue.byId('dg7-2026.r1')?.requirement('PCD_FCT_NGAP', 'SDC').level).toBe('not_required');
    expect(ownEditions.byId('dg7-2026.r1')).toBeUndefined();
  });

  it('may change one that came from a file before', () => {
    const second = changed(({ meta, requirements }) => {
      Object.assign(meta, { id: 'dg7-2027.r2', basedOn: 'dg7-2026.r1', use: 'in_force' });
      requirements.splice(0);
      requirements.push({ ...trialFile.requirements[0]!, item: 'VPS' });
    });
    const files = [
      { name: '1.json', content: newer('dg7-2026.r1', '2026-12-01') },
      { name: '2.json', content: second },
    ];
    const edition = withEditionFiles(ownEditions, files).byId('dg7-2027.r2')!;
    expect(edition.requirement('PCD_FCT_NGAP', 'SDC').level).toBe('not_required');
    expect(edition.requirement('PCD_FCT_NGAP', 'VPS').level).toBe('not_required');
    expect(() => withEditionFiles(ownEditions, files.toReversed())).toThrow(/edition file 2.json: .*dg7-2026.r1/);
  });

  it('are refused by the name of the file', () => {
    const file = { name: 'wrong.json', content: { meta: { id: 'x' } } };
    expect(() => withEditionFiles(ownEditions, [file])).toThrow(/edition file wrong.json/);
    expect(() => catalogueOf([guidance, guidance])).toThrow(/one name/);
    expect(() => catalogueOf([trial])).toThrow(/no edition/);
  });
});
