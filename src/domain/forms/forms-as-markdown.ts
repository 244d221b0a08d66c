import { formSuite, sayDefenceView, sayFormClass, type FormRow } from './suite.ts';
import { sourcesOf } from './fill-form.ts';

const counts = (form: FormRow) => {
  const ways = [...sourcesOf(form).values()];
  return {
    fields: ways.length,
    fromCase: ways.filter((way) => way === 'case' || way === 'case_or_hand').length,
    byHand: ways.filter((way) => way === 'hand').length,
  };
};

const sure = { confirmed: 'confirmed', second_hand: 'second hand', general_knowledge: 'general knowledge' } as const;
const abouts = {
  case: 'the case',
  submission: 'each submission',
  defendant: 'each suspect',
  witness: 'each victim and witness',
  victim: 'each victim',
  person: 'each victim and witness',
  officer: 'each officer',
  recording: 'each recording',
  statement: 'each statement',
  interview: 'each record of interview',
  report: 'each forensic report',
} as const;

/** `docs/forms.md`: every form, what of it comes from the case, what is written by hand, and who may have it. */
export function formsAsMarkdown(): string {
  const current = formSuite.forms.filter(({ status }) => status === 'current');
  const all = current.map(counts);
  const sum = (of: 'fields' | 'fromCase' | 'byHand'): number => all.reduce((total, each) => total + each[of], 0);
  return [
    '# Forms',
    '',
    `Written from \`src/domain/forms/suite.json\` (${formSuite.edition}) by \`scripts/write-forms.ts\`; do not edit. The layout is our own: no official layout was found.`,
    '',
    `The case is the truth and a form is a view of it. ${current.length} forms are made today, with ${sum('fields')} fields: ${sum('fromCase')} are filled from the case, ${sum('byHand')} are written on the form because the case does not hold them. A field that comes from the case can be written by hand only where the case has nothing.`,
    '',
    '| Form | Title | One for | Class | Defence | Fields | From the case | By hand | How sure |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...current.map((form) => {
      const { fields, fromCase, byHand } = counts(form);
      return `| ${form.code} | ${form.title} | ${abouts[form.about]} | ${sayFormClass(form.class)} | ${sayDefenceView(form)} | ${fields} | ${fromCase} | ${byHand} | ${sure[form.confidence]} |`;
    }),
    '',
    '## Not made any more',
    '',
    ...formSuite.forms
      .filter(({ status }) => status !== 'current')
      .map((form) => `- ${form.code} (${form.title}), ${form.status}: use ${form.modern ?? ''}.`),
    '',
    '## Notes on single forms',
    '',
    ...current.flatMap(({ code, note }) => (note === undefined ? [] : [`- **${code}.** ${note}`])),
    '',
  ].join('\n');
}
