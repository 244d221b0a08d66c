import { z } from 'zod';
import {
  isRole,
  organisationKinds,
  roles as roleTable,
  type OrganisationKind,
  type Role,
} from '../domain/access/index.ts';

/**
 * What a person's claims make of them here: who they are, which organisation they belong to and what they may do. The
 * mapping is a file of whoever runs the service; nothing follows from a claim that no rule names.
 */

const text = z.string().trim().min(1);
const kindNames = Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]; // keys of a const object

/** A claim by its name, or by the names on the way to it. Names hold dots and slashes, so they are not split. */
const ClaimPath = z.union([text, z.array(text).min(1)]).transform((path) => [path].flat());
type ClaimPath = z.output<typeof ClaimPath>;

const value = z.union([z.string(), z.number(), z.boolean()]);
const Condition = z.union([
  z.strictObject({ claim: ClaimPath, equals: value }),
  z.strictObject({ claim: ClaimPath, includes: value }),
]);
type Condition = z.output<typeof Condition>;

const Rule = z.strictObject({
  /** All of them have to hold. */
  when: z.array(Condition).min(1, 'has no condition, so it would hold for everybody'),
  organisation: text.exactOptional(),
  roles: z
    .array(z.string().refine(isRole, { error: (issue) => `names no role of this program: ${String(issue.input)}` }))
    .default([]),
});

const MappingFile = z.strictObject({
  /** Claims that say who somebody is. `subject` must never pass from one person to another. */
  person: z.strictObject({
    subject: ClaimPath.default(['sub']),
    name: ClaimPath.default(['name']),
    email: ClaimPath.default(['email']),
    rank: ClaimPath.exactOptional(),
    collarNumber: ClaimPath.exactOptional(),
    team: ClaimPath.exactOptional(),
    phone: ClaimPath.exactOptional(),
  }),
  /** What is asked of the provider. */
  scope: text
    .refine((scope) => scope.split(' ').includes('openid'), 'has to hold openid')
    .default('openid profile email'),
  organisations: z
    .array(
      z.strictObject({
        id: text.regex(/^[a-z0-9-]+$/, 'may hold small letters, digits and hyphens'),
        kind: z.enum(kindNames),
        name: text,
        forceCode: z
          .string()
          .regex(/^\d{2}$/, 'must be two digits')
          .exactOptional(),
        serves: z.array(text).default([]),
      }),
    )
    .min(1, 'names no organisation'),
  rules: z.array(Rule).min(1, 'holds no rule, so nobody could sign in'),
});

export type ClaimsMapping = z.output<typeof MappingFile>;

/** A person as their provider's claims have them. */
export interface Claimed {
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly contact: {
    readonly name: string;
    readonly rank?: string;
    readonly collarNumber?: string;
    readonly team?: string;
    readonly phone?: string;
    readonly email?: string;
  };
}

type MappingResult =
  { readonly ok: true; readonly mapping: ClaimsMapping } | { readonly ok: false; readonly faults: readonly string[] };

/** Reads a mapping file. @returns every fault at once, each a sentence that says where in the file it is */
export function readMapping(content: string): MappingResult {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return { ok: false, faults: ['It is not JSON.'] };
  }
  const parsed = MappingFile.safeParse(json);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(sayIssue) };
  const faults = contradictions(parsed.data);
  return faults.length === 0 ? { ok: true, mapping: parsed.data } : { ok: false, faults };
}

const sayIssue = ({ path, message }: z.core.$ZodIssue): string => `${sayPath(path)}: ${message}.`;

/** `rules[2].roles[0]`, counted from 0 as the file's own readers do. */
const sayPath = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'The whole'
    : path
        .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
        .join('');

/** Faults that no single entry shows. */
function contradictions({ organisations, rules }: ClaimsMapping): readonly string[] {
  const ids = organisations.map(({ id }) => id);
  const sides = new Set(organisations.map(({ kind }) => sideOf(kind)));
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `organisations: ${id} stands there more than once.`),
    ...organisations.flatMap(({ id, kind, forceCode }) =>
      kind === 'force' && forceCode === undefined ? [`organisations: the force ${id} needs its forceCode.`] : [],
    ),
    ...organisations.flatMap(({ id, serves }) =>
      serves
        .filter((force) => !ids.includes(force))
        .map((force) => `organisations: ${id} serves ${force}, which is not listed.`),
    ),
    ...rules.flatMap(({ organisation, roles }, index) => [
      ...(organisation === undefined && roles.length === 0
        ? [`rules[${index}]: gives neither an organisation nor roles.`]
        : []),
      ...(organisation !== undefined && !ids.includes(organisation)
        ? [`rules[${index}]: the organisation ${organisation} is not listed.`]
        : []),
      ...roles
        .filter((role) => !sides.has(roleTable[role].side))
        .map((role) => `rules[${index}]: no organisation listed can have a ${role}.`),
    ]),
  ];
}

const sideOf = (kind: OrganisationKind): string => organisationKinds[kind].side;

type Claims = Readonly<Record<string, unknown>>;

const at = (claims: Claims, path: ClaimPath): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, name)
        ? (found as Claims)[name]
        : undefined,
    claims,
  );

function holds(claims: Claims, condition: Condition): boolean {
  const found = at(claims, condition.claim);
  if ('equals' in condition) return found === condition.equals;
  // A provider may send a list of one as the value itself; that is the value, not a list that holds it.
  return Array.isArray(found) && found.includes(condition.includes);
}

const textAt = (claims: Claims, path: ClaimPath | undefined): string | undefined => {
  const found = path === undefined ? undefined : at(claims, path);
  const given = typeof found === 'string' ? found.trim() : '';
  return given === '' || given.length > 200 ? undefined : given;
};

/** What the provider calls this person; `undefined` when it does not say. */
export const subjectOf = (mapping: ClaimsMapping, claims: Claims): string | undefined =>
  textAt(claims, mapping.person.subject);

/**
 * What the claims make of a person, or in words without any of theirs why they make nothing. Roles that the organisation
 * cannot have are left out.
 */
export function claimedBy(
  mapping: ClaimsMapping,
  claims: Claims,
): { readonly ok: true; readonly claimed: Claimed } | { readonly ok: false; readonly why: string } {
  const nobody = (why: string) => ({ ok: false, why }) as const;
  const rules = mapping.rules.filter(({ when }) => when.every((condition) => holds(claims, condition)));
  const named = new Set(rules.flatMap(({ organisation }) => organisation ?? []));
  if (named.size > 1) return nobody('rules of more than one organisation hold for the claims');
  const home = mapping.organisations.find(({ id }) => named.has(id));
  if (home === undefined) return nobody('no rule gives the claims an organisation');
  const given = new Set(
    rules.flatMap(({ roles }) => roles.filter((role) => roleTable[role].side === sideOf(home.kind))),
  );
  if (given.size === 0) return nobody(`no rule gives the claims a role of ${home.id}`);
  const name = textAt(claims, mapping.person.name);
  if (name === undefined) return nobody('the claims hold no name');
  const { rank, collarNumber, team, phone } = mapping.person;
  const optional = {
    rank: textAt(claims, rank),
    collarNumber: textAt(claims, collarNumber),
    team: textAt(claims, team),
    phone: textAt(claims, phone),
    email: emailIn(claims, mapping),
  };
  return {
    ok: true,
    claimed: {
      organisation: home.id,
      roles: [...given],
      contact: { name, ...Object.fromEntries(Object.entries(optional).filter(([, each]) => each !== undefined)) },
    },
  };
}

/** An address nobody has confirmed, or that is none, is left out: messages about a case would go there. */
const emailIn = (claims: Claims, mapping: ClaimsMapping): string | undefined => {
  const email = textAt(claims, mapping.person.email)?.toLowerCase();
  return claims['email_verified'] === false || !z.email().safeParse(email).success ? undefined : email;
};
