-- A case that is well known or sensitive, so that whoever reads it without a part in it is asked why. Each side says so of its
-- own; owned by the log ('police' and 'cps' streams of the case).
create table case_watch (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (owner_id, case_id, side)
);

alter table case_watch enable row level security;
alter table case_watch force row level security;
grant select, insert, update, delete on case_watch to jcf_app;
create policy system_all on case_watch using (viewer_is_system()) with check (viewer_is_system());
create policy own_side on case_watch for select to jcf_app using (viewer_has_side(owner_id, case_id, side));
call close_case_table('case_watch');
