import { accept, refuse, type Result } from '../kernel/result.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import { when, type Answer } from './answer.ts';
import { custodyLimit, type CustodyPeriod } from './custody-limit.ts';
import type { CustodyInputs } from './limit-inputs.ts';
import { custodyRules, type CustodyStage } from './regimes/custody.ts';

function stageOf(inputs: CustodyInputs): Result<{ stage: CustodyStage; assumed: readonly string[] }, 'limit-input'> {
  if (inputs.court === 'magistrates') {
    return inputs.offenceClass == null
      ? refuse(
          'limit-input',
          'Give the class of offence: summary-only, either-way or indictable-only.',
          'inputs.offenceClass',
        )
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
  const limit = custodyLimit(
    {
      court: inputs.court,
      stage: stage.value.stage,
      periods: [first, ...rest],
      ...(inputs.ageAtFirstCustody == null ? {} : { ageAtFirstCustody: inputs.ageAtFirstCustody }),
      ...(inputs.allocationToSummaryTrialDate == null ? {} : { allocatedOn: inputs.allocationToSummaryTrialDate }),
    },
    holidays,
  );
  if (!limit.ok) return limit;
  const {
    limitDays,
    daysUsedInEarlierPeriods,
    unadjusted,
    expiry,
    daysLeft,
    noticeBy,
    because,
    assumptions,
    warnings,
    questions,
  } = limit.value;
  return accept({
    limitDays,
    daysUsedInEarlierPeriods,
    unadjustedExpiry: unadjusted?.toString() ?? null,
    expiryDate: expiry?.toString() ?? null,
    movedBack: expiry !== undefined && unadjusted !== undefined && !expiry.equals(unadjusted),
    ...when('daysLeft', daysLeft),
    ...when('extensionNoticeBy', noticeBy?.toString()),
    statute: custodyRules.provision,
    confidence: limit.value.regime.versions[0]?.confidence ?? 'confirmed',
    explanation: because,
    assumptions: [...assumptions, ...stage.value.assumed],
    warnings,
    questions,
  });
}
