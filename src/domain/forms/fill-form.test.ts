import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseRecord, classOfMaterial } from '../case-file/index.ts';
import {
  fieldsOf,
  fillForm,
  formOf,
  formSuite,
  subjectsOf,
  textOfValue,
  type FilledForm,
  type FormEntry,
  type FormSource,
} from './index.ts';

const folder = join(import.meta.dirname, '../../../demo/cases');
const bundles = readdirSync(folder);
const recordOf = (bundle: string): CaseRecord =>
  CaseRecord.parse(JSON.parse(readFileSync(join(folder, bundle, 'case.json'), 'utf8')));
const source = (record: CaseRecord, given: Partial<FormSource> = {}): FormSource => ({
  ...{ record, classes: new Set(['V1', 'V5', 'V6'] as const), submissions: [], decisions: [], charges: [] },
  ...{ plans: [], limits: [], clocks: [], entries: [], textOf: () => undefined },
  ...given,
});
const fill = (s: FormSource, code: string, id: string): FilledForm => {
  const form = formOf(code)!;
  const of = subjectsOf(form, s).find((each) => each.id === id);
  if (of === undefined) throw new Error(`${code} is about no ${id} here`);
  return fillForm(form, of, s);
};
const field = (filled: FilledForm, key: string) => fieldsOf(filled).find((each) => each.key === key)!;
const sayAll = (filled: FilledForm): string =>
  JSON.stringify([
    filled.of.title,
    filled.sections.map(({ title }) => title),
    fieldsOf(filled).map(({ found }) => found),
  ]);
const assault = recordOf('05-abh-two-defendants-youth-mismatch');

describe('a form filled from the case', () => {
  it.each(bundles)(
    '%s: every form about every part of it, with nothing blank and a source for each value',
    (bundle) => {
      const s = source(recordOf(bundle));
      for (const form of formSuite.forms.filter(({ status }) => status === 'current'))
        for (const of of subjectsOf(form, s)) {
          const filled = fillForm(form, of, s);
          expect(filled.done).toBeLessThanOrEqual(filled.due);
          for (const { found, key } of fieldsOf(filled))
            if (found.state === 'recorded') {
              expect(textOfValue(found.value).trim(), `${form.code} ${of.id} ${key}`).not.toBe('');
              expect(found.from, `${form.code} ${of.id} ${key}`).not.toBe('');
            }
        }
    },
  );

  it.each(bundles)(
    '%s: holds nobody’s address, telephone or email, nor what they need, but on a form of class V6',
    (bundle) => {
      const record = recordOf(bundle);
      const s = source(record);
      const secrets = [
        ...record.persons.flatMap(({ phones, emails, addresses }) => [
          ...(phones ?? []),
          ...(emails ?? []),
          ...(addresses ?? []).map(({ postcode }) => postcode),
        ]),
        ...record.submissions.flatMap(({ request }) =>
          typeof request['witnessNeeds'] === 'string' && request['witnessNeeds'] !== ''
            ? [request['witnessNeeds']]
            : [],
        ),
      ];
      expect(secrets.length).toBeGreaterThan(0);
      let seen = 0;
      for (const form of formSuite.forms)
        for (const of of subjectsOf(form, s)) {
          const text = sayAll(fillForm(form, of, s));
          const held = secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
          if (form.class === 'V6') seen += held.length;
          else expect(held, `${form.code} ${of.id}`).toEqual([]);
        }
      expect(seen).toBeGreaterThan(0);
    },
  );

  it.each(bundles)('%s: names no sensitive item but on a form of class V5', (bundle) => {
    const plain = recordOf(bundle);
    const [first, ...rest] = plain.material;
    // Each bundle gets one for certain, of a kind that has a form of its own.
    const planted = {
      ...first!,
      type: 'BWV',
      status: 'sensitive',
      title: 'Zq the planted sensitive recording',
    } as const;
    const record: CaseRecord = { ...plain, material: [planted, ...rest] };
    const s = source(record, { textOf: () => 'Zq text of a document' });
    const hidden = record.material.filter((each) => classOfMaterial(each) === 'V5').map(({ title }) => title);
    for (const form of formSuite.forms)
      for (const of of subjectsOf(form, s)) {
        const text = sayAll(fillForm(form, of, s));
        if (form.class !== 'V5')
          expect(
            hidden.filter((title) => text.includes(JSON.stringify(title).slice(1, -1))),
            `${form.code} ${of.id}`,
          ).toEqual([]);
      }
    expect(sayAll(fill(s, 'MG6D', 'case'))).toContain('Zq the planted sensitive recording');
  });

  it('names no form of contact details on a form for everybody in the case', () => {
    const hidden = assault.material.filter((each) => classOfMaterial(each) === 'V6').map(({ title }) => title);
    expect(hidden.length).toBeGreaterThan(0);
    const s = source(assault);
    for (const form of formSuite.forms.filter((each) => each.class === 'V1'))
      for (const of of subjectsOf(form, s)) {
        const text = sayAll(fillForm(form, of, s));
        expect(
          hidden.filter((title) => text.includes(title)),
          `${form.code} ${of.id}`,
        ).toEqual([]);
      }
  });

  it('says where each value came from and where it is changed', () => {
    const filled = fill(source(assault), 'MG3', 'S2');
    expect(field(filled, 'factualSummary').found).toMatchObject({
      state: 'recorded',
      from: 'Heading “Case outline” of S2',
      place: { at: 'heading', submissionId: 'S2', heading: 'caseOutline' },
    });
    expect(field(filled, 'suspects[D2].name').found).toMatchObject({ value: { text: 'Cody Strickley' } });
    expect(fieldsOf(filled).some(({ key }) => key.startsWith('suspects[D1]'))).toBe(false);
  });

  it('says that nobody has entered a thing, and never guesses it', () => {
    const filled = fill(source(assault), 'MG4', 'D2');
    expect(field(filled, 'charges[]').found.state).toBe('not_recorded');
    expect(field(filled, 'reply').found).toEqual({ state: 'not_recorded', place: { at: 'entry' } });
    expect(field(filled, 'youthFlag').found).toMatchObject({ value: { text: 'Yes' } });
    expect(field(filled, 'appropriateAdult').found).toMatchObject({ value: { text: 'Janine Strickley' } });
  });

  it('takes what was laid from the charges recorded here before what came with the record', () => {
    const filled = fill(source(assault), 'MG4', 'D1');
    expect(JSON.stringify(field(filled, 'charges[]').found)).toContain('OF61131');
    const laid = fill(
      source(assault, {
        charges: [
          {
            chargeId: 'c1',
            defendantId: 'D1',
            detail: {
              ...{ cjsCode: 'OF61102', title: 'Assault', wording: 'On 3 October', startDate: '2026-10-03' },
              ...{
                endDate: '2026-10-03',
                laidAt: '2026-10-09T10:00:00Z',
                asn: null,
                court: 'Fenmarch',
                offenceId: 'F1',
              },
              ...{ hearingOn: '2026-11-05', by: { name: 'PC Example' } },
            },
          },
        ],
      }),
      'MG4',
      'D1',
    );
    expect(JSON.stringify(field(laid, 'charges[]').found)).toContain('OF61102');
    expect(JSON.stringify(field(laid, 'firstHearing').found)).toContain('Fenmarch, 5 November 2026');
  });

  it('has a parent or guardian’s notice for a youth alone', () => {
    expect(subjectsOf(formOf('MG4F')!, source(assault)).map(({ id }) => id)).toEqual(['D2']);
  });

  it('reads a statement from the document on the file, and prints no address of its witness', () => {
    const s = source(assault, { textOf: (id) => (id === 'M04' ? 'I was walking home.' : undefined) });
    expect(field(fill(s, 'MG11', 'M04'), 'text').found).toMatchObject({
      value: { text: 'I was walking home.' },
      from: 'Read in document M04',
    });
    expect(field(fill(s, 'MG11', 'M06'), 'text').found.state).toBe('not_recorded');
    expect(sayAll(fill(s, 'MG11B', 'M04'))).toContain('Gantry Street');
  });
});

describe('what is written by hand', () => {
  const entry = (given: Partial<FormEntry>): FormEntry => ({
    ...{
      form: 'MG6A',
      of: 'D1',
      field: 'disclosed',
      value: 'The door camera',
      by: 'DC Example',
      at: '2026-10-04T12:00:00Z',
    },
    ...given,
  });
  it('stands on its form about its part of the case alone', () => {
    const s = source(assault, { entries: [entry({})] });
    expect(field(fill(s, 'MG6A', 'D1'), 'disclosed').found).toMatchObject({
      value: { text: 'The door camera' },
      from: 'Written on this form by DC Example, 1pm on 4 October 2026',
      place: { at: 'entry' },
    });
    expect(field(fill(s, 'MG6A', 'D2'), 'disclosed').found.state).toBe('not_recorded');
  });

  it('gives way to what the case holds, so that nothing is kept twice', () => {
    const s = source(assault, { entries: [entry({ form: 'MG4A', field: 'conditions[]', value: ['Stay away'] })] });
    const held = field(fill(s, 'MG4A', 'D1'), 'conditions[]');
    expect(JSON.stringify(held.found)).toContain('Not to enter Gantry Street');
    expect(held.entry).toBeUndefined();
  });

  it('is shown as rows, lists and days', () => {
    const s = source(assault, {
      entries: [
        entry({ form: 'MG18', field: 'items[]', value: [{ offence: 'Theft', date: '2026-09-01', value: '£10' }] }),
        entry({ form: 'MG12', of: 'case', field: 'completedOn', value: '2026-10-20' }),
        entry({ form: 'MG7', field: 'grounds[]', value: ['Fear of failure to surrender'] }),
      ],
    });
    expect(field(fill(s, 'MG18', 'D1'), 'items[]').found).toMatchObject({
      value: { kind: 'table', rows: [['Theft', '1 September 2026', '', '', '£10', '', '']] },
    });
    expect(field(fill(s, 'MG12', 'case'), 'completedOn').found).toMatchObject({ value: { text: '20 October 2026' } });
    expect(field(fill(s, 'MG7', 'D1'), 'grounds[]').found).toMatchObject({
      value: { items: ['Fear of failure to surrender'] },
    });
  });

  it('can be of one row of what the case lists', () => {
    const s = source(assault, {
      entries: [
        entry({ form: 'MG6C', of: 'case', field: 'items[M18].exceptionOrRpm', value: 'Contemporaneous record' }),
      ],
    });
    const filled = fill(s, 'MG6C', 'case');
    expect(field(filled, 'items[M18].exceptionOrRpm').found).toMatchObject({
      value: { text: 'Contemporaneous record' },
    });
    expect(field(filled, 'items[M17].exceptionOrRpm').found.state).toBe('not_recorded');
  });
});
