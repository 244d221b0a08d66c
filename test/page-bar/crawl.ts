import type { LightMyRequestResponse } from 'fastify';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { TestApplication, SignedIn } from '../support/signed-in.ts';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

/** Every element of a page, in its order. */
export function elementsOf(node: Node): Element[] {
  return childrenOf(node).flatMap((child) => [...(isElement(child) ? [child] : []), ...elementsOf(child)]);
}

/** The words of an element, run together; `leaveOut` says what is not read. */
export function wordsOf(node: Node, leaveOut: (element: Element) => boolean = () => false): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (isElement(node) && (['script', 'style', 'template'].includes(node.tagName) || leaveOut(node))) return '';
  return childrenOf(node)
    .map((child) => wordsOf(child, leaveOut))
    .join(' ');
}

export const treeOf = (html: string): Node => parse(html);

/** Turns `/cases/:urn/history` into what matches its addresses. */
const matcherOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/:[A-Za-z]+/g, '[^/]+')}/?$`);

export interface Routes {
  /** Patterns that answer GET with something for people, and those that take forms. */
  readonly pages: readonly string[];
  readonly forms: readonly string[];
  /** The pattern that serves an address; undefined where none does. */
  readonly serving: (method: 'GET' | 'POST', url: string) => string | undefined;
}

/** Not pages of ours: the API has a contract of its own, the demonstration's sign-in is another's, the rest are for machines. */
const isForMachines = (pattern: string): boolean =>
  /^\/(api\/|demo-identity\/|sign-in\/back-channel-logout$|assets\/|health$|ready$|live$|metrics$)/.test(pattern) ||
  pattern.includes('*');

export function routesOf({ routes }: Pick<TestApplication, 'routes'>): Routes {
  const of = (method: string): string[] =>
    routes
      .filter((each) => each.startsWith(`${method} `))
      .map((each) => each.slice(method.length + 1))
      .filter((pattern) => !isForMachines(pattern));
  const known = { GET: of('GET'), POST: of('POST') };
  // A fixed part is matched before a parameter: `/connected-systems/add` is no system called “add”.
  const byParameters = (a: string, b: string): number => a.split(':').length - b.split(':').length;
  const matchers = {
    GET: known.GET.toSorted(byParameters).map((pattern) => [pattern, matcherOf(pattern)] as const),
    POST: known.POST.toSorted(byParameters).map((pattern) => [pattern, matcherOf(pattern)] as const),
  };
  return {
    pages: known.GET,
    forms: known.POST,
    serving: (method, url) => {
      const { pathname } = new URL(url, 'http://localhost');
      return matchers[method].find(([, matches]) => matches.test(pathname))?.[0];
    },
  };
}

/** A form as a browser without scripts would send it, untouched, by its first button. */
export interface FoundForm {
  readonly page: string;
  readonly action: string;
  readonly method: string;
  readonly fields: readonly (readonly [string, string])[];
  /** Names of what a person can fill in. */
  readonly open: readonly string[];
  readonly hasButton: boolean;
  readonly sendsFiles: boolean;
}

const valueOf = (element: Element): string | undefined => {
  const type = attribute(element, 'type');
  if (element.tagName === 'textarea') return wordsOf(element);
  if (element.tagName === 'select') {
    const options = elementsOf(element).filter(({ tagName }) => tagName === 'option');
    const chosen = options.find((each) => attribute(each, 'selected') !== undefined) ?? options[0];
    return chosen === undefined ? undefined : (attribute(chosen, 'value') ?? wordsOf(chosen));
  }
  if (type === 'radio' || type === 'checkbox')
    return attribute(element, 'checked') === undefined ? undefined : (attribute(element, 'value') ?? 'on');
  return type === 'submit' || type === 'file' ? undefined : (attribute(element, 'value') ?? '');
};

export function formsOf(elements: readonly Element[], page: string): FoundForm[] {
  return elements
    .filter(({ tagName }) => tagName === 'form')
    .map((form) => {
      const inside = elementsOf(form);
      const fields = inside.filter((each) => ['input', 'textarea', 'select'].includes(each.tagName));
      return {
        page,
        action: attribute(form, 'action') ?? page,
        method: (attribute(form, 'method') ?? 'get').toUpperCase(),
        fields: fields.flatMap((each) => {
          const [name, value] = [attribute(each, 'name'), valueOf(each)];
          return name === undefined || value === undefined ? [] : [[name, value] as const];
        }),
        open: fields
          .filter((each) => attribute(each, 'type') !== 'hidden')
          .flatMap((each) => attribute(each, 'name') ?? []),
        hasButton: inside.some(
          (each) =>
            (each.tagName === 'button' && ['submit', undefined].includes(attribute(each, 'type'))) ||
            (each.tagName === 'input' && attribute(each, 'type') === 'submit'),
        ),
        sendsFiles: fields.some((each) => attribute(each, 'type') === 'file'),
      };
    });
}

/** Addresses of ours that a page leads to. */
const linksOf = (elements: readonly Element[]): string[] =>
  elements
    .filter(({ tagName }) => tagName === 'a')
    .map((each) => attribute(each, 'href') ?? '')
    .filter((href) => href.startsWith('/'))
    .map((href) => href.replace(/#.*$/, ''));

export interface Crawled {
  /** Addresses by the pattern that serves them, in the order in which they were found. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** Links that nothing serves. */
  readonly dead: readonly string[];
  readonly forms: readonly FoundForm[];
  /** How long each page was, in characters. */
  readonly lengths: ReadonlyMap<string, number>;
  /** What each address answered that showed a page. */
  readonly answers: ReadonlyMap<string, LightMyRequestResponse>;
}

/** Pages that differ by the state a case is in: each case, who may see it, its material and copies, victims to be told, its offences, how long it is kept, and each step of a submission. */
const isHub = (pattern: string): boolean =>
  /^\/retention\/:urn$|^\/cases\/:urn(\/(access|charges|material|material\/:materialId|copies|copies\/:copyId|victim-notices\/:noticeId|offences|offences\/:offenceId\/mode-of-trial)|\/submissions\/:submissionId(\/[a-z-]+)?)?$/.test(
    pattern,
  );

/**
 * Follows the links of the product as one person, from the first page on; of each pattern no more than `most` addresses, for
 * there are many documents and few pages to show one.
 */
export async function crawl(routes: Routes, person: SignedIn, most: number): Promise<Crawled> {
  const found = new Map<string, string[]>();
  const seen = new Set<string>();
  const dead = new Set<string>();
  const forms: FoundForm[] = [];
  const lengths = new Map<string, number>();
  const answers = new Map<string, LightMyRequestResponse>();
  const ahead = ['/'];
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const bare = address.replace(/\?.*$/, '');
    if (seen.has(bare)) continue;
    seen.add(bare);
    const pattern = routes.serving('GET', address);
    if (pattern === undefined) {
      if (!isForMachines(bare)) dead.add(bare);
      continue;
    }
    const known = found.get(pattern) ?? [];
    // A page whose address holds facts is not the page it is without any: each is come by.
    const alike = known.filter((each) => each.includes('?') === address.includes('?'));
    if (alike.length >= (isHub(pattern) ? 60 : most)) continue;
    const answer = await person.get(address);
    if (answer.statusCode !== 200) {
      if (answer.statusCode >= 400) dead.add(`${address} is refused to who was led there: ${answer.statusCode}`);
      continue;
    }
    found.set(pattern, [...known, address]);
    if (!String(answer.headers['content-type']).startsWith('text/html')) continue;
    lengths.set(address, answer.body.length);
    answers.set(address, answer);
    const elements = elementsOf(treeOf(answer.body));
    ahead.push(...linksOf(elements));
    forms.push(...formsOf(elements, address));
  }
  return { found, dead: [...dead], forms, lengths, answers };
}
