-- What people said of a rule of the standard that they stumbled over in a case. Each side sees what its own people said.
create table rule_doubt (
  owner_id text not null,
  case_id uuid not null,
  doubt_id text not null,
  side text not null check (side in ('police', 'cps')),
  submission_id text not null,
  rule text not null,
  kind text not null,
  text text not null,
  urn text not null,
  by_name text not null,
  said_at timestamptz not null,
  primary key (owner_id, case_id, doubt_id)
);
create index rule_doubt_newest on rule_doubt (side, rule, said_at desc);
create index gap_explained_newest on gap_explained (owner_id, item, explained_at desc);

alter table rule_doubt enable row level security;
alter table rule_doubt force row level security;
grant select, insert, update, delete on rule_doubt to jcf_app;
create policy system_all on rule_doubt using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on rule_doubt for select to jcf_app using (side = 'police' and viewer_is_police(owner_id));
create policy cps_granted on rule_doubt for select to jcf_app using (side = 'cps' and viewer_is_granted(owner_id, case_id));
call close_case_table('rule_doubt');
