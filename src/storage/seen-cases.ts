import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

const Seen = z.strictObject({ caseId: z.string(), urn: z.string() });

/** References of those of these cases that the viewer may see, by case; the others are not in it. */
export const urnsOf = async (tx: Transaction, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await rows(
        tx,
        Seen,
        sql`select case_id as "caseId", urn from case_file where case_id = any (${[...caseIds]}::uuid[])
            union select case_id, urn from shared_case where case_id = any (${[...caseIds]}::uuid[])`,
      )
    ).map(({ caseId, urn }) => [caseId, urn]),
  );

const CaseId = z.strictObject({ caseId: z.string() });

/** Cases with this reference that the viewer may see. */
export const caseIdsOfUrn = async (tx: Transaction, urn: string): Promise<string[]> =>
  (
    await rows(
      tx,
      CaseId,
      sql`select case_id as "caseId" from case_file where urn = ${urn}
          union select case_id from shared_case where urn = ${urn}`,
    )
  ).map(({ caseId }) => caseId);

/** The most cases that a name is followed into. */
const mostCases = 500;

/** Cases that the viewer may see in which somebody of this name, written as first and last name, is recorded. */
export const caseIdsOfPerson = async (tx: Transaction, name: string): Promise<string[]> =>
  (
    await rows(
      tx,
      CaseId,
      sql`select distinct case_id as "caseId" from case_person
          where lower(concat_ws(' ', detail ->> 'givenName', detail ->> 'familyName')) = lower(${name})
          limit ${mostCases}`,
    )
  ).map(({ caseId }) => caseId);

const Reader = z.strictObject({ userId: z.string() });

/** People of one organisation called so: by name, collar number, email or sign-in id. */
export const readersCalled = async (tx: Transaction, orgId: string, called: string): Promise<string[]> =>
  (
    await rows(
      tx,
      Reader,
      sql`select user_id as "userId" from person where org_id = ${orgId}
            and (lower(name) = lower(${called}) or collar_number = ${called} or lower(email) = lower(${called})
                 or user_id = ${called})`,
    )
  ).map(({ userId }) => userId);
