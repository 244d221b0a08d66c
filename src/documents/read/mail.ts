import PostalMime from 'postal-mime';
import type { Address } from 'postal-mime';
import { sayCount } from '../say-count.ts';
import type { Opened } from './messages.ts';
import { onePage } from './plain.ts';

const sayAddress = (each: Address): string => {
  if (each.group !== undefined) return `${each.name}: ${each.group.map(sayAddress).join(', ')}`;
  return each.name === '' ? each.address : `${each.name} <${each.address}>`;
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Words of an HTML body, a line per block. Enough to search and to find personal data in; never shown as a page. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (whole, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex === '' ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/&([a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole);

/** Opens an email as one page: its main headers, its words, then the names of its attachments, which are not read. */
export async function openMail(bytes: Uint8Array): Promise<Opened> {
  const mail = await PostalMime.parse(bytes);
  const people = (label: string, list: readonly Address[] | undefined): readonly string[] =>
    list === undefined || list.length === 0 ? [] : [`${label}: ${list.map(sayAddress).join(', ')}`];
  const written = mail.headers.find(({ key }) => key === 'date')?.value;
  const body = mail.text?.trim() !== '' && mail.text !== undefined ? mail.text : textOfHtml(mail.html ?? '');
  const names = mail.attachments.map(({ filename }) => filename ?? 'without a name');
  const lines = [
    ...people('From', mail.from === undefined ? [] : [mail.from]),
    ...people('To', mail.to),
    ...people('Cc', mail.cc),
    ...people('Bcc', mail.bcc),
    ...(written === undefined ? [] : [`Date: ${written}`]),
    ...(mail.subject === undefined ? [] : [`Subject: ${mail.subject}`]),
    '',
    body.trim(),
    ...(names.length === 0 ? [] : ['', `Attachments: ${names.join(', ')}`]),
  ];
  const note = `${sayCount(names.length, 'attachment')} inside the email ${names.length === 1 ? 'is' : 'are'} not read.`;
  return onePage(lines.join('\n'), names.length === 0 ? undefined : note);
}
