import type { Provenance } from '../regime.ts';

/** How urgently a request for a charging decision is to be reviewed. */
export type ReviewPriority = 'red' | 'green_priority' | 'green';

/** A review clock: how long from the start, and in what unit. Days are calendar days. */
export interface ReviewClock extends Provenance {
  readonly title: string;
  readonly length: { readonly hours: number } | { readonly days: number };
  readonly meaning: string;
}

/** CPS review clocks by priority: targets, not law. */
export const reviewClocks: Readonly<Record<ReviewPriority, ReviewClock>> = {
  red: {
    title: 'Urgent review',
    length: { hours: 3 },
    meaning: 'suspect in custody, decision needed within detention',
    source: ['S60'],
    confidence: 'partly confirmed',
  },
  green_priority: {
    title: 'Priority review',
    length: { days: 5 },
    meaning: 'on bail or under investigation, but a time limit or a risk presses',
    source: ['S60'],
    confidence: 'partly confirmed',
  },
  green: {
    title: 'Standard review',
    length: { days: 28 },
    meaning: 'on bail, under investigation or attending voluntarily',
    source: ['S60', 'S51'],
    confidence: 'partly confirmed',
  },
};

/** Days before a last day within which it presses: priority rises and queues move it up. Eight weeks. Configurable. */
export const pressingWindowDays = 56;

/** Days before a last day on which to remind, the most distant first; red once fewer than seven are left. A design choice. */
export const reminderDays = [60, 30, 14, 7, 3, 1] as const;

/** Police and CPS service levels that are shown beside measures. Targets, not law. */
export const serviceLevels: readonly ({ readonly title: string; readonly figure: string } & Provenance)[] = [
  {
    title: 'CPS charging decision, overall aim',
    figure: '28 days from receipt; met in 75.5% of cases in 2022-23',
    source: ['S51'],
    confidence: 'confirmed',
  },
  {
    title: 'CPS charging decision by case type (2020)',
    figure: '5, 21 or 28 days by area and complexity',
    source: ['S52'],
    confidence: 'confirmed',
  },
  {
    title: 'Custody ("red") cases',
    figure: 'decision while the detention clock runs',
    source: ['S50', 'S57', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    title: '“Green” and “green priority” cases',
    figure:
      'suspect not in custody; priority where a limit is short or a risk presses. Official definitions not retrieved',
    source: ['S50', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    title: 'Police may charge without the CPS',
    figure:
      'summary-only offences at any plea, retail theft fit for the magistrates, either-way offences with a guilty plea fit for them; never domestic abuse, hate crime, deaths, terrorism, offences that need consent, and others listed',
    source: ['S50'],
    confidence: 'confirmed',
  },
  {
    title: 'Triage',
    figure: '40.7% of files not accepted at first triage, 2022-23; no confirmed target, 2 to 5 working days suggested',
    source: ['S51', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    title: 'Action plan reply by police',
    figure: 'date set per plan; 28 days suggested, 14 if a limit is near',
    source: ['S0'],
    confidence: 'general knowledge',
  },
  {
    title: 'Referral to decision to charge, mean',
    figure: '42 days (2021-22), 45, 44, 46 (2024-25), early advice and resubmissions included',
    source: ['S53'],
    confidence: 'confirmed',
  },
  {
    title: 'Refer early where a limit bites',
    figure: 'in DPP v Jackson the file reached the CPS 6 days before expiry',
    source: ['S4'],
    confidence: 'confirmed',
  },
  {
    title: 'Domestic abuse limits',
    figure: 'CPS flags cases with under eight weeks left',
    source: ['S60', 'S0'],
    confidence: 'partly confirmed',
  },
];
