import type { JSX } from 'preact';

/**
 * Something that will be seen: text, a number, markup, or several of these. Leaves out `undefined`, `null` and `false`
 * on purpose, so that a value which may be missing does not compile where a blank would mislead.
 */
export type Content = string | number | JSX.Element | readonly Content[];

/** What a container may hold: content, or nothing, so that `condition && <p>…</p>` may be written inside it. */
export type Children = Content | false | null | undefined | readonly Children[];

/** Extra attributes for a component's main element; only those that can't break its markup or the content policy. */
export type Attributes = { readonly [name: `data-${string}` | `aria-${string}`]: string } & { readonly form?: string };

/** Sizes of headings, labels, legends and captions, smallest first. */
export type Size = 's' | 'm' | 'l' | 'xl';

/** Joins class names, leaving out those that are absent. */
export const classNames = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => name !== false && name !== undefined && name !== '').join(' ');

/** The value of `aria-describedby` for these ids, or `undefined` when there are none, so that no empty attribute is written. */
export const idList = (...ids: readonly (string | false | undefined)[]): string | undefined => {
  const joined = classNames(...ids);
  return joined === '' ? undefined : joined;
};
