import { may } from './permissions.ts';
import { sideOf, type Actor } from './roles.ts';

/** Visibility classes (section 4 of the domain reference). V7, measures, holds no case material. */
export const visibilityClasses = {
  V1: 'shared',
  V2: 'police-internal',
  V3: 'CPS-internal',
  V4: 'served',
  V5: 'sensitive',
  V6: 'contact',
  V7: 'measures',
} as const;
export type VisibilityClass = keyof typeof visibilityClasses;

/**
 * Audience of a stream of a case: who may know that it has moved at all. Sensitive material and contact details have two
 * each: as police hold them, and as they were sent.
 */
export const audiences = [
  'police',
  'police_sensitive',
  'police_contact',
  'shared',
  'sensitive',
  'contact',
  'cps',
] as const;
export type Audience = (typeof audiences)[number];

/** Classes this person may see: of material in a case they have access to, and of measures. */
export function classesOf(actor: Actor): readonly VisibilityClass[] {
  const measures: readonly VisibilityClass[] = may(actor, 'measures:read') ? ['V7'] : [];
  if (!may(actor, 'case:read')) return measures;
  const own: readonly VisibilityClass[] = sideOf(actor) === 'police' ? ['V2'] : ['V3'];
  return [
    'V1',
    ...own,
    ...(may(actor, 'sensitive:read') ? (['V5'] as const) : []),
    ...(may(actor, 'contact:read') ? (['V6'] as const) : []),
    ...measures,
  ];
}

const audiencesOfClass = {
  V1: ['shared'],
  V2: ['police'],
  V3: ['cps'],
  V4: ['shared'],
  V5: ['sensitive', 'police_sensitive'],
  V6: ['contact', 'police_contact'],
  V7: [],
} as const satisfies Record<VisibilityClass, readonly Audience[]>;

/** Audiences whose streams this person may read. */
export const audiencesOf = (actor: Actor): readonly Audience[] => {
  const all = new Set<Audience>(classesOf(actor).flatMap((each) => audiencesOfClass[each]));
  return [...all].filter((audience) => sideOf(actor) === 'police' || !audience.startsWith('police'));
};
