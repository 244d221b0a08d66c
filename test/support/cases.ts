import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Deps } from '../../src/application/deps.ts';
import { findActor } from '../../src/application/directory.ts';
import { importCase, type Imported } from '../../src/application/import-case.ts';
import type { Command } from '../../src/application/once.ts';
import { inspect } from '../../src/documents/inspect.ts';
import { readBundle } from '../../src/exchange/bundle.ts';

/** The example cases, by what they are about. */
export const examples = {
  domesticBattery: { urn: '35NT0914726', folder: '01-da-battery-s39a-limit' },
  shopTheft: { urn: '35SP0927315', folder: '02-shop-theft-gap-complete' },
  drinkDrive: { urn: '35CM0930418', folder: '03-drink-drive-police-charged-ngap' },
  earlyAdvice: { urn: '35CJ0941127', folder: '04-rasso-early-advice' },
  twoSuspects: { urn: '35NT0952226', folder: '05-abh-two-defendants-youth-mismatch' },
  burglary: { urn: '35SE0963826', folder: '06-burglary-threshold-custody' },
  messages: { urn: '35CJ0971526', folder: '07-s127-messages-knowledge-date' },
  hateDamage: { urn: '35CM0985526', folder: '08-hate-damage-gap-overbuilt' },
  breachOfBail: { urn: '35NT0999126', folder: '09-breach-of-bail-harassment' },
} as const;

/** Takes an example case in; throws when it is refused. */
export async function takeIn(deps: Deps, example: { folder: string }): Promise<Imported> {
  const bundle = await readBundle(join('demo', 'cases', example.folder), { offences: deps.offences, inspect });
  if (!bundle.ok) throw new Error(`the example was refused: ${bundle.refusal.detail}`);
  const imported = await importCase(deps, bundle.value);
  if (!imported.ok) throw new Error(`the example was refused: ${imported.refusal.detail}`);
  return imported.value;
}

/** A form that this person sends now, once. */
export async function commandOf(deps: Deps, userId: string): Promise<Command> {
  const actor = await findActor(deps, userId);
  if (actor === undefined) throw new Error(`nobody is called ${userId}`);
  return { commandId: randomUUID(), actor, at: deps.now() };
}
