import { isOfficerInCase, sayWhoDecides as decide } from '../domain/case-file/index.ts';
import { authoritiesOf, type CheckResult } from '../domain/file-standard/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import { checkFile } from './check-file.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';

/** Who decides to charge: worked out from the table, or said in its place with a reason. */

/** What was said in place of the table, by offence, where the offence still has the code that it was said of. */
const saidIn = ({ record, authoritySaid }: Pick<WholeCase, 'record' | 'authoritySaid'>) =>
  new Map(
    authoritySaid.flatMap(({ offenceId, cjsCode, said }) =>
      record.offences.some((offence) => offence.id === offenceId && offence.cjsCode === cjsCode)
        ? [[offenceId, said] as const]
        : [],
    ),
  );

/**
 * Who decides on each offence of a submission that is still to be decided, by the facts of its check: each by itself, and all
 * as one request.
 * @param leaving offences that are about to be ended, and are no part of the request any more
 */
export function authoritiesFor(
  deps: Pick<Deps, 'offences' | 'standardSettings' | 'today'>,
  whole: WholeCase,
  submissionId: string,
  facts: CheckResult['facts'],
  leaving: readonly string[] = [],
): ReturnType<typeof authoritiesOf> {
  const row = whole.rows.find((each) => each.submissionId === submissionId);
  return authoritiesOf(whole.record, row?.defendantIds ?? [], {
    ...{ facts, said: saidIn(whole), standing: deps.offences },
    ...{ settings: deps.standardSettings, today: deps.today() },
    without: new Set([...whole.policeDecisions.map(({ detail }) => detail.offenceId), ...leaving]),
  });
}

/**
 * Says who decides on one offence in place of the table, with a reason (BR-03). Refuses `page-not-found` for an offence
 * that is not to be decided in this submission, and what the decision refuses.
 */
export const sayWhoDecides = (
  deps: Deps,
  command: Command,
  input: {
    readonly urn: string;
    readonly submissionId: string;
    readonly offenceId: string;
    readonly decides: 'police' | 'cps';
    readonly reason: string;
  },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const { facts } = checkFile(deps, whole, input.submissionId);
    const stands = authoritiesFor(deps, whole, input.submissionId, facts).request.find(
      ({ offenceId }) => offenceId === input.offenceId,
    );
    const offence = whole.record.offences.find(({ id }) => id === input.offenceId);
    if (stands === undefined || offence === undefined)
      return refuse('page-not-found', 'This submission has no such offence that is still to be decided.');
    return decide(submission.value, {
      ...{ actor: command.actor, offence, stands, decides: input.decides, reason: input.reason },
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
    });
  });
