import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { Answer } from './answer.ts';
import type { BailInputs } from './limit-inputs.ts';
import { bailLimits, type BailFacts } from './pre-charge-bail.ts';
import { bailRules } from './regimes/pre-charge-bail.ts';

const forChargingDecision = (provision: string): boolean => /37\s*\(7\)\s*\(a\)|37c\s*\(2\)\s*\(b\)/i.test(provision);

const bailFactsOf = (inputs: BailInputs): BailFacts => {
  const sent = inputs.sentToProsecutorForChargingDecision ?? undefined;
  const firstRelease = inputs.firstReleaseUnder != null && forChargingDecision(inputs.firstReleaseUnder);
  const hasDecision = firstRelease || (sent !== undefined && sent !== false) || inputs.dppRequestDate != null;
  const stays =
    inputs.inHospital == null ? [] : Array.isArray(inputs.inHospital) ? inputs.inHospital : [inputs.inHospital];
  return {
    arrested: inputs.arrestDate,
    caseType: inputs.caseType ?? 'standard',
    designated: inputs.designatedExceptionallyComplex === true,
    court: inputs.courtExtension != null && inputs.courtExtension !== false,
    hospital: stays.map(({ from, to }) => (to == null ? { from } : { from, to })),
    ...(hasDecision
      ? {
          chargingDecision: {
            sent: typeof sent === 'object' ? sent : undefined,
            firstRelease,
            requested: inputs.dppRequestDate ?? undefined,
          },
        }
      : {}),
  };
};

const lengthSuffix = (key: string): string => /\d+[md]$/.exec(key)?.[0] ?? '';

/** Pre-charge bail, under the names of the example file. */
export function bailAnswer(inputs: BailInputs): Result<Answer, 'limit-input'> {
  const facts = bailFactsOf(inputs);
  const limits = bailLimits(facts);
  if (limits === undefined) {
    return refuse(
      'limit-input',
      `No limit on pre-charge bail is on file for an arrest on ${sayDate(inputs.arrestDate)}: the first was for 3 April 2017.`,
      'inputs.arrestDate',
    );
  }
  const initialKey = limits.ends[0]?.step.key ?? '';
  const applicable = limits.applicable;
  const text = (date: CivilDate | undefined): string | null => date?.toString() ?? null;
  return accept({
    bailStartDate: limits.startDate.toString(),
    ...Object.fromEntries(limits.ends.map(({ step, end }) => [step.key, end.toString()])),
    ...Object.fromEntries(limits.further.map(({ key, end }) => [key, end.toString()])),
    ...(applicable === undefined
      ? {}
      : {
          [`originalEnd${lengthSuffix(initialKey)}`]: applicable.originalEnd.toString(),
          applicableBailPeriodStart: text(applicable.start),
          applicableBailPeriodEnd: text(applicable.end),
        }),
    statute: bailRules.provision,
    confidence: limits.version.confidence,
    explanation: limits.because,
    assumptions: inputs.caseType == null ? ['Taken as a standard case, not one of the FCA, HMRC, NCA or SFO.'] : [],
    warnings: limits.warnings,
    questions: [],
  });
}
