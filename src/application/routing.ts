import type { Actor, Organisation } from '../domain/access/index.ts';
import type { CaseRecord } from '../domain/case-file/index.ts';
import type { Transaction } from '../storage/database.ts';
import { findOrganisation, listOrganisations } from '../storage/directory.ts';
import type { Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

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

/** Whether a request goes to urgent review: a charging decision on somebody in police custody. */
export function isUrgentRequest(record: CaseRecord, submissionId: string): boolean {
  const request = record.submissions.find(({ id }) => id === submissionId);
  if (request === undefined || !request.kind.startsWith('PCD_')) return false;
  return record.defendants.some(
    ({ id, status }) => request.defendantIds.includes(id) && status === 'in_police_custody',
  );
}

/** Where a file would go if this gatekeeper sent it now. */
export interface Receiver {
  readonly name: string;
  readonly urgent: boolean;
}

/** As `receivingOrganisation`, by name, for the page that sends. An urgent charge is reviewed urgently wherever the suspect is. */
export const viewReceiver = (
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  record: CaseRecord,
  submissionId: string,
  chargedUrgently = false,
): Promise<Receiver> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const urgent = chargedUrgently || isUrgentRequest(record, submissionId);
    const id = await receivingOrganisation(tx, actor.organisation, urgent);
    return { name: (await findOrganisation(tx, id))?.name ?? id, urgent };
  });

/** Every organisation by id, to say where something was sent. */
export const namesOfOrganisations = (deps: Pick<Deps, 'db'>): Promise<ReadonlyMap<string, string>> =>
  deps.db.transaction(
    systemViewer,
    async (tx) => new Map((await listOrganisations(tx)).map(({ id, name }) => [id, name])),
  );

/** The CPS offices that a file can be with, by name. */
export const listCpsOffices = (deps: Pick<Deps, 'db'>): Promise<readonly { id: string; name: string }[]> =>
  deps.db.transaction(systemViewer, async (tx) =>
    (await listOrganisations(tx))
      .filter(({ kind }) => kind === 'cps_area' || kind === 'cps_direct')
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );

/** Whether this id is of a CPS office, in the transaction that is about to hand it work. */
export async function isCpsOffice(tx: Transaction, id: string): Promise<boolean> {
  const kind = (await findOrganisation(tx, id))?.kind;
  return kind === 'cps_area' || kind === 'cps_direct';
}
