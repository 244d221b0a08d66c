import type { MaterialType } from '../../case-file/index.ts';
import { onlyPoints } from '../facts/words.ts';
import {
  idsOf,
  inadequate,
  listed,
  met,
  missing,
  type ItemContext,
  type ItemFinding,
  type ItemRule,
} from './finding.ts';

/** Rules that many items share: a heading of the request, a form, or either. */

const broken = (by: readonly string[], ids: readonly string[]): ItemFinding =>
  inadequate(
    by,
    `It points to ${listed(ids)}, which is not on the file or does not open.`,
    `Add ${listed(ids)}, or correct the reference.`,
  );

/** Ids that a heading sends the reader to and that are there: what is behind a heading that only points. */
export const targetsOf = ({ view }: ItemContext, heading: string): readonly string[] =>
  onlyPoints(view.words(heading))
    ? idsOf(view.record.material.filter(({ id }) => view.words(heading).includes(id)))
    : [];

/** A heading of the request: blank is missing, a pointer to nothing is inadequate, anything else is an answer. */
export const heading =
  (name: string, what: { readonly why: string; readonly fix: string }): ItemRule =>
  (context) => {
    const { view } = context;
    if (view.words(name) === '') return missing(what.why, what.fix);
    const lost = view.brokenPointers(name);
    return lost.length > 0 ? broken([`request.${name}`], lost) : met([`request.${name}`]);
  };

/** A form among the material of this submission's defendants. */
export const form =
  (types: readonly MaterialType[], what: { readonly why: string; readonly fix: string }): ItemRule =>
  ({ view }) => {
    const forms = view.of(...types);
    return forms.length === 0 ? missing(what.why, what.fix) : met(idsOf(forms));
  };

/** A form or a heading, whichever is there; both are cited. */
export const formOrHeading =
  (types: readonly MaterialType[], name: string, what: { readonly why: string; readonly fix: string }): ItemRule =>
  (context) => {
    const { view } = context;
    const forms = view.of(...types);
    const filled = view.words(name) !== '';
    if (!filled && forms.length === 0) return missing(what.why, what.fix);
    const lost = filled ? view.brokenPointers(name) : [];
    const by = [...new Set([...idsOf(forms), ...targetsOf(context, name)]), ...(filled ? [`request.${name}`] : [])];
    return lost.length > 0 && forms.length === 0 ? broken(by, lost) : met(by);
  };

/** An item of a newer edition that no rule here knows: met by any form its own row names. */
export const carriedBy =
  (types: readonly MaterialType[]): ItemRule =>
  ({ view, item }) => {
    const forms = types.length === 0 ? [] : view.of(...types);
    return forms.length === 0
      ? missing(`${item.title}: nothing on the file carries it.`, `Add it: ${item.description}`)
      : met(idsOf(forms));
  };

/** One of these for each defendant: none is missing, some is inadequate. */
export const forEachDefendant =
  (types: readonly MaterialType[], what: { readonly noun: string; readonly fix: string }): ItemRule =>
  ({ view }) => {
    const without = view.defendants.filter((defendant) => view.ofDefendant(defendant, ...types).length === 0);
    const found = idsOf(view.of(...types));
    if (without.length === 0) return met(found);
    if (without.length === view.defendants.length) return missing(`No ${what.noun} is on the file.`, what.fix);
    const names = without.map(({ personId }) => view.person(personId)?.familyName ?? personId);
    return inadequate(found, `There is no ${what.noun} for ${listed(names)}.`, what.fix);
  };

/** An item carried by whatever the fact was read from: the words in the papers that led to it. */
export const fromFact =
  (name: string, types: readonly MaterialType[], what: { readonly why: string; readonly fix: string }): ItemRule =>
  ({ view, fact }) => {
    const source = fact(name);
    if (source.basis === 'text' || source.basis === 'field') return met([source.source]);
    const forms = view.of(...types);
    return source.basis === 'answered' && forms.length > 0 ? met(idsOf(forms)) : missing(what.why, what.fix);
  };
