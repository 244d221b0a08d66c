import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putTogether, sayPutTogether, type ShownForm } from './shown-form.tsx';

const names = ['title', 'madeBy', 'notes'] as const;
type Answers = Record<(typeof names)[number], string>;
const shown = (answers: Answers, mergesByItself = true): ShownForm => ({
  ...{ stamp: 'now', mergesByItself },
  questions: names.map((name) => ({ label: name, values: { [name]: answers[name] }, says: answers[name] })),
});
const typedOn = (seen: Answers, typed: Answers) => ({
  ...typed,
  stamp: 'then',
  seen: JSON.stringify(seen),
  reason: 'x',
});

const anAnswer = fc.constantFrom('', 'one', 'two', 'three');
const answers = fc.record({ title: anAnswer, madeBy: anAnswer, notes: anAnswer });

describe('what two people wrote at once', () => {
  it('loses neither: each answer that one of them changed stands, or is told to whoever came later', () => {
    fc.assert(
      fc.property(answers, answers, answers, (seen, recorded, typed) => {
        const put = putTogether(shown(recorded), typedOn(seen, typed));
        const clashing = put?.clashes.map(({ field }) => field) ?? [];
        for (const name of names) {
          const [theirs, mine] = [recorded[name] !== seen[name], typed[name] !== seen[name]];
          const clash = theirs && mine && recorded[name] !== typed[name];
          expect(clashing.includes(name)).toBe(clash);
          expect(put?.values[name]).toBe(theirs && !mine ? recorded[name] : typed[name]);
        }
        expect(put?.values).toMatchObject({ stamp: 'now', seen: JSON.stringify(recorded), reason: 'x' });
      }),
    );
  });

  it('sent a second time as it was shown again, clashes no more and keeps the later answer', () => {
    fc.assert(
      fc.property(answers, answers, answers, (seen, recorded, typed) => {
        const first = putTogether(shown(recorded), typedOn(seen, typed));
        const second = putTogether(shown(recorded), first?.values ?? {});
        expect(second?.clashes).toEqual([]);
        expect(second?.values).toEqual(first?.values);
      }),
    );
  });

  it('is not put together without asking where the form may be about another by now', () => {
    const [seen, recorded] = [
      { title: 'a', madeBy: 'b', notes: '' },
      { title: 'other', madeBy: 'b', notes: '' },
    ];
    const put = putTogether(shown(recorded, false), typedOn(seen, { ...seen, notes: 'typed' }));
    expect(put?.clashes.map(({ field }) => field)).toEqual(['title']);
    expect(put?.values).toMatchObject({ title: 'a', notes: 'typed' });
  });

  it('takes line ends and spaces around for nothing, and days whole', () => {
    const day = (date: string) => ({ 'on-day': date, 'on-month': '9', 'on-year': '2026' });
    const now: ShownForm = {
      ...{ stamp: 'now', mergesByItself: true },
      questions: [
        { label: 'Day (optional)', values: day('20'), says: '20 September 2026' },
        { label: 'Notes', values: { notes: 'one\ntwo' }, says: 'one\ntwo' },
      ],
    };
    const seen = JSON.stringify({ ...day('14'), notes: 'one\ntwo' });
    const put = putTogether(now, { ...day('14'), 'on-month': '8', notes: 'one\r\ntwo ', seen });
    expect(put?.clashes).toEqual([
      {
        field: 'on-day',
        text: 'Day: somebody else wrote “20 September 2026” while you were writing. Leave yours or write theirs, then save again',
      },
    ]);
    expect(putTogether(now, { ...day('14'), notes: 'one\r\ntwo ', seen })?.values).toMatchObject(day('20'));
  });

  it.each([undefined, '', 'no JSON', '[1]', '{"title":{}}'])(
    'is left alone where the form does not say: %j',
    (seen) => {
      expect(
        putTogether(shown({ title: '', madeBy: '', notes: '' }), seen === undefined ? {} : { seen }),
      ).toBeUndefined();
    },
  );

  it('is told to whoever saved', () => {
    expect(sayPutTogether([])).toBe('');
    expect(sayPutTogether(['Title', 'Made by'])).toContain('kept too: Title, Made by.');
  });
});
