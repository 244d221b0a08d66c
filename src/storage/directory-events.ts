import { z } from 'zod';
import { organisationKinds, roles, type OrganisationKind, type Role } from '../domain/access/index.ts';
import { InstantText } from '../domain/kernel/civil-date.ts';
import { run, type Transaction } from './database.ts';
import { defineEvent, type EventDefinition, type Stream } from './log/index.ts';
import { sql } from './sql.ts';

/**
 * What happens in the directory, and what each event does to its tables. Every organisation and every person has a
 * stream of its own, owned by the organisation; roles are given and ended, never overwritten, so that who held which
 * role on a day can be told from the log.
 */

const text = z.string().min(1);
const kindNames = Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]; // keys of a const object
const roleNames = Object.keys(roles) as [Role, ...Role[]]; // keys of a const object

export const OrganisationRegistered = z.strictObject({
  id: text,
  kind: z.enum(kindNames),
  name: text,
  forceCode: z
    .string()
    .regex(/^\d{2}$/)
    .exactOptional(),
  serves: z.array(text),
});

export const ContactDetails = z.strictObject({
  name: text,
  rank: text.exactOptional(),
  collarNumber: text.exactOptional(),
  team: text.exactOptional(),
  phone: text.exactOptional(),
  email: z.email().exactOptional(),
});

export const PersonRegistered = ContactDetails.extend({
  userId: text,
  /** What the identity provider calls this person. */
  subject: text.exactOptional(),
});
export const PersonContactChanged = ContactDetails.extend({ userId: text });
export const RoleEvent = z.strictObject({ userId: text, role: z.enum(roleNames) });

/** A role that ends by itself at a time; null for one that lasts until somebody ends it. */
export const RoleLimited = RoleEvent.extend({ until: InstantText.nullable() });

/** Stream of an organisation; its own id names it. */
export const organisationStream = (orgId: string): Stream => ({
  ownerId: orgId,
  streamType: 'directory',
  streamId: 'organisation',
  audience: 'directory',
});

export const personStream = (orgId: string, userId: string): Stream => ({
  ownerId: orgId,
  streamType: 'directory',
  streamId: `person:${userId}`,
  audience: 'directory',
});

/** People are listed by family name; the key is ASCII where it can be, so that it sorts alike on every server. */
const nameKeyOf = (name: string): string => {
  const words = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/\s+/);
  return [words.at(-1) ?? '', ...words.slice(0, -1)].join(' ');
};

type Contact = z.output<typeof ContactDetails>;

const columnsOf = (contact: Contact) => ({
  name: contact.name,
  nameKey: nameKeyOf(contact.name),
  rank: contact.rank ?? null,
  collarNumber: contact.collarNumber ?? null,
  team: contact.team ?? null,
  phone: contact.phone ?? null,
  email: contact.email ?? null,
});

const changeContact = (tx: Transaction, orgId: string, userId: string, contact: Contact): Promise<unknown> => {
  const to = columnsOf(contact);
  return run(
    tx,
    sql`update person set name = ${to.name}, name_key = ${to.nameKey}, rank = ${to.rank},
               collar_number = ${to.collarNumber}, team = ${to.team}, phone = ${to.phone}, email = ${to.email}
        where org_id = ${orgId} and user_id = ${userId}`,
  );
};

/** Every kind of event of the directory. */
export const directoryEvents: readonly EventDefinition[] = [
  defineEvent({
    type: 'organisation-registered',
    schemaVersion: 1,
    schema: OrganisationRegistered,
    apply: (tx, { payload }) =>
      run(
        tx,
        sql`insert into organisation (org_id, kind, name, force_code, serves)
            values (${payload.id}, ${payload.kind}, ${payload.name}, ${payload.forceCode ?? null},
                    ${payload.serves}::text[])`,
      ),
  }),
  defineEvent({
    type: 'person-registered',
    schemaVersion: 1,
    schema: PersonRegistered,
    apply: (tx, { ownerId, at, payload }) => {
      const { userId, subject, ...contact } = payload;
      const to = columnsOf(contact);
      return run(
        tx,
        sql`insert into person (org_id, user_id, name, name_key, rank, collar_number, team, phone, email, subject,
                                registered_at)
            values (${ownerId}, ${userId}, ${to.name}, ${to.nameKey}, ${to.rank}, ${to.collarNumber}, ${to.team},
                    ${to.phone}, ${to.email}, ${subject ?? null}, ${at}::timestamptz)`,
      );
    },
  }),
  defineEvent({
    type: 'person-contact-changed',
    schemaVersion: 1,
    schema: PersonContactChanged,
    apply: (tx, { ownerId, payload: { userId, ...contact } }) => changeContact(tx, ownerId, userId, contact),
  }),
  defineEvent({
    type: 'person-role-given',
    schemaVersion: 1,
    schema: RoleEvent,
    apply: (tx, { ownerId, at, payload }) =>
      run(
        tx,
        sql`insert into person_role (org_id, user_id, role, since)
            values (${ownerId}, ${payload.userId}, ${payload.role}, ${at}::timestamptz)
            on conflict (org_id, user_id, role) do update set since = excluded.since, ends_at = null
              where person_role.ends_at is not null`,
      ),
  }),
  defineEvent({
    type: 'person-role-limited',
    schemaVersion: 1,
    schema: RoleLimited,
    apply: (tx, { ownerId, payload }) =>
      run(
        tx,
        sql`update person_role set ends_at = ${payload.until}::timestamptz
            where org_id = ${ownerId} and user_id = ${payload.userId} and role = ${payload.role}`,
      ),
  }),
  defineEvent({
    type: 'person-role-ended',
    schemaVersion: 1,
    schema: RoleEvent,
    apply: (tx, { ownerId, payload }) =>
      run(
        tx,
        sql`delete from person_role where org_id = ${ownerId} and user_id = ${payload.userId}
              and role = ${payload.role}`,
      ),
  }),
];

/** Tables that only these events write. */
export const directoryTables = ['organisation', 'person', 'person_role'] as const;
