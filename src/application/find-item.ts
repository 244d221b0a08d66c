import { classesOf } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { MaterialRow } from '../storage/case-reads.ts';
import type { WholeCase } from './case-store.ts';
import type { Transaction } from './deps.ts';
import type { Command } from './once.ts';
import { seesSensitiveOf } from './sensitive-readers.ts';

/** Refuses `page-not-found` for an item that is not there, and in the same words for one that this person may not know of. */
export async function findItem(
  tx: Transaction,
  { actor }: Command,
  whole: WholeCase,
  materialId: string,
): Promise<Result<MaterialRow, 'page-not-found'>> {
  const item = whole.material.find((each) => each.materialId === materialId);
  return item === undefined ||
    !classesOf(actor).includes(item.class) ||
    (item.class === 'V5' && !(await seesSensitiveOf(tx, whole.ref, actor)))
    ? refuse('page-not-found', 'This case has no such item.')
    : accept(item);
}
