/** A piece of XML: the start or end of an element, or the text between. */
export type XmlPiece =
  | { readonly is: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string };

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(
    /&(?:#(x?)([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, code?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = Number.parseInt(code ?? '', hex === '' ? 10 : 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );

const piece =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|([^<]+)/g;

/**
 * Walks XML made by office software: element names without their prefix, text decoded. Not a validator: it follows no
 * external reference and expands no entity of its own, so there is nothing in it to attack.
 */
export function* xmlPieces(xml: string): Generator<XmlPiece, void, undefined> {
  for (const [, cdata, slash, name, attributes = '', text] of xml.matchAll(piece)) {
    if (cdata !== undefined) yield { is: 'text', text: cdata };
    else if (text !== undefined) yield { is: 'text', text: decode(text) };
    else if (name !== undefined && slash === '/') yield { is: 'close', name };
    else if (name !== undefined) yield { is: 'open', name, attributes, empty: attributes.endsWith('/') };
  }
}

/** Value of an attribute by its full name, or `undefined`. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decode(value);
};

/** Words of a part of an Office file: text runs, a tab or line where the part has one, a line per paragraph. */
export function wordsOfPart(xml: string): string {
  let words = '';
  let inRun = false;
  for (const each of xmlPieces(xml)) {
    if (each.is === 'open' && each.name === 't') inRun = !each.empty;
    if (each.is === 'close' && each.name === 't') inRun = false;
    if (each.is === 'text' && inRun) words += each.text;
    if (each.is === 'open' && each.name === 'tab') words += '\t';
    if ((each.is === 'open' && each.name === 'br') || (each.is === 'close' && each.name === 'p')) words += '\n';
  }
  return words.trim();
}
