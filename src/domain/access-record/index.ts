export { aboutOf } from './about.ts';
export { sayPage } from './say-page.ts';
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
