import { z } from 'zod';

/** What people say of a rule of the standard that they stumble over in a case. */
export const ruleDoubts = {
  not_clear: 'I cannot tell what it asks for',
  wrong_here: 'It asks for this and should not in a case like this',
  too_little: 'It lets something through that a case like this needs',
  misread: 'The check has read the file wrongly',
} as const;
export const RuleDoubt = z.enum(['not_clear', 'wrong_here', 'too_little', 'misread']);
export type RuleDoubt = z.infer<typeof RuleDoubt>;
