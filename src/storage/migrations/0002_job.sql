-- Work to do after a commit, enqueued in the same transaction as the event that asks for it. A job holds ids, never
-- content. (owner, kind, key) makes asking twice harmless.

create table job (
  owner_id text not null,
  job_id uuid not null,
  kind text not null,
  key text not null,
  payload jsonb not null,
  run_at timestamptz not null,
  attempts integer not null default 0,
  -- Who holds it, as a token that is new at each claim, and until when.
  lease uuid,
  locked_until timestamptz,
  last_error text,
  done_at timestamptz,
  given_up_at timestamptz,
  primary key (owner_id, job_id),
  unique (owner_id, kind, key)
);
create index job_due on job (kind, run_at) where done_at is null and given_up_at is null;

alter table job enable row level security;
alter table job force row level security;
grant select, insert, update, delete on job to jcf_app;
create policy system_all on job using ((select current_setting('jcf.side', true)) = 'system')
  with check ((select current_setting('jcf.side', true)) = 'system');
create policy anyone_asks on job for insert
  with check ((select current_setting('jcf.side', true)) in ('police', 'cps'));
