import type { ClockForCalculator, OffenceForCalculator } from '../../../domain/time-limits/index.ts';
import { paths } from '../../paths.ts';
import { byOffence } from './subject.ts';

const yesOrNo = (answer: boolean | undefined): string | undefined =>
  answer === undefined ? undefined : answer ? 'yes' : 'no';

/** The calculator with what a case says about one offence filled in: its code, days and yes-or-no facts. */
export function calculatorLink(offence: OffenceForCalculator): string {
  const { cjsCode, first, last, reading, happened, answers, tried, startedOn } = offence;
  const [knowledge, otherKnowledge] = happened['sufficient-evidence'] ?? [];
  return paths.calculate.to(
    { kind: byOffence },
    {
      cjsCode,
      offenceDate: first,
      offenceLastDate: last === first ? undefined : last,
      severalDays: last === first ? undefined : reading === 'last-act' ? 'all-of-them' : 'one-of-them',
      mode: tried,
      domesticAbuse: yesOrNo(answers['domestic-abuse']),
      bothOver16: yesOrNo(answers['both-16-or-over']),
      mechanicallyPropelled: yesOrNo(answers['mechanically-propelled']),
      airWeaponOffence: yesOrNo(answers['air-weapon']),
      courtExtensionTo24Months: yesOrNo(answers['court-extended']),
      evidenceOmission: yesOrNo(answers['evidence-omission']),
      certifiedDate: happened['certified-evidence']?.[0],
      firstArrestDate: happened['first-arrest']?.[0],
      specialReportDate: happened['special-report']?.[0],
      discoveryDate: happened.discovery?.[0],
      returnToUkDate: happened['return-to-uk']?.[0],
      statementProvidedDate: happened['complainant-evidence']?.[0],
      knowledgeDate: knowledge,
      otherKnowledgeDate: otherKnowledge,
      proceedingsStartedDate: startedOn,
    },
  );
}

/** The calculator with what a case says about one of its clocks filled in. */
export const clockLink = ({ kind, facts }: ClockForCalculator): string => paths.calculate.to({ kind }, facts);
