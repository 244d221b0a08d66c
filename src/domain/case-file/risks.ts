/** What makes a file go ahead of others that came with it, apart from its time limits. */
export const risks = {
  domestic_abuse: 'Domestic abuse',
  rasso: 'Rape or serious sexual offence',
  youth: 'Youth suspect',
} as const;
export type Risk = keyof typeof risks;
export const riskIds = ['domestic_abuse', 'rasso', 'youth'] as const satisfies readonly Risk[];
