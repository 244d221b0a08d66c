-- Who decides to charge, as somebody said it with a reason in place of the table. Police's own: what the CPS decide is
-- theirs whatever stands here.
create table charging_authority (
  owner_id text not null,
  case_id uuid not null,
  offence_id text not null,
  cjs_code text not null,
  detail jsonb not null,
  primary key (owner_id, case_id, offence_id)
);

alter table charging_authority enable row level security;
alter table charging_authority force row level security;
grant select, insert, update, delete on charging_authority to jcf_app;
create policy system_all on charging_authority using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on charging_authority for select to jcf_app using (viewer_is_police(owner_id));
call close_case_table('charging_authority');
