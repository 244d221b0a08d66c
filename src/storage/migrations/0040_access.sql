-- Need to know. A case can be kept to named people of a side, a person can be conflicted with one, and a case kept to others
-- can be opened for a time in an emergency. The log owns these tables ('police' and 'cps' streams of the case); policies
-- read them, so that a wrong query of the application still returns nothing.

-- The product's time, as the transaction was given it. Without one, whatever lasts until a time has ended.
create function viewer_now() returns timestamptz language sql stable as
$$ select nullif(current_setting('jcf.now', true), '')::timestamptz $$;

-- Who may know of a case on one side, where not everyone whose role lets them: those named, and why.
create table case_restriction (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (owner_id, case_id, side)
);

create table case_named_person (
  owner_id text not null,
  case_id uuid not null,
  side text not null,
  user_id text not null,
  primary key (owner_id, case_id, side, user_id)
);

create table case_conflict (
  owner_id text not null,
  case_id uuid not null,
  user_id text not null,
  side text not null check (side in ('police', 'cps')),
  reason text not null,
  declared_by text not null,
  declared_at timestamptz not null,
  primary key (owner_id, case_id, user_id)
);
create index case_conflict_person on case_conflict (user_id);

create table case_opening (
  owner_id text not null,
  case_id uuid not null,
  opening_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  org_id text not null,
  user_id text not null,
  urn text not null,
  reason text not null,
  opened_at timestamptz not null,
  open_until timestamptz not null,
  primary key (owner_id, case_id, opening_id)
);
create index case_opening_person on case_opening (user_id, open_until);
create index case_opening_org on case_opening (org_id, opened_at);

-- A role may be given until a time. It is over from then on, whether or not anybody ends it.
alter table person_role add column ends_at timestamptz;

alter table organisation drop constraint organisation_kind_check;
alter table organisation add constraint organisation_kind_check
  check (kind in ('force', 'cps_area', 'cps_direct', 'board', 'agency'));

do $$
declare t text;
begin
  foreach t in array array['case_restriction', 'case_named_person', 'case_conflict', 'case_opening']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;
  -- For the function below, which runs as the owner of the tables.
  foreach t in array array['case_restriction', 'case_named_person', 'case_conflict', 'case_opening', 'case_grant']
  loop
    execute format('create policy owner_reads on %I for select to current_user using (true)', t);
  end loop;
end $$;

-- Cases that somebody must not know of, though their organisation holds them. It runs as the owner, because whom a case is
-- closed to may not see why. Few cases are closed to anybody, so each statement hashes this list once and asks no function
-- for each row: with 250,000 items in a queue that is the difference between one millisecond and seven seconds.
create function cases_closed_to(the_side text, the_org text, the_user text)
returns table (owner_id text, case_id uuid, why text)
language sql stable security definer set search_path = public, pg_temp rows 20 as
$$
  -- A viewer may ask about themselves; the system about anybody to whom it hands out work.
  with asked as (select the_user as user_id
                  where the_user = current_setting('jcf.user', true) or current_setting('jcf.side', true) = 'system')
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
  select c.owner_id, c.case_id, 'conflict' from case_conflict c join asked on asked.user_id = c.user_id
$$;
revoke all on function cases_closed_to(text, text, text) from public;
grant execute on function cases_closed_to(text, text, text) to jcf_app;

create function cases_closed_to_viewer() returns table (owner_id text, case_id uuid, why text)
language sql stable rows 20 as
$$
  select * from cases_closed_to(current_setting('jcf.side', true), current_setting('jcf.org', true),
                                current_setting('jcf.user', true))
$$;

-- The wall that every table with rows of a case stands behind: whatever else lets a row through, its case must be open to
-- the viewer, who must be one to whom cases are shown at all. A later migration calls it for each such table it makes. What
-- is the same for every row stands in a select of its own, so that it is worked out once and does not mislead the planner.
create procedure close_case_table(t text) language plpgsql as
$$
begin
  execute format(
    'create policy need_to_know on %I as restrictive to jcf_app using ((select viewer_is_system()) or case_id is null
       or (owner_id, case_id) not in (select c.owner_id, c.case_id from cases_closed_to_viewer() c))', t);
  -- Streams go by their audiences instead, which a viewer has by the same classes.
  if t not in ('event', 'stream_head') then
    execute format(
      'create policy reads_cases on %I as restrictive for select to jcf_app
         using ((select viewer_is_system() or viewer_sees_class(''V1'')))', t);
  end if;
end
$$;

do $$
declare t text;
begin
  for t in
    select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p')
       -- Openings have a wall of their own below; the record of access is read by the system alone.
       and c.relname not in ('case_opening', 'access_record')
       and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('owner_id', 'case_id')
                  and not a.attisdropped)
     order by 1
  loop
    call close_case_table(t);
  end loop;
end $$;

-- A message to one's own side is that side's own.
create policy own_side_is_own on message as restrictive for select to jcf_app
  using ((select viewer_is_system()) or audience = 'shared' or viewer_sees_class(case audience when 'police' then 'V2' else 'V3' end));

-- Counts are for those who read measures.
create policy reads_measures on measure_daily as restrictive for select to jcf_app
  using ((select viewer_is_system() or viewer_sees_class('V7')));

-- Each side's restrictions, conflicts and openings are that side's own.
create function viewer_has_side(owner text, the_case uuid, the_side text) returns boolean language sql stable as
$$ select the_side = current_setting('jcf.side', true)
      and (viewer_is_police(owner) or viewer_is_granted(owner, the_case)) $$;

create policy own_side on case_restriction for select to jcf_app using (viewer_has_side(owner_id, case_id, side));
create policy own_side on case_named_person for select to jcf_app using (viewer_has_side(owner_id, case_id, side));
create policy own_side on case_conflict for select to jcf_app using (viewer_has_side(owner_id, case_id, side));

-- Those who oversee access are told of every opening in their organisation, unless they are conflicted with the case.
create function viewer_oversees() returns boolean language sql stable as
$$ select exists (select from person_role r
     where r.org_id = current_setting('jcf.org', true) and r.user_id = current_setting('jcf.user', true)
       and r.role in ('inspector_escalation', 'cps_legal_manager') and (r.ends_at is null or r.ends_at > viewer_now())) $$;

create policy own_side on case_opening for select to jcf_app
  using (side = current_setting('jcf.side', true) and org_id = current_setting('jcf.org', true)
         and viewer_sees_class('V1')
         and (owner_id, case_id) not in (select c.owner_id, c.case_id from cases_closed_to_viewer() c
                                          where c.why = 'conflict' or not viewer_oversees()));
