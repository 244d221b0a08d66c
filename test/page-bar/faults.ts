import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { attribute, elementsOf, treeOf, wordsOf, type Element } from './crawl.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'void-style': ['error', { style: 'selfclosing' }],
    'no-redundant-role': 'off',
    // Names on lists and groups are read out, and axe agrees.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'prefer-native-element': 'off',
    'no-implicit-button-type': 'off',
    'wcag/h71': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
  },
});

// What differs between two answers alike: a page that was found good is not looked at twice.
const sameKind = (html: string): string =>
  html.replaceAll(/ nonce="[^"]*"| value="[^"]*"|35[A-Z]{2}\d{7}/g, '').replaceAll(/\d+/g, '0');
const foundGood = new Set<string>();

async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector ?? ''}`),
  );
}

/** What people typed or other systems sent is theirs; everything else on a page is ours and is English. */
const isTheirs = (element: Element): boolean => {
  const classes = (attribute(element, 'class') ?? '').split(/\s+/);
  return (
    ['textarea', 'code', 'pre'].includes(element.tagName) ||
    classes.some((each) => ['jcf-typed', 'jcf-quote', 'jcf-document-text'].includes(each))
  );
};

/** Words for programs, which no page shows: `in_review`, `caseOutline`, `2026-11-22`, `undefined`. */
const codeWords: readonly (readonly [string, RegExp])[] = [
  ['a name with an underscore', /\b[a-z]+(?:_[a-z0-9]+)+\b/],
  // The last letters of a secret are as chance had them.
  ['a name in camel case', /(?<!ends in )\b[a-z]{2,}[A-Z][a-z]+\b/],
  ['a day as programs write it', /\b20\d\d-\d\d-\d\d\b/],
  ['a value that is not there', /\b(?:undefined|null|NaN)\b|\[object /],
  ['a template that was not filled in', /\$\{|\{\{/],
];

/** Empty where something is announced: a cell, a heading, a link, a button, a value. */
const mustSay = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'dd',
  'dt',
  'td',
  'th',
  'a',
  'button',
  'label',
  'legend',
  'li',
  'option',
]);
const saysNothing = (element: Element): boolean =>
  wordsOf(element).trim() === '' &&
  attribute(element, 'aria-label') === undefined &&
  !elementsOf(element).some(
    (each) =>
      ['input', 'select', 'textarea', 'iframe', 'progress', 'meter'].includes(each.tagName) || attribute(each, 'alt'),
  );

/** What is wrong with a page, a sentence each; empty for a good one. */
export async function faultsOf(html: string, status: number): Promise<string[]> {
  const identity = createHash('sha256')
    .update(`${status} ${sameKind(html)}`)
    .digest('hex');
  if (foundGood.has(identity)) return [];
  const faults = await lookAt(html, status);
  if (faults.length === 0) foundGood.add(identity);
  return faults;
}

async function lookAt(html: string, status: number): Promise<string[]> {
  const faults = await markupFaults(html);
  const tree = treeOf(html);
  const elements = elementsOf(tree);
  const all = (tag: string): Element[] => elements.filter(({ tagName }) => tagName === tag);
  const ids = new Set(elements.flatMap((each) => attribute(each, 'id') ?? []));

  const title = wordsOf(all('title')[0] ?? tree).trim();
  if (!/.+ - .+/.test(title)) faults.push(`the title says only “${title}”`);
  if (all('h1').length !== 1) faults.push(`${all('h1').length} headings of the first rank`);
  if (attribute(all('html')[0] ?? { ...elements[0]!, attrs: [] }, 'lang') !== 'en')
    faults.push('not marked as English');
  for (const tag of ['header', 'main', 'footer'])
    if (all(tag).length !== 1) faults.push(`${all(tag).length} landmarks of kind ${tag}`);
  if (all('nav').some((each) => all('nav').length > 1 && attribute(each, 'aria-label') === undefined))
    faults.push('a navigation without a name beside another');
  const main = all('main')[0];
  if (main !== undefined && wordsOf(main).trim().length < 20) faults.push('the page says nothing');
  for (const each of elements) {
    if (
      mustSay.has(each.tagName) &&
      saysNothing(each) &&
      !(each.tagName === 'option' && attribute(each, 'value') === '')
    )
      faults.push(`an empty ${each.tagName} ${each.attrs.map(({ name, value }) => `${name}="${value}"`).join(' ')}`);
    if (attribute(each, 'style') !== undefined) faults.push(`a style of its own on ${each.tagName}`);
    if (each.attrs.some(({ name }) => name.startsWith('on')))
      faults.push(`a script in an attribute of ${each.tagName}`);
    const href = attribute(each, 'href') ?? '';
    if (href.startsWith('#') && href.length > 1 && !ids.has(href.slice(1))) faults.push(`${href} leads nowhere`);
  }
  for (const script of all('script'))
    if (attribute(script, 'src') === undefined && attribute(script, 'nonce') === undefined)
      faults.push('a script without the number of the policy');

  const labelled = new Set(all('label').flatMap((each) => attribute(each, 'for') ?? []));
  for (const each of [...all('input'), ...all('select'), ...all('textarea')]) {
    if (['hidden', 'submit', 'button'].includes(attribute(each, 'type') ?? '')) continue;
    if (!labelled.has(attribute(each, 'id') ?? '') && attribute(each, 'aria-label') === undefined)
      faults.push(`no label for ${attribute(each, 'name') ?? 'a field'}`);
  }

  const read = wordsOf(main ?? tree, isTheirs);
  for (const [what, pattern] of codeWords) {
    const hit = pattern.exec(read);
    if (hit !== null)
      faults.push(`${what}: “${read.slice(Math.max(0, hit.index - 30), hit.index + 50).replaceAll(/\s+/g, ' ')}”`);
  }

  const summary = elements.find((each) =>
    (attribute(each, 'class') ?? '').split(/\s+/).includes('govuk-error-summary'),
  );
  if ((status === 422 || status === 409) && summary === undefined) faults.push('refused, and no summary of errors');
  if (summary !== undefined && !title.startsWith('Error: ')) faults.push('errors, and the title does not say so');
  if (summary !== undefined && elementsOf(summary).filter(({ tagName }) => tagName === 'li').length === 0)
    faults.push('a summary of no errors');
  return faults;
}
