-- What police decided on a suspect and offence without the CPS. The CPS see it once it was told to them: with the file of an
-- urgent charge, or of a file that they had before.
create table police_decision (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  defendant_id text not null,
  offence_id text not null,
  outcome text not null,
  detail jsonb not null,
  decided_by jsonb not null,
  decided_at timestamptz not null,
  laid_charge_id text,
  shared boolean not null,
  primary key (owner_id, case_id, defendant_id, offence_id)
);

-- Victims who are to be told of a decision not to charge. Police's own: who is a victim is told with care.
create table victim_notice (
  owner_id text not null,
  case_id uuid not null,
  notice_id text not null,
  defendant_id text not null,
  victim text not null,
  enhanced boolean not null,
  due_on date not null,
  told jsonb,
  primary key (owner_id, case_id, notice_id)
);

do $$
declare t text;
begin
  foreach t in array array['police_decision', 'victim_notice']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
    execute format('create policy police_own on %I for select to jcf_app using (viewer_is_police(owner_id))', t);
  end loop;
end $$;

create policy cps_granted on police_decision for select to jcf_app
  using (shared and viewer_is_granted(owner_id, case_id));

call close_case_table('police_decision');
call close_case_table('victim_notice');

-- That a suspect of the file was charged before a prosecutor could decide: goes with the version that was sent.
alter table submission_sent add column urgent_charge jsonb;

-- A request that the officer asks to take back, until the supervisor agrees or refuses.
alter table submission add column withdrawal jsonb;
