-- Organisations and people. Owned by the log ('directory' streams): only `apply` functions write these tables. Everyone
-- signed in may read them, because names and how to reach people are shown on every request, decision and plan.

create table organisation (
  org_id text not null primary key,
  kind text not null check (kind in ('force', 'cps_area', 'cps_direct', 'board')),
  name text not null,
  force_code text unique,
  serves text[] not null
);

create table person (
  org_id text not null,
  user_id text not null,
  name text not null,
  name_key text not null,
  rank text,
  collar_number text,
  team text,
  phone text,
  email text,
  -- What the identity provider calls this person.
  subject text,
  registered_at timestamptz not null,
  primary key (org_id, user_id),
  unique (org_id, collar_number)
);
-- A person signs in before we know their organisation, so these three are unique over all of them.
create unique index person_user on person (user_id);
create unique index person_subject on person (subject);
create unique index person_email on person (lower(email));

create table person_role (
  org_id text not null,
  user_id text not null,
  role text not null,
  since timestamptz not null,
  primary key (org_id, user_id, role)
);

do $$
declare t text;
begin
  foreach t in array array['organisation', 'person', 'person_role']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (current_setting(''jcf.side'', true) = ''system'')
                    with check (current_setting(''jcf.side'', true) = ''system'')', t);
    execute format('create policy staff_read on %I for select
                    using (current_setting(''jcf.side'', true) in (''police'', ''cps'', ''board''))', t);
  end loop;
end $$;

-- When a demonstration began: its clock and the real one, so that a restart carries on. One row, and none in production.
create table demonstration_clock (
  only_row boolean not null primary key default true check (only_row),
  demo_start timestamptz not null,
  real_start timestamptz not null
);
alter table demonstration_clock enable row level security;
alter table demonstration_clock force row level security;
grant select, insert on demonstration_clock to jcf_app;
create policy system_all on demonstration_clock using (current_setting('jcf.side', true) = 'system')
  with check (current_setting('jcf.side', true) = 'system');
