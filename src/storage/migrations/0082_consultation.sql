-- Conversations between officer and prosecutor about a file in review, as either side recorded them.
create table consultation (
  owner_id text not null,
  case_id uuid not null,
  consultation_id text not null,
  submission_id text not null,
  version int not null,
  detail jsonb not null,
  recorded_at timestamptz not null,
  primary key (owner_id, case_id, consultation_id)
);

alter table consultation enable row level security;
alter table consultation force row level security;
grant select, insert, update, delete on consultation to jcf_app;
create policy system_all on consultation using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on consultation for select to jcf_app using (viewer_is_police(owner_id));
create policy cps_granted on consultation for select to jcf_app using (viewer_is_granted(owner_id, case_id));

call close_case_table('consultation');

-- Which conversation went before a plan, or why there was none.
alter table action_plan add column conversation jsonb;
