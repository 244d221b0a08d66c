import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { when, type Answer } from './answer.ts';
import { countPeriod, isBefore, laterOf } from './counting.ts';
import type { BailInputs } from './limit-inputs.ts';
import { bailLimits, type BailFacts, type BailLimits } from './pre-charge-bail.ts';
import { rangeFields, rangeOver, type Question } from './question.ts';
import { bailFurtherSteps, bailRules } from './regimes/pre-charge-bail.ts';

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
            ...(inputs.dppRequestMetDate == null ? {} : { met: inputs.dppRequestMetDate }),
          },
        }
      : {}),
  };
};

const lengthSuffix = (key: string): string => /\d+[md]$/.exec(key)?.[0] ?? '';

const dayText = (date: CivilDate | undefined): string | null => date?.toString() ?? null;

/** Whether an application to the court keeps bail running until it is decided. @law PACE 1984 s47ZJ */
function undecidedOf(
  { courtApplicationDate, currentEnd }: BailInputs,
  furthest: CivilDate,
): { readonly continues: boolean; readonly says: string } | undefined {
  if (courtApplicationDate == null) return undefined;
  const end = currentEnd ?? furthest;
  return isBefore(end, courtApplicationDate)
    ? {
        continues: false,
        says: `The application to the court on ${sayDate(courtApplicationDate)} came after bail had ended on ${sayDate(end)}: there was nothing left to extend.`,
      }
    : { continues: true, says: bailRules.undecided };
}

/** Further extensions by the court from the end that is running now, however often it has been extended. */
const fromCurrentEnd = (currentEnd: CivilDate | undefined): Record<string, string> =>
  currentEnd === undefined
    ? {}
    : Object.fromEntries(
        bailFurtherSteps.map(({ name, period }) => [
          `courtFurther${name}`,
          countPeriod(currentEnd.add({ days: 1 }), period).lastDay.toString(),
        ]),
      );

/** What each missing fact would do to the ends, from which day to which. */
function bailQuestions(inputs: BailInputs, facts: BailFacts, limits: BailLimits): Question[] {
  const first = (of: BailLimits | undefined): CivilDate | undefined => of?.ends[0]?.end;
  const own = first(limits);
  const agency = first(bailLimits({ ...facts, caseType: 'SFO' }));
  const designated = bailLimits({ ...facts, designated: true })?.ends.find(
    ({ step }) => step.key === 'designatedEnd12m',
  );
  const police = limits.ends.findLast(({ step }) => step.onlyIf === undefined);
  return [
    ...(inputs.caseType == null && own !== undefined && agency !== undefined
      ? [
          {
            fact: 'caseType',
            ...between(own, agency),
            text: `Is the FCA, HMRC, the NCA or the SFO investigating? If so, the first period goes from ${sayDate(own)} to ${sayDate(agency)}.`,
          },
        ]
      : []),
    ...(inputs.designatedExceptionallyComplex == null && designated !== undefined && police !== undefined
      ? [
          {
            fact: 'designatedExceptionallyComplex',
            ...between(police.end, designated.end),
            text: `Has the Director of Public Prosecutions designated the case as exceptionally complex? If so, police can go from ${sayDate(police.end)} to ${sayDate(designated.end)}.`,
          },
        ]
      : []),
    ...sentQuestion(facts, limits),
  ];
}

const between = (a: CivilDate, b: CivilDate): Pick<Question, 'earliest' | 'latest'> => {
  const range = rangeOver([a, b]);
  return range === undefined ? {} : rangeFields(range);
};

const sentQuestion = ({ chargingDecision }: BailFacts, { applicable }: BailLimits): Question[] =>
  applicable?.end === undefined || chargingDecision?.requested === undefined || chargingDecision.firstRelease
    ? []
    : chargingDecision.sent !== undefined
      ? []
      : [
          {
            fact: 'sentToProsecutorForChargingDecision',
            text: `On which day was the person released for a charging decision? If bail was already running, what was left of it runs from the request, to no later than a day before ${sayDate(applicable.end)}.`,
          },
        ];

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
  const { applicable } = limits;
  const furthest = limits.ends.reduce<CivilDate>((last, { end }) => laterOf(last, end), limits.startDate);
  const undecided = undecidedOf(inputs, furthest);
  return accept({
    bailStartDate: limits.startDate.toString(),
    ...Object.fromEntries(limits.ends.map(({ step, end }) => [step.key, end.toString()])),
    ...Object.fromEntries(limits.further.map(({ key, end }) => [key, end.toString()])),
    ...fromCurrentEnd(inputs.currentEnd ?? undefined),
    ...(applicable === undefined
      ? {}
      : {
          [`originalEnd${lengthSuffix(initialKey)}`]: applicable.originalEnd.toString(),
          applicableBailPeriodStart: dayText(applicable.start),
          applicableBailPeriodEnd: dayText(applicable.end),
          ...when('daysLeft', applicable.daysLeft),
        }),
    ...when('continuesUntilDecided', undecided?.continues),
    authorities: limits.ends.map(({ step, end }) => ({
      to: end.toString(),
      by: step.authority,
      provision: step.provision,
    })),
    statute: bailRules.provision,
    confidence: limits.version.confidence,
    explanation: [...limits.because, bailRules.conditions, ...(undecided?.continues === true ? [undecided.says] : [])],
    assumptions: [
      ...(inputs.caseType == null ? ['Taken as a standard case, not one of the FCA, HMRC, NCA or SFO.'] : []),
      ...(inputs.sentToProsecutorForChargingDecision === true && facts.chargingDecision?.firstRelease === false
        ? ['The day of release for a charging decision was not given: taken as the first release, so nothing had run.']
        : []),
    ],
    warnings: [...limits.warnings, ...(undecided?.continues === false ? [undecided.says] : [])],
    questions: bailQuestions(inputs, facts, limits),
  });
}
