import type { ClientBase } from 'pg';

/**
 * The roles of the product. Only `jcf_owner` owns tables; the application connects as `jcf_app`, which can bypass
 * nothing; `jcf_eraser` alone may remove the payload of an event.
 */
export const roleNames = ['jcf_owner', 'jcf_app', 'jcf_eraser'] as const;

const createRole = (name: string): string =>
  `create role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication`;

/** Creates the roles that are absent. Throws, with the statements an administrator must run, when it may not. */
export async function ensureRoles(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    [...roleNames],
  ]);
  const present = new Set(rows.map(({ rolname }) => rolname));
  for (const name of roleNames.filter((each) => !present.has(each))) {
    try {
      await client.query(createRole(name));
    } catch (cause) {
      // Another start may have created it in the meantime.
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === '42710' || code === '23505') continue;
      throw new Error(
        `The database role ${name} is missing and this user may not create it. Ask the administrator to run: ${roleNames.map(createRole).join('; ')};`,
        { cause },
      );
    }
  }
}

/**
 * Makes sure that a connection cannot see past row-level security. Throws when its role is a superuser, may bypass
 * policies, owns a table, or is a member of a role that does.
 */
export async function refusePowerfulRole(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ who: string; why: string | null }>(`
    select current_user as who, case
      when exists (select from pg_roles r where pg_has_role(current_user, r.oid, 'member') and r.rolsuper) then 'is a superuser'
      when exists (select from pg_roles r where pg_has_role(current_user, r.oid, 'member') and r.rolbypassrls) then 'may bypass row-level security'
      when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member'))
        then 'owns the tables'
    end as why`);
  const why = rows[0]?.why ?? undefined;
  if (why !== undefined)
    throw new Error(
      `The application must not connect as "${rows[0]?.who ?? ''}", which ${why}: row-level security would not hold. Connect as jcf_app.`,
    );
}
