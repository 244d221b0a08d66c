export { aboutOf } from './about.ts';
export { rolesOfGround } from './ground.ts';
export { sayAbout, sayPage } from './say-page.ts';
export {
  accountOf,
  dealingKinds,
  isAccountedFor,
  subjectOf,
  withheldKinds,
  type Dealing,
  type DealingKind,
  type Subject,
  type WithheldKind,
} from './subject-account.ts';
export {
  manyCases,
  mostUsual,
  timesOwnHabit,
  unusual,
  unusualRules,
  type Flag,
  type ReadingFacts,
  type UnusualRule,
} from './unusual.ts';
