import { sayDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import { when, type Answer } from './answer.ts';
import { custodyLimit, type CustodyFacts, type CustodyLimit, type CustodyPeriod } from './custody-limit.ts';
import type { CustodyInputs } from './limit-inputs.ts';
import { rangeFields, rangeOver, type Question } from './question.ts';
import { custodyRules, type CustodyStage } from './regimes/custody.ts';

function stageOf(inputs: CustodyInputs): Result<{ stage: CustodyStage; assumed: readonly string[] }, 'limit-input'> {
  if (inputs.court === 'magistrates') {
    return inputs.offenceClass == null
      ? accept({
          stage: 'summary-only',
          assumed: [
            'Taken as a summary-only offence, which has the shortest limit: the class of offence was not given.',
          ],
        })
      : accept({ stage: inputs.offenceClass, assumed: [] });
  }
  const route = inputs.route?.toLowerCase();
  if (route === undefined)
    return accept({
      stage: 'sent',
      assumed: ['Taken as sent to the Crown Court; a voluntary bill or a retrial has 112 days.'],
    });
  if (route.startsWith('sent')) return accept({ stage: 'sent', assumed: [] });
  if (route.includes('retrial')) return accept({ stage: 'retrial', assumed: [] });
  if (/bill|commit|prefer/.test(route)) return accept({ stage: 'preferred', assumed: [] });
  return refuse(
    'limit-input',
    `inputs.route "${inputs.route ?? ''}" is not known: use sent-s51, voluntary-bill, committed or retrial.`,
    'inputs.route',
  );
}

type Stage = { readonly stage: CustodyStage; readonly assumed: readonly string[] };

/** The facts of a custody time limit. `custodyPeriods` holds at least one, as its schema says. */
const factsOf = (
  inputs: CustodyInputs,
  { stage }: Stage,
  first: CustodyPeriod,
  rest: readonly CustodyPeriod[],
): CustodyFacts => ({
  court: inputs.court,
  stage,
  periods: [first, ...rest],
  ...(inputs.ageAtFirstCustody == null ? {} : { ageAtFirstCustody: inputs.ageAtFirstCustody }),
  ...(inputs.allocationToSummaryTrialDate == null ? {} : { allocatedOn: inputs.allocationToSummaryTrialDate }),
  ...(inputs.extensions == null ? {} : { extensions: inputs.extensions }),
});

/** What each missing fact would do to the expiry, from which day to which. */
function custodyQuestions(
  inputs: CustodyInputs,
  facts: CustodyFacts,
  limit: CustodyLimit,
  holidays: HolidayCalendar,
): Question[] {
  const { expiry } = limit;
  if (expiry === undefined) return [];
  const goes = (text: string, fact: string, other: Partial<CustodyFacts>): Question[] => {
    const then = custodyLimit({ ...facts, ...other }, holidays);
    if (!then.ok || then.value.expiry === undefined || then.value.expiry.equals(expiry)) return [];
    return [
      {
        fact,
        ...rangeFields(rangeOver([expiry, then.value.expiry]) ?? { earliest: expiry, latest: undefined }),
        text: `${text} If so, the limit goes from ${limit.limitDays} to ${then.value.limitDays} days and expires not on ${sayDate(expiry)} but on ${sayDate(then.value.expiry)}.`,
      },
    ];
  };
  return [
    ...(inputs.ageAtFirstCustody == null
      ? goes('Was the person 18 or over when first in custody for the offence?', 'ageAtFirstCustody', {
          ageAtFirstCustody: 18,
        })
      : []),
    ...(inputs.court === 'magistrates' && inputs.offenceClass == null
      ? goes('Can the offence be tried in the Crown Court?', 'offenceClass', { stage: 'either-way' })
      : []),
    ...(facts.stage === 'either-way' && facts.allocatedOn === undefined
      ? goes(
          'Has the court decided on summary trial, within 56 days of the first appearance?',
          'allocationToSummaryTrialDate',
          { allocatedOn: facts.periods[0].from },
        )
      : []),
    ...(inputs.court === 'crown' && inputs.route == null
      ? goes('Is it a voluntary bill, a committal or a retrial?', 'route', { stage: 'preferred' })
      : []),
  ];
}

/** A custody time limit, under the names of the example file. */
export function custodyAnswer(
  inputs: CustodyInputs,
  holidays: HolidayCalendar,
): Result<Answer, 'limit-input' | 'calendar-ends'> {
  const stage = stageOf(inputs);
  if (!stage.ok) return stage;
  const [first, ...rest] = inputs.custodyPeriods.map(({ from, to }): CustodyPeriod =>
    to == null ? { from } : { from, to },
  );
  if (first === undefined)
    return refuse('limit-input', 'Give at least one period of custody.', 'inputs.custodyPeriods');
  const facts = factsOf(inputs, stage.value, first, rest);
  const limit = custodyLimit(facts, holidays);
  if (!limit.ok) return limit;
  const { unadjusted, expiry } = limit.value;
  return accept({
    limitDays: limit.value.limitDays,
    daysUsedInEarlierPeriods: limit.value.daysUsedInEarlierPeriods,
    unadjustedExpiry: unadjusted?.toString() ?? null,
    expiryDate: expiry?.toString() ?? null,
    movedBack: expiry !== undefined && unadjusted !== undefined && !expiry.equals(unadjusted),
    ...when('daysLeft', limit.value.daysLeft),
    ...when('extensionNoticeBy', limit.value.noticeBy?.toString()),
    ...(facts.extensions === undefined
      ? {}
      : {
          expiryWithoutExtension: limit.value.expiryWithoutExtension?.toString() ?? null,
          extensions: limit.value.extensions.map(({ grantedOn, until, valid, expiry: then }) => ({
            ...{ grantedOn: grantedOn.toString(), until: until.toString(), valid, expiryDate: then.toString() },
          })),
        }),
    statute: custodyRules.provision,
    confidence: limit.value.regime.versions[0]?.confidence ?? 'confirmed',
    explanation: [
      ...limit.value.because,
      custodyRules.extension.says,
      ...(inputs.court === 'crown' ? [custodyRules.ifNotExtending.says] : []),
    ],
    assumptions: [...limit.value.assumptions, ...stage.value.assumed],
    warnings: limit.value.warnings,
    questions: custodyQuestions(inputs, facts, limit.value, holidays),
  });
}
