import { allow, sideOf, type Actor } from '../domain/access/index.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import { listOrganisations } from '../storage/directory.ts';
import { measuresOf } from '../storage/measure-reads.ts';
import type { Deps } from './deps.ts';
import { viewerOf } from './viewer.ts';

/** One measure of one force, with what it means. Percentages are never given without their two counts. */
export interface Measure {
  readonly title: string;
  readonly definition: string;
  readonly value: number;
  /** What it is a part of; undefined for a plain count. */
  readonly of: number | undefined;
}

export interface ForceMeasures {
  readonly force: string;
  readonly measures: readonly Measure[];
}

/**
 * The counts that this person's organisation may see: a force its own, an Area and a board those of the forces they serve.
 * They come from the events of the log as they happen, and hold nothing of any case. Refuses `not-allowed`.
 */
export const viewMeasures = (deps: Deps, actor: Actor): Promise<Result<ForceMeasures[], 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = allow(actor, 'measures:read');
    if (!allowed.ok) return allowed;
    const own = actor.organisation;
    const forces = (await listOrganisations(tx)).filter(
      ({ id, kind }) => kind === 'force' && (sideOf(actor) === 'police' ? id === own.id : own.serves.includes(id)),
    );
    const totals = await measuresOf(
      tx,
      forces.map(({ id }) => id),
    );
    return accept(
      forces.map(({ id, name }) => {
        const value = (measure: string): number =>
          totals.find((each) => each.orgId === id && each.measure === measure)?.value ?? 0;
        const triaged = value('accepted_first_time') + value('rejected_first_time');
        return {
          force: name,
          measures: [
            {
              title: 'Files sent to the CPS for the first time',
              definition: 'First versions of a submission sent since the record began.',
              value: value('first_submissions'),
              of: undefined,
            },
            {
              title: 'Accepted at first triage',
              definition: 'First versions accepted, of all first versions triaged. Files still waiting are in neither.',
              value: value('accepted_first_time'),
              of: triaged,
            },
            {
              title: 'Sent again after a rejection',
              definition: 'Second and later versions sent.',
              value: value('resubmissions'),
              of: undefined,
            },
            {
              title: 'Charging decisions',
              definition: 'Decisions, one for each suspect and offence.',
              value: value('decisions'),
              of: undefined,
            },
            {
              title: 'Actions asked for in action plans',
              definition: 'Actions in all plans issued.',
              value: value('action_items'),
              of: undefined,
            },
            {
              title: 'Charges laid that are not as authorised',
              definition: 'Charges with a difference from what was authorised, or that nobody authorised, of all laid.',
              value: value('charges_not_as_authorised'),
              of: value('charges_laid'),
            },
          ],
        };
      }),
    );
  });
