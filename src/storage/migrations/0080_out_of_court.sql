-- Outcomes out of court that the CPS decided, from the offer on: one row for each time one is offered for an offence.
create table out_of_court (
  owner_id text not null,
  case_id uuid not null,
  outcome_id text not null,
  submission_id text not null,
  version int not null,
  defendant_id text not null,
  offence_id text not null,
  stands text not null,
  detail jsonb not null,
  changed_at timestamptz not null,
  primary key (owner_id, case_id, outcome_id)
);

-- Why a decision is made again: an outcome out of court was refused or not kept, or a charge was not laid in time. The row
-- stays until the new decision takes its place.
alter table decision add column again jsonb;

alter table out_of_court enable row level security;
alter table out_of_court force row level security;
grant select, insert, update, delete on out_of_court to jcf_app;
create policy system_all on out_of_court using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on out_of_court for select to jcf_app using (viewer_is_police(owner_id));
create policy cps_granted on out_of_court for select to jcf_app using (viewer_is_granted(owner_id, case_id));

call close_case_table('out_of_court');
