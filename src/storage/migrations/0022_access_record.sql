-- Who looked at what. One row for each page of case material that was shown. Rows are added and read, never changed.

create table access_record (
  owner_id text not null,
  access_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  user_id text not null,
  org_id text not null,
  -- Audit name of the page.
  page text not null,
  -- On what ground: the permission and the roles that gave it.
  why text not null,
  primary key (owner_id, access_id)
);
create index access_record_case on access_record (owner_id, case_id, at);
create index access_record_user on access_record (org_id, user_id, at);

alter table access_record enable row level security;
alter table access_record force row level security;
grant select, insert on access_record to jcf_app;
create policy system_read on access_record for select using (current_setting('jcf.side', true) = 'system');
create policy system_add on access_record for insert with check (current_setting('jcf.side', true) = 'system');
