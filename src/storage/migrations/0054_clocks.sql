-- The clocks of every case as they were last worked out, what people were warned of, what ran out, and the monthly review.
-- Owned by the log. Each side has its own: police by the live case, the CPS by what was sent to them, so that neither shows
-- what only the other may know.

create table case_clock (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  clock_id text not null,
  kind text not null,
  defendant_id text not null,
  offence_id text,
  title text not null,
  suspect text not null,
  provision text not null,
  urn text not null,
  case_title text not null,
  unit text not null,
  -- The moment it ends; the midnight after the day, for a day.
  ends_at timestamptz not null,
  in_hours boolean not null,
  -- running: nothing has been done yet that stops it; met, late: it was stopped; ended: nobody means to any more.
  state text not null check (state in ('running', 'met', 'late', 'ended')),
  -- Whether this side has the work in hand, so that its people are warned.
  held boolean not null,
  -- Smallest point, in minutes before the end, of which people have been warned.
  warned integer,
  expired boolean not null default false,
  primary key (owner_id, case_id, side, clock_id)
);
create index case_clock_due on case_clock (ends_at) where state = 'running' and held and not expired;
create index case_clock_order on case_clock (side, owner_id, ends_at, urn, clock_id) where state = 'running';

-- That the clocks of a case were worked out, and by which edition of the rules.
create table case_clock_state (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  rules text not null,
  worked_out_at timestamptz not null,
  primary key (owner_id, case_id, side)
);

create table clock_warning (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  clock_id text not null,
  ends_at timestamptz not null,
  point integer not null,
  urn text not null,
  title text not null,
  suspect text not null,
  provision text not null,
  in_hours boolean not null,
  -- Whoever holds the work and supervises it, by name; and every supervisor, where none is named.
  to_users text[] not null,
  to_supervisors boolean not null,
  warned_at timestamptz not null,
  seen_by text[] not null default '{}',
  primary key (owner_id, case_id, side, clock_id, ends_at, point)
);

create table clock_incident (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  incident_id text not null,
  clock_id text not null,
  kind text not null,
  defendant_id text not null,
  urn text not null,
  title text not null,
  suspect text not null,
  provision text not null,
  ends_at timestamptz not null,
  in_hours boolean not null,
  raised_at timestamptz not null,
  outcome text,
  why text,
  done_now text,
  answered_by jsonb,
  answered_user text,
  answered_at timestamptz,
  primary key (owner_id, case_id, side, incident_id)
);
create index clock_incident_open on clock_incident (side, owner_id, raised_at) where answered_at is null;

-- What was late, lapsed or a near miss, by month, with the feedback on it.
create table limit_review_item (
  owner_id text not null,
  case_id uuid not null,
  item_id text not null,
  month text not null,
  kind text not null check (kind in ('late', 'lapsed', 'near_miss')),
  what text not null,
  urn text not null,
  title text not null,
  suspect text not null,
  provision text not null,
  last_day text not null,
  happened_on text not null,
  -- Days left; negative when it was after the last day.
  days integer not null,
  unit text not null,
  officer text not null,
  supervisor text not null,
  noted_at timestamptz not null,
  to_officer text,
  to_supervisor text,
  feedback_by jsonb,
  feedback_at timestamptz,
  follow_up_due text,
  followed_up text,
  followed_up_by jsonb,
  followed_up_at timestamptz,
  primary key (owner_id, case_id, item_id)
);
create index limit_review_month_items on limit_review_item (owner_id, month);

create table limit_review_month (
  org_id text not null,
  month text not null,
  items integer not null,
  closed_by jsonb not null,
  closed_at timestamptz not null,
  primary key (org_id, month)
);

do $$
declare t text;
begin
  foreach t in array array['case_clock', 'case_clock_state', 'clock_warning', 'clock_incident', 'limit_review_item',
    'limit_review_month']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;
  foreach t in array array['case_clock', 'case_clock_state', 'clock_warning', 'clock_incident']
  loop
    execute format('create policy police_own on %I for select to jcf_app using (side = ''police'' and viewer_is_police(owner_id))', t);
    execute format('create policy cps_granted on %I for select to jcf_app using (side = ''cps'' and viewer_is_granted(owner_id, case_id))', t);
  end loop;
end $$;
create policy police_own on limit_review_item for select to jcf_app using (viewer_is_police(owner_id));
create policy police_own on limit_review_month for select to jcf_app using (viewer_is_police(org_id));

call close_case_table('case_clock');
call close_case_table('case_clock_state');
call close_case_table('clock_warning');
call close_case_table('clock_incident');
call close_case_table('limit_review_item');
