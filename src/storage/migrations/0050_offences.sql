-- How one offence is tried, as somebody set it with a reason in place of standing data. The CPS see it once the case, and
-- with it the offence, was sent to them.
create table trial_mode (
  owner_id text not null,
  case_id uuid not null,
  offence_id text not null,
  cjs_code text not null,
  detail jsonb not null,
  shared boolean not null,
  primary key (owner_id, case_id, offence_id)
);

-- Offences that police proposed and withdrew, with the reason. Police's own: what was sent is in the versions sent.
create table offence_withdrawn (
  owner_id text not null,
  case_id uuid not null,
  offence_id text not null,
  detail jsonb not null,
  reason text not null,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null,
  primary key (owner_id, case_id, offence_id)
);

do $$
declare t text;
begin
  foreach t in array array['trial_mode', 'offence_withdrawn']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
    execute format('create policy police_own on %I for select using (viewer_is_police(owner_id))', t);
  end loop;
end $$;

create policy cps_granted on trial_mode for select using (shared and viewer_is_granted(owner_id, case_id));

call close_case_table('trial_mode');
call close_case_table('offence_withdrawn');
