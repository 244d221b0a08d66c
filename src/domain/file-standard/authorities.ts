import type { CaseRecord } from '../case-file/index.ts';
import { asOneRequest, saidCounts, type AuthorityOfOffence, type AuthoritySaid } from '../charging/index.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { OffenceLookup } from '../kernel/offence-code.ts';
import type { CheckResult } from './check-result.ts';
import { defaultSettings, type StandardSettings } from './facts/fact.ts';
import { authorityOf } from './facts/who-decides.ts';

/** Offences on which somebody still has to decide. */
const undecided: ReadonlySet<string> = new Set(['proposed', 'under_consideration']);

/**
 * Who decides on each offence of these suspects that is still to be decided: each by itself, and all as one request (BR-03
 * to BR-05).
 * @param given.without offences that somebody decided on already, or is about to end
 * @param given.facts those of the check of the submission
 * @param given.said what somebody said in place of the table, by offence id
 * @param given.today London day on which ages count
 */
export function authoritiesOf(
  record: CaseRecord,
  defendantIds: readonly string[],
  given: {
    readonly facts: CheckResult['facts'];
    readonly said: ReadonlyMap<string, AuthoritySaid>;
    readonly standing: OffenceLookup;
    readonly settings?: Partial<StandardSettings> | undefined;
    readonly today: CivilDate;
    readonly without: ReadonlySet<string>;
  },
): { readonly alone: readonly AuthorityOfOffence[]; readonly request: readonly AuthorityOfOffence[] } {
  const facts = new Map(given.facts.map((each) => [each.id, each]));
  const ground = {
    ...{ record, standing: given.standing, today: given.today, settings: { ...defaultSettings, ...given.settings } },
    fact: (id: string) => facts.get(id) ?? { value: null },
  };
  const alone = record.offences
    .filter(
      ({ id, defendantId, status }) =>
        defendantIds.includes(defendantId) && undecided.has(status) && !given.without.has(id),
    )
    .map((offence): AuthorityOfOffence => {
      const authority = authorityOf(ground, offence);
      const said = given.said.get(offence.id);
      return {
        ...{ defendantId: offence.defendantId, offenceId: offence.id, authority },
        ...(saidCounts(authority, said) ? { said } : {}),
      };
    });
  return { alone, request: asOneRequest(alone) };
}
