import { hiddenFields } from '../../src/web/form-body.ts';
import { parse, type DefaultTreeAdapterTypes as T } from 'parse5';

const isElement = (node: T.Node): node is T.Element => 'tagName' in node;
const attribute = (element: T.Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;
const within = (node: T.Node): T.Element[] =>
  'childNodes' in node ? node.childNodes.flatMap((each) => (isElement(each) ? [each, ...within(each)] : [])) : [];
const textOf = (element: T.Element): string =>
  element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');

/**
 * What a browser would send of the form of a page that holds a field, as the page shows it: its buttons left out, and what
 * `signedInAs` adds to every form.
 */
export function fieldsOfForm(html: string, field: string): Record<string, string> {
  const form = within(parse(html)).find(
    (each) => each.tagName === 'form' && within(each).some((inner) => attribute(inner, 'name') === field),
  );
  if (form === undefined) throw new Error(`no form of the page has a field ${field}`);
  const fields: Record<string, string> = {};
  for (const element of within(form)) {
    const name = attribute(element, 'name');
    if (name === undefined || Object.values<string>(hiddenFields).includes(name)) continue;
    if (element.tagName === 'textarea') fields[name] = textOf(element).replace(/^\n/, '').replaceAll('\n', '\r\n');
    if (element.tagName === 'select') {
      const options = within(element).filter(({ tagName }) => tagName === 'option');
      const chosen = options.find((each) => attribute(each, 'selected') !== undefined) ?? options[0];
      fields[name] = chosen === undefined ? '' : (attribute(chosen, 'value') ?? textOf(chosen));
    }
    if (element.tagName !== 'input') continue;
    const ticked = ['radio', 'checkbox'].includes(attribute(element, 'type') ?? '');
    if (!ticked || attribute(element, 'checked') !== undefined) fields[name] = attribute(element, 'value') ?? '';
  }
  return fields;
}
