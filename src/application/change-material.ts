import type { Audience } from '../domain/access/index.ts';
import {
  audienceOfMaterial,
  correctMaterial as decideCorrect,
  replaceMaterial as decideReplace,
  whyMaterialStays,
  withdrawMaterial as decideWithdraw,
  type CaseEvent,
  type DocumentRef,
  type Material,
  type MaterialSaid,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { MaterialRow } from '../storage/case-reads.ts';
import { builder, stampOf } from './build-file.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { findItem } from './find-item.ts';
import type { Command, Done } from './once.ts';

/** Material that is on the file: an officer corrects it, puts another document in its place, or withdraws it. */

interface OfItem {
  readonly urn: string;
  readonly materialId: string;
  readonly reason: string;
  /** Of `stampOfMaterial`, as the form was filled in from; left out where nothing was shown before. */
  readonly stamp?: string;
}

/** What identifies an item as a form showed it, with its document. */
export const stampOfMaterial = (item: { readonly detail: Material; readonly sha256: string | null }): string =>
  stampOf([item.detail, item.sha256]);

/**
 * One change of one item. Refuses `not-allowed` to those who do not build the file, `step-not-allowed` while every file is
 * with the CPS, and `stale-page` when the item is no longer the one that the form was filled in from.
 */
function changeItem(
  deps: Deps,
  command: Command,
  input: OfItem,
  next: Next,
  decide: (item: MaterialRow, whole: WholeCase) => Result<CaseEvent>,
): Promise<Result<Done>> {
  let audience: Audience = 'police';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const allowed = builder(command, whole);
      if (!allowed.ok) return allowed;
      const item = await findItem(tx, command, whole, input.materialId);
      if (!item.ok) return item;
      const blocked = whyMaterialStays(
        whole.rows.flatMap(({ submissionId }) => {
          const submission = submissionIn(whole, submissionId);
          return submission.ok ? [submission.value] : [];
        }),
      );
      if (blocked !== undefined) return refuse('step-not-allowed', blocked);
      if (input.stamp !== undefined && stampOfMaterial(item.value) !== input.stamp)
        return refuse(
          'stale-page',
          `Somebody else changed ${input.materialId} while you were writing. Open it again to see what they wrote.`,
        );
      audience = audienceOfMaterial(item.value.detail);
      const decided = decide(item.value, whole);
      return decided.ok ? accept([decided.value]) : decided;
    },
    () => audience,
  );
}

/** Corrects what is said of an item; its document stays. Refuses also `not-valid` and `something-missing`. */
export const correctMaterial = (
  deps: Deps,
  command: Command,
  input: OfItem & { readonly said: MaterialSaid },
  next: Next,
): Promise<Result<Done>> =>
  changeItem(deps, command, input, next, ({ detail }, { record }) =>
    decideCorrect(detail, input.said, input.reason, { persons: record.persons, today: deps.today().toString() }),
  );

/**
 * Puts another document in the place of the one an item has, with its title and day. Refuses `not-valid` for a document that
 * is on the file already.
 */
export const replaceMaterial = (
  deps: Deps,
  command: Command,
  input: OfItem & {
    readonly document: DocumentRef;
    readonly title: string;
    readonly date: string;
    readonly clipped: boolean | undefined;
  },
  next: Next,
): Promise<Result<Done>> =>
  changeItem(deps, command, input, next, (item, whole) => {
    const { document } = input;
    if (item.sha256 === document.sha256)
      return refuse('not-valid', `This is the document that ${item.materialId} has already.`, 'file');
    const taken = whole.material.find(
      ({ detail, sha256 }) => detail.type === item.detail.type && sha256 === document.sha256,
    );
    // The other item is named to nobody who may not know of it.
    if (taken !== undefined && taken.class === item.class)
      return refuse('not-valid', `This document is on the file already, as ${taken.materialId}.`, 'file');
    return decideReplace(item.detail, { ...input, today: deps.today().toString() });
  });

/** Withdraws an item with a reason: it leaves the file and its check, and stays to be read until the case is erased. */
export const withdrawMaterial = (deps: Deps, command: Command, input: OfItem, next: Next): Promise<Result<Done>> =>
  changeItem(deps, command, input, next, ({ detail }) => decideWithdraw(detail, input.reason));
