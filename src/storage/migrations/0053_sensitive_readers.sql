-- Sensitive material (class V5) of a case is for named people, not for everybody whose role reads some. Who they are is owned
-- by the log: officers by the record of the case, people who took work on it, people whom somebody named.

create table case_officer (
  owner_id text not null,
  case_id uuid not null,
  collar_number text not null,
  role text not null,
  primary key (owner_id, case_id, collar_number, role)
);

-- What was said of somebody last. Work is taken without a reason; who was named and is no more stays, so that taking work
-- does not bring it back.
create table case_sensitive_reader (
  owner_id text not null,
  case_id uuid not null,
  side text not null check (side in ('police', 'cps')),
  user_id text not null,
  how text not null check (how in ('work', 'named', 'ended')),
  said_by text not null,
  said_at timestamptz not null,
  reason text not null,
  primary key (owner_id, case_id, side, user_id)
);

do $$
declare t text;
begin
  foreach t in array array['case_officer', 'case_sensitive_reader']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
    -- For the function below, which runs as the owner of the tables.
    execute format('create policy owner_reads on %I for select to current_user using (true)', t);
    execute format('call close_case_table(%L)', t);
  end loop;
end $$;
create policy police_own on case_officer for select to jcf_app using (viewer_is_police(owner_id));
create policy own_side on case_sensitive_reader for select to jcf_app using (viewer_has_side(owner_id, case_id, side));

-- Whether the viewer is one of those named for a case; their role is asked for by the class. An officer is found through the
-- directory, so that a change of number, or somebody who joins later, follows. It is asked for rows of class V5 alone, two
-- look-ups by key each: a case has a handful, so a list of all cases of the viewer, who may have taken thousands, would cost more.
create function viewer_reads_sensitive(owner text, the_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$
  select coalesce(
    (select r.how <> 'ended' from case_sensitive_reader r
      where r.owner_id = owner and r.case_id = the_case and r.side = current_setting('jcf.side', true)
        and r.user_id = current_setting('jcf.user', true)),
    current_setting('jcf.side', true) = 'police' and exists (
      select from case_officer o join person p on p.org_id = o.owner_id and p.collar_number = o.collar_number
       where o.owner_id = owner and o.case_id = the_case and o.role <> 'witness'
         and p.org_id = current_setting('jcf.org', true) and p.user_id = current_setting('jcf.user', true)))
$$;
revoke all on function viewer_reads_sensitive(text, uuid) from public;
grant execute on function viewer_reads_sensitive(text, uuid) to jcf_app;

do $$
declare t text;
begin
  foreach t in array array['material_item', 'material_discarded', 'submission_part', 'sent_document']
  loop
    execute format(
      'create policy named_for_sensitive on %I as restrictive for select to jcf_app
         using (class <> ''V5'' or (select viewer_is_system()) or viewer_reads_sensitive(owner_id, case_id))', t);
  end loop;
  -- A payload is seen by whoever sees its event.
  foreach t in array array['event', 'stream_head']
  loop
    execute format(
      'create policy named_for_sensitive on %I as restrictive for select to jcf_app
         using (audience not in (''sensitive'', ''police_sensitive'') or (select viewer_is_system())
                or viewer_reads_sensitive(owner_id, case_id))', t);
  end loop;
end $$;

-- Cases from before, from their records and their logs, as applying the events anew makes the rows.
select set_config('jcf.side', 'system', true);

insert into case_officer (owner_id, case_id, collar_number, role)
select distinct f.owner_id, f.case_id, o ->> 'collarNumber', o ->> 'role'
  from case_file f cross join jsonb_array_elements(f.detail -> 'officers') o;

insert into case_sensitive_reader (owner_id, case_id, side, user_id, how, said_by, said_at, reason)
select distinct on (w.owner_id, w.case_id, w.side, w.user_id)
       w.owner_id, w.case_id, w.side, w.user_id, 'work', w.actor_user, w.at, ''
  from (select e.owner_id, e.case_id, e.actor_user, e.at, e.event_id, f.position, q.entered_at,
               case e.type when 'review-started' then 'cps' else e.audience end as side,
               p.payload::jsonb ->> case e.type when 'review-started' then 'prosecutorId' else 'claimedBy' end as user_id
          from event e
          join event_payload p on p.owner_id = e.owner_id and p.event_id = e.event_id
          left join feed f on f.owner_id = e.owner_id and f.event_id = e.event_id
          left join feed_pending q on q.owner_id = e.owner_id and q.event_id = e.event_id
         where e.type in ('work-claimed', 'review-started') and p.payload is not null) w
 order by w.owner_id, w.case_id, w.side, w.user_id, w.position nulls last, w.entered_at, w.event_id;
