export { calculateLimit, regimeIds, type LimitAnswer, type LimitExample } from './calculate-limit.ts';
export {
  bandOf,
  bands,
  dueSoonHoursOf,
  isBand,
  sayBands,
  usualClockSettings,
  type Band,
  type ClockSettings,
} from './bands.ts';
export { timeCharge, type ChargeTiming } from './charge-timing.ts';
export { clockForCalculator, type ClockForCalculator } from './calculator-clocks.ts';
export { offenceForCalculator, type OffenceForCalculator } from './calculator-facts.ts';
export {
  inputsOfQuestion,
  kindOfCode,
  limitKind,
  limitKinds,
  type CodeKind,
  type LimitGroup,
  type LimitKind,
} from './catalogue.ts';
export type { Clock, ClockKind, ClockOptions } from './clock.ts';
export { clocksForCase } from './clocks-for-case.ts';
export { lawAsMarkdown } from './law-as-markdown.ts';
export { incidentKinds, pointsOf, raisesIncident, watchedClocks } from './watched-clocks.ts';
export { withLaidCharges, type LaidCharge } from './laid-charges.ts';
export { limitOfCode, type CodeLimit } from './limit-of-code.ts';
export { limitsForCase, type LimitOptions, type OffenceLimit, type StartedProceedings } from './limits-for-case.ts';
export { type PoliceRecorded, type RecordedDifference } from './police-recorded.ts';
export { type Question } from './question.ts';
export { type Confidence, type GovernedBy } from './regime.ts';
export { pressingWindowDays, reminderDays, reviewClocks, type ReviewPriority } from './regimes/service-levels.ts';
export { nothingDue, triagePriorityOf, urgencyOf, type Urgency } from './urgency.ts';
