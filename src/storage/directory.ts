import { z } from 'zod';
import {
  organisationKinds,
  roles as roleTable,
  isRole,
  type Organisation,
  type OrganisationKind,
  type Role,
} from '../domain/access/index.ts';
import { maybeOne, rows, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** Reads of the directory: organisations, and people with the roles they hold now. Readable by everyone signed in. */

const isKind = (text: string): text is OrganisationKind => Object.hasOwn(organisationKinds, text);

const OrganisationRow = z
  .strictObject({
    id: z.string(),
    kind: z.string().refine(isKind),
    name: z.string(),
    forceCode: z.string().nullable(),
    serves: z.array(z.string()),
  })
  .transform(({ forceCode, ...row }): Organisation => (forceCode === null ? row : { ...row, forceCode }));

const organisationColumns = sql`org_id as id, kind, name, force_code as "forceCode", serves`;

const organisationsWhere = (tx: Transaction, condition: Sql): Promise<Organisation[]> =>
  rows(tx, OrganisationRow, sql`select ${organisationColumns} from organisation where ${condition} order by org_id`);

export const findOrganisation = async (tx: Transaction, orgId: string): Promise<Organisation | undefined> =>
  (await organisationsWhere(tx, sql`org_id = ${orgId}`))[0];

export const findForce = async (tx: Transaction, forceCode: string): Promise<Organisation | undefined> =>
  (await organisationsWhere(tx, sql`force_code = ${forceCode}`))[0];

/** The CPS Area that serves a force; the first by id should the directory name two. */
export const findAreaServing = async (tx: Transaction, forceId: string): Promise<Organisation | undefined> =>
  (await organisationsWhere(tx, sql`kind = 'cps_area' and ${forceId} = any (serves)`))[0];

export const findCpsDirect = async (tx: Transaction): Promise<Organisation | undefined> =>
  (await organisationsWhere(tx, sql`kind = 'cps_direct'`))[0];

export const listOrganisations = (tx: Transaction): Promise<Organisation[]> => organisationsWhere(tx, sql`true`);

/** A person of the directory, with the roles held now in the order of the role table. */
export interface Person {
  readonly userId: string;
  readonly orgId: string;
  readonly name: string;
  readonly rank?: string;
  readonly collarNumber?: string;
  readonly team?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly roles: readonly Role[];
}

const roleOrder = Object.keys(roleTable);
const orderOf = (role: Role): number => roleOrder.indexOf(role);

const PersonRow = z
  .strictObject({
    userId: z.string(),
    orgId: z.string(),
    name: z.string(),
    rank: z.string().nullable(),
    collarNumber: z.string().nullable(),
    team: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    roles: z.array(z.string()),
  })
  .transform(({ rank, collarNumber, team, phone, email, ...row }): Person => ({
    ...row,
    ...(rank === null ? {} : { rank }),
    ...(collarNumber === null ? {} : { collarNumber }),
    ...(team === null ? {} : { team }),
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email }),
    roles: row.roles.filter(isRole).sort((one, other) => orderOf(one) - orderOf(other)),
  }));

/** A role that was given until a time is over from then on. */
const isHeld = sql`(r.ends_at is null or r.ends_at > viewer_now())`;

const peopleWhere = (tx: Transaction, condition: Sql): Promise<Person[]> =>
  rows(
    tx,
    PersonRow,
    sql`select p.user_id as "userId", p.org_id as "orgId", p.name, p.rank, p.collar_number as "collarNumber", p.team,
               p.phone, p.email,
               coalesce((select array_agg(r.role) from person_role r
                          where r.org_id = p.org_id and r.user_id = p.user_id and ${isHeld}), '{}') as roles
        from person p where ${condition} order by p.org_id, p.name_key, p.user_id`,
  );

export const findPerson = async (tx: Transaction, userId: string): Promise<Person | undefined> =>
  (await peopleWhere(tx, sql`p.user_id = ${userId}`))[0];

/** Those of these people whom the directory has. */
export const findPeople = (tx: Transaction, userIds: readonly string[]): Promise<Person[]> =>
  peopleWhere(tx, sql`p.user_id = any (${[...userIds]}::text[])`);

export const findPersonByCollar = async (
  tx: Transaction,
  orgId: string,
  collarNumber: string,
): Promise<Person | undefined> =>
  (await peopleWhere(tx, sql`p.org_id = ${orgId} and p.collar_number = ${collarNumber}`))[0];

/** People who hold a role now, in the order they are listed by. */
export const listPeople = (tx: Transaction): Promise<Person[]> =>
  peopleWhere(
    tx,
    sql`exists (select 1 from person_role r
              where r.org_id = p.org_id and r.user_id = p.user_id and ${isHeld})`,
  );

/** People of one organisation who hold one of these roles. */
export const listHolders = (tx: Transaction, orgId: string, wanted: readonly Role[]): Promise<Person[]> =>
  peopleWhere(
    tx,
    sql`p.org_id = ${orgId} and exists (select 1 from person_role r
          where r.org_id = p.org_id and r.user_id = p.user_id and r.role = any (${wanted}::text[]) and ${isHeld})`,
  );

const UserId = z.strictObject({ userId: z.string() });

const userIdWhere = async (tx: Transaction, condition: Sql): Promise<string | undefined> =>
  (await maybeOne(tx, UserId, sql`select user_id as "userId" from person where ${condition}`))?.userId;

/** The person whom the identity provider calls by this subject. */
export const findUserId = (tx: Transaction, subject: string): Promise<string | undefined> =>
  userIdWhere(tx, sql`subject = ${subject}`);

export const findUserIdByEmail = (tx: Transaction, email: string): Promise<string | undefined> =>
  userIdWhere(tx, sql`lower(email) = lower(${email})`);
