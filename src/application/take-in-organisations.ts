import type { Organisation } from '../domain/access/index.ts';
import { listOrganisations } from '../storage/directory.ts';
import type { Deps } from './deps.ts';
import { registerOrganisation } from './keep-directory.ts';
import { systemViewer } from './viewer.ts';

/**
 * Takes into the directory the organisations of the identity provider's mapping that it lacks. Those it has stay as they
 * are: what belongs to an organisation hangs on its id.
 * @returns sentences for whoever started it. Throws when a force's code is another force's.
 */
export const takeInOrganisations = (
  deps: Pick<Deps, 'db' | 'log' | 'now'>,
  wanted: readonly Organisation[],
): Promise<readonly string[]> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const known = new Map((await listOrganisations(tx)).map((each) => [each.id, each]));
    const said: string[] = [];
    for (const organisation of wanted) {
      const there = known.get(organisation.id);
      if (there !== undefined) {
        if (!isSame(there, organisation))
          said.push(`${organisation.id} differs between the directory and JCF_OIDC_MAPPING; the directory stands.`);
        continue;
      }
      const taken = await registerOrganisation(deps, tx, organisation, deps.now());
      if (!taken.ok) throw new Error(`${organisation.id} of JCF_OIDC_MAPPING: ${taken.refusal.detail}`);
      said.push(`Took in ${organisation.name}.`);
    }
    return said;
  });

const isSame = (one: Organisation, other: Organisation): boolean =>
  one.kind === other.kind &&
  one.name === other.name &&
  one.forceCode === other.forceCode &&
  [...one.serves].sort().join() === [...other.serves].sort().join();
