-- What became of several files of a queue that somebody changed at once, for the page that tells it. The events are what
-- happened; this is the answer, kept a week. It names files by id alone: what they are called is read as the viewer.
create table queue_batch (
  batch_id uuid primary key,
  org_id text not null,
  user_id text not null,
  queue text not null,
  action text not null check (action in ('release', 'assign', 'set_back')),
  at timestamptz not null,
  outcome jsonb not null
);
create index queue_batch_at on queue_batch (at);
alter table queue_batch enable row level security;
alter table queue_batch force row level security;
grant select, insert, delete on queue_batch to jcf_app;
create policy system_all on queue_batch using (viewer_is_system()) with check (viewer_is_system());
create policy own on queue_batch for select using (user_id = current_setting('jcf.user', true));

-- What is the same for every row of a queue stands in a select of its own: worked out once, and not taken by the planner for
-- something that one row in 500 passes. With 50,000 files in a queue that is the difference between walking its index and
-- sorting all of them for each claim.
drop policy holder on queue_item;
create policy holder on queue_item for select
  using ((select current_setting('jcf.side', true) in ('police', 'cps'))
         and holder_org = (select current_setting('jcf.org', true)));
drop policy system_all on queue_item;
create policy system_all on queue_item
  using ((select viewer_is_system())) with check ((select viewer_is_system()));
