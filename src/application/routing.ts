import type { Organisation } from '../domain/access/index.ts';
import type { Transaction } from '../storage/database.ts';
import { listOrganisations } from '../storage/directory.ts';

/**
 * Who receives a file of this force: CPS Direct when it is urgent, else the Area that serves the force. Throws when the
 * directory has none, which is a fault in how the product was set up.
 */
export async function receivingOrganisation(tx: Transaction, force: Organisation, urgent: boolean): Promise<string> {
  const organisations = await listOrganisations(tx);
  const found = urgent
    ? organisations.find(({ kind }) => kind === 'cps_direct')
    : organisations.find(({ kind, serves }) => kind === 'cps_area' && serves.includes(force.id));
  if (found === undefined)
    throw new Error(`the directory names no ${urgent ? 'CPS Direct' : `CPS Area that serves ${force.id}`}`);
  return found.id;
}
