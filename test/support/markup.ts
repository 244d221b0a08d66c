/**
 * Compares markup as trees, and turns upstream's sample HTML into nodes.
 *
 * What counts: elements, attributes and their values, text, and space next to text or between inline elements, since
 * readers see or hear that. What does not: the order of attributes and classes, how far a line is indented, space
 * between blocks, and how a boolean attribute is spelled.
 */
import { h, type VNode } from 'preact';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

// Those without words of their own, such as `input`, are not here: space beside them is neither read nor heard.
const inline = new Set(['a', 'b', 'button', 'em', 'i', 'label', 'small', 'span', 'strong', 'time']);

const isText = (node: Node | undefined): node is DefaultTreeAdapterTypes.TextNode => node?.nodeName === '#text';
const isElement = (node: Node | undefined): node is DefaultTreeAdapterTypes.Element =>
  node !== undefined && 'tagName' in node;
const isBlank = (text: string): boolean => /^\s*$/.test(text);
const isInline = (node: Node | undefined): boolean => isElement(node) && inline.has(node.tagName);

const attributesOf = (element: DefaultTreeAdapterTypes.Element): string =>
  element.attrs
    .map(({ name, value }) => {
      const written = name === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ') : value;
      return ` ${name}="${written}"`;
    })
    .sort()
    .join('');

const textOf = (node: DefaultTreeAdapterTypes.TextNode, before: Node | undefined, after: Node | undefined): string => {
  if (isBlank(node.value)) return isInline(before) && isInline(after) ? ' ' : '';
  let text = node.value.replace(/\s+/g, ' ');
  if (!isInline(before)) text = text.trimStart();
  if (!isInline(after)) text = text.trimEnd();
  return text;
};

const linesOf = (nodes: readonly Node[], depth: number, verbatim: boolean): readonly string[] => {
  const indent = '  '.repeat(depth);
  return nodes.flatMap((node, index) => {
    if (isText(node)) {
      const text = verbatim ? node.value : textOf(node, nodes[index - 1], nodes[index + 1]);
      return text === '' ? [] : [`${indent}${JSON.stringify(text)}`];
    }
    if (!isElement(node)) return [];
    const inside = linesOf(node.childNodes, depth + 1, verbatim || node.tagName === 'textarea');
    return [`${indent}<${node.tagName}${attributesOf(node)}>`, ...inside];
  });
};

/** One line per element or text, indented by depth: two pieces of markup that mean the same give the same string. */
export const outline = (html: string): string => linesOf(parseFragment(html).childNodes, 0, false).join('\n');

const nodeOf = (node: Node): readonly (VNode | string)[] => {
  if (isText(node)) return [node.value];
  if (!isElement(node)) return [];
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [h(node.tagName, attributes, node.childNodes.flatMap(nodeOf))];
};

/** The nodes that this HTML describes, for giving upstream's sample HTML to components that take nodes. */
export const nodesOf = (html: string): readonly (VNode | string)[] =>
  parseFragment(html.trim()).childNodes.flatMap(nodeOf);
