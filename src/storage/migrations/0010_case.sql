-- The tables of a case. Every one is owned by the log: only `apply` functions write them, and they can be rebuilt from it.
-- Police see their own organisation's cases. The CPS sees what was shared with an organisation that holds a grant. Both
-- walls are here, whatever the application does.

create function viewer_is_police(owner text) returns boolean language sql stable as
$$ select current_setting('jcf.side', true) = 'police' and owner = current_setting('jcf.org', true) $$;

create function viewer_is_granted(owner text, the_case uuid) returns boolean language sql stable as
$$ select current_setting('jcf.side', true) = 'cps' and exists (
     select 1 from case_grant g
      where g.owner_id = owner and g.case_id = the_case and g.org_id = current_setting('jcf.org', true)) $$;

create function viewer_is_system() returns boolean language sql stable as
$$ select current_setting('jcf.side', true) = 'system' $$;

create function viewer_sees_class(class text) returns boolean language sql stable as
$$ select class = any (string_to_array(current_setting('jcf.classes', true), ',')) $$;

-- Police side: the file as it is being built. ------------------------------------------------------------------------

create table case_file (
  owner_id text not null,
  case_id uuid not null,
  urn text not null,
  title text not null,
  force_code text not null,
  force_name text not null,
  unit_code text not null,
  unit_name text not null,
  detail jsonb not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (owner_id, case_id),
  unique (owner_id, urn)
);
create index case_file_urn on case_file (urn);

create table case_person (
  owner_id text not null,
  case_id uuid not null,
  person_id text not null,
  position int not null,
  detail jsonb not null,
  primary key (owner_id, case_id, person_id)
);

create table case_contact (
  owner_id text not null,
  case_id uuid not null,
  person_id text not null,
  detail jsonb not null,
  primary key (owner_id, case_id, person_id)
);

create table case_suspect (
  owner_id text not null,
  case_id uuid not null,
  defendant_id text not null,
  position int not null,
  detail jsonb not null,
  primary key (owner_id, case_id, defendant_id)
);

create table case_offence (
  owner_id text not null,
  case_id uuid not null,
  offence_id text not null,
  defendant_id text not null,
  position int not null,
  cjs_code text not null,
  detail jsonb not null,
  primary key (owner_id, case_id, offence_id)
);

create table material_item (
  owner_id text not null,
  case_id uuid not null,
  material_id text not null,
  class text not null check (class in ('V1', 'V5')),
  position int not null,
  detail jsonb not null,
  sha256 text,
  size bigint,
  media_type text,
  name text,
  added_at timestamptz not null,
  added_by text not null,
  primary key (owner_id, case_id, material_id)
);

create table submission (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  position int not null,
  kind text not null,
  defendant_ids text[] not null,
  state text not null,
  version int not null,
  requested_at text not null,
  request jsonb not null,
  recorded_priority text,
  certificate jsonb,
  returned jsonb,
  rejection jsonb,
  first_sent_at timestamptz,
  since timestamptz not null,
  primary key (owner_id, case_id, submission_id)
);

create table fact_answer (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  fact text not null,
  value jsonb not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (owner_id, case_id, submission_id, fact)
);

create table gap_explained (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  item text not null,
  reason text not null,
  due text not null,
  explained_by text not null,
  explained_at timestamptz not null,
  primary key (owner_id, case_id, submission_id, item)
);

-- Shared side: from the first sending on. ------------------------------------------------------------------------------

create table shared_case (
  owner_id text not null,
  case_id uuid not null,
  urn text not null,
  title text not null,
  first_sent_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (owner_id, case_id)
);
create index shared_case_urn on shared_case (urn);

create table submission_sent (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  version int not null,
  kind text not null,
  defendant_ids text[] not null,
  state text not null,
  since timestamptz not null,
  sent_at timestamptz not null,
  from_org text not null,
  to_org text not null,
  rule_set_version text not null,
  verdict text not null,
  contents_hash text not null,
  priority text not null,
  requested_by jsonb not null,
  passed_by jsonb not null,
  acceptance jsonb,
  rejection jsonb,
  review jsonb,
  advice jsonb,
  primary key (owner_id, case_id, submission_id, version)
);

create table submission_part (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  version int not null,
  class text not null check (class in ('V1', 'V5', 'V6')),
  content text not null,
  sha256 text not null,
  primary key (owner_id, case_id, submission_id, version, class)
);

create table sent_document (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  version int not null,
  material_id text not null,
  class text not null check (class in ('V1', 'V5')),
  position int not null,
  material jsonb not null,
  sha256 text,
  size bigint,
  media_type text,
  name text,
  via text not null check (via in ('submission', 'answer')),
  primary key (owner_id, case_id, submission_id, version, material_id)
);

create table suspect_track (
  owner_id text not null,
  case_id uuid not null,
  defendant_id text not null,
  state text not null,
  since timestamptz not null,
  shared boolean not null,
  primary key (owner_id, case_id, defendant_id)
);

create table decision (
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  version int not null,
  defendant_id text not null,
  offence_id text not null,
  code text not null,
  detail jsonb not null,
  prosecutor jsonb not null,
  issued_at timestamptz not null,
  laid_charge_id text,
  primary key (owner_id, case_id, submission_id, version, defendant_id, offence_id)
);

create table action_plan (
  owner_id text not null,
  case_id uuid not null,
  plan_id text not null,
  submission_id text not null,
  version int not null,
  prosecutor jsonb not null,
  issued_at timestamptz not null,
  responded_at timestamptz,
  response jsonb,
  primary key (owner_id, case_id, plan_id)
);

create table action_item (
  owner_id text not null,
  case_id uuid not null,
  plan_id text not null,
  item_id text not null,
  position int not null,
  detail jsonb not null,
  answer jsonb,
  answered_at timestamptz,
  primary key (owner_id, case_id, plan_id, item_id)
);

create table charge (
  owner_id text not null,
  case_id uuid not null,
  charge_id text not null,
  defendant_id text not null,
  comparison text not null,
  detail jsonb not null,
  recorded_at timestamptz not null,
  primary key (owner_id, case_id, charge_id)
);

create table message (
  owner_id text not null,
  case_id uuid not null,
  message_id text not null,
  audience text not null check (audience in ('police', 'shared', 'cps')),
  author jsonb not null,
  topic text not null,
  text text not null,
  posted_at timestamptz not null,
  primary key (owner_id, case_id, message_id)
);

-- Queues, keyed by the organisation that holds the work. ------------------------------------------------------------------

create table queue_item (
  holder_org text not null,
  queue text not null,
  owner_id text not null,
  case_id uuid not null,
  submission_id text not null,
  version int not null,
  urn text not null,
  title text not null,
  kind text not null,
  priority text not null,
  due_at timestamptz not null,
  reasons jsonb not null,
  since timestamptz not null,
  claimed_by text,
  claimed_until timestamptz,
  primary key (holder_org, queue, owner_id, case_id, submission_id)
);
create index queue_item_order on queue_item (holder_org, queue, due_at, since);

-- Measures hold counts and nothing of a case (V7). ----------------------------------------------------------------------

create table measure_daily (
  org_id text not null,
  day text not null,
  measure text not null,
  value bigint not null,
  primary key (org_id, day, measure)
);

-- Walls. -----------------------------------------------------------------------------------------------------------------

do $$
declare t text;
begin
  foreach t in array array['case_file', 'case_person', 'case_contact', 'case_suspect', 'case_offence', 'material_item',
    'submission', 'fact_answer', 'gap_explained', 'shared_case', 'submission_sent', 'submission_part', 'sent_document',
    'suspect_track', 'decision', 'action_plan', 'action_item', 'charge', 'message', 'queue_item', 'measure_daily']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;

  foreach t in array array['case_file', 'case_person', 'case_suspect', 'case_offence', 'submission', 'fact_answer',
    'gap_explained']
  loop
    execute format('create policy police_own on %I for select using (viewer_is_police(owner_id))', t);
  end loop;

  foreach t in array array['shared_case', 'submission_sent', 'decision', 'action_plan', 'action_item', 'charge']
  loop
    execute format('create policy police_own on %I for select using (viewer_is_police(owner_id))', t);
    execute format('create policy cps_granted on %I for select using (viewer_is_granted(owner_id, case_id))', t);
  end loop;
end $$;

create policy police_own on case_contact for select using (viewer_is_police(owner_id) and viewer_sees_class('V6'));
create policy police_own on material_item for select using (viewer_is_police(owner_id) and viewer_sees_class(class));
create policy police_own on submission_part for select using (viewer_is_police(owner_id) and viewer_sees_class(class));
create policy cps_granted on submission_part for select
  using (viewer_is_granted(owner_id, case_id) and viewer_sees_class(class));
create policy police_own on sent_document for select using (viewer_is_police(owner_id) and viewer_sees_class(class));
create policy cps_granted on sent_document for select
  using (viewer_is_granted(owner_id, case_id) and viewer_sees_class(class));
create policy police_own on suspect_track for select using (viewer_is_police(owner_id));
create policy cps_granted on suspect_track for select using (shared and viewer_is_granted(owner_id, case_id));
create policy police_own on message for select
  using (audience in ('police', 'shared') and viewer_is_police(owner_id));
create policy cps_granted on message for select
  using (audience in ('cps', 'shared') and viewer_is_granted(owner_id, case_id));
create policy holder on queue_item for select using (holder_org = current_setting('jcf.org', true));
create policy police_own on measure_daily for select using (viewer_is_police(org_id));

-- What police hold of sensitive material and contact details is no stream of the CPS, whatever audiences are asked for;
-- the parts that were sent are streams of their own.
create policy police_streams_stay on event as restrictive for select
  using (current_setting('jcf.side', true) <> 'cps' or audience not like 'police%');
create policy police_streams_stay on stream_head as restrictive for select
  using (current_setting('jcf.side', true) <> 'cps' or audience not like 'police%');
