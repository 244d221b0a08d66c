-- A second person agrees to what the account of another system may do, and what is closed to the people behind an account as
-- a conflict of interest is closed to it.

alter table service_account
  -- Who asked for what it may do: who made it, or widened it last.
  add column asked_by text,
  add column asked_at timestamptz,
  -- What was agreed to, by whom and why.
  add column approved_scopes text[] not null default '{}',
  add column approval_id uuid,
  add column approved_by text,
  add column approved_at timestamptz,
  add column approval_reason text,
  -- True for an account from before a second person was asked for. It goes on working, so that no system stops without a
  -- word, and its page says that nobody but its maker agreed.
  add column approved_alone boolean not null default false;

-- Also where the owner of the tables is no superuser, whom the policies would hold.
alter table service_account no force row level security;
update service_account
   set asked_by = made_by, asked_at = made_at,
       approved_scopes = scopes, approved_by = made_by, approved_at = made_at, approved_alone = true;
alter table service_account force row level security;
alter table service_account alter column asked_by set not null, alter column asked_at set not null;

-- For the function below, which runs as the owner of the tables.
create policy owner_reads on service_account for select to current_user using (true);
create policy owner_reads on service_secret for select to current_user using (true);

-- As before, and for an account also what those behind it are in conflict with: who made it, asked for its scopes, agreed to
-- them, or made a secret that was not revoked. An organisation has few accounts, so they are looked through.
create or replace function cases_closed_to(the_side text, the_org text, the_user text)
returns table (owner_id text, case_id uuid, why text)
language sql stable security definer set search_path = public, pg_temp rows 20 as
$$
  -- A viewer may ask about themselves; the system about anybody to whom it hands out work.
  with asked as (select the_user as user_id
                  where the_user = current_setting('jcf.user', true) or current_setting('jcf.side', true) = 'system'),
  account as (select a.* from service_account a cross join asked
               where asked.user_id like 'account:%' and a.org_id = the_org
                 and a.account_id::text = substr(asked.user_id, length('account:') + 1)),
  behind as (
    select user_id from asked
    union select made_by from account
    union select asked_by from account
    union select approved_by from account where approved_by is not null
    union select s.made_by from account a
            join service_secret s on s.org_id = a.org_id and s.account_id = a.account_id and s.revoked_at is null
  )
  select r.owner_id, r.case_id, 'kept'
    from case_restriction r cross join asked
   where r.side = the_side
     and case the_side
           when 'police' then r.owner_id = the_org
           else exists (select from case_grant g where g.owner_id = r.owner_id and g.case_id = r.case_id
                          and g.org_id = the_org)
         end
     and not exists (select from case_named_person n where n.owner_id = r.owner_id and n.case_id = r.case_id
                       and n.side = r.side and n.user_id = the_user)
     and not exists (select from case_opening o where o.owner_id = r.owner_id and o.case_id = r.case_id
                       and o.user_id = the_user and o.open_until > viewer_now())
  union all
  select c.owner_id, c.case_id, 'conflict' from case_conflict c join behind on behind.user_id = c.user_id
$$;
