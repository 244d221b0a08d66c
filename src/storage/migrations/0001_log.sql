-- The event log. Only `append` writes it; nothing is ever changed in it. Rows are seen through row-level security, which
-- also binds the owner of the tables. Each key begins with `owner_id`, the organisation in which the thing was born.

-- Which organisations on the other side may see a case. Written by the events that send one.
create table case_grant (
  owner_id text not null,
  case_id uuid not null,
  org_id text not null,
  primary key (owner_id, case_id, org_id)
);

-- Where each stream stands. The row is the lock that puts its events in line.
create table stream_head (
  owner_id text not null,
  stream_type text not null,
  stream_id text not null,
  audience text not null,
  case_id uuid,
  seq integer not null,
  hash bytea not null,
  -- Server's clock when the last event was entered, never less than the one before it: the order in which the relay reads.
  entered_at timestamptz not null,
  primary key (owner_id, stream_type, stream_id, audience)
) with (fillfactor = 70);

-- Header of an event: who, when, what kind, where in its stream. Holds no content, so it can be kept for good.
create table event (
  owner_id text not null,
  stream_type text not null,
  stream_id text not null,
  audience text not null,
  seq integer not null check (seq > 0),
  event_id uuid not null,
  case_id uuid,
  type text not null,
  schema_version integer not null,
  at timestamptz not null,
  actor_side text not null,
  actor_org text not null,
  actor_user text not null,
  touches text[] not null,
  -- SHA-256 over the salt and the payload's text.
  payload_digest bytea not null,
  -- SHA-256 over the hash before it and the header's canonical text, which holds the digest.
  hash bytea not null,
  primary key (owner_id, stream_type, stream_id, audience, seq),
  unique (owner_id, event_id)
);
create index event_of_case on event (owner_id, case_id) where case_id is not null;

-- Content of an event, as the exact text that was hashed. Erasing it leaves the chain whole.
create table event_payload (
  owner_id text not null,
  event_id uuid not null,
  salt bytea,
  payload text,
  erased_at timestamptz,
  primary key (owner_id, event_id),
  foreign key (owner_id, event_id) references event (owner_id, event_id),
  check ((payload is null) = (erased_at is not null) and (salt is null) = (payload is null))
);

-- Events waiting for their place in the feed, in the order in which their transactions did their work.
create table feed_pending (
  owner_id text not null,
  event_id uuid not null,
  entered_at timestamptz not null,
  primary key (owner_id, event_id)
);
create index feed_pending_order on feed_pending (entered_at, event_id);

-- Every committed event once, without a gap, never before one that it could have depended on.
create table feed (
  position bigint not null primary key,
  owner_id text not null,
  event_id uuid not null,
  unique (owner_id, event_id)
);

create table feed_head (
  only_row boolean not null primary key default true check (only_row),
  position bigint not null
);
insert into feed_head (position) values (0);

grant select, insert on event, event_payload, feed to jcf_app;
grant select, insert, update on stream_head to jcf_app;
grant select, insert, delete on feed_pending to jcf_app;
grant select, update on feed_head to jcf_app;
grant select, insert, update, delete on case_grant to jcf_app;

grant select (owner_id, event_id, erased_at), update (salt, payload, erased_at) on event_payload to jcf_eraser;

do $$
declare
  t text;
  side constant text := $q$(select current_setting('jcf.side', true))$q$;
  org constant text := $q$(select current_setting('jcf.org', true))$q$;
  audiences constant text := $q$((select string_to_array(current_setting('jcf.audiences', true), ','))::text[])$q$;
begin
  foreach t in array array['case_grant', 'stream_head', 'event', 'event_payload', 'feed_pending', 'feed', 'feed_head']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system_all on %I to jcf_app, current_user using (%s = ''system'') with check (%s = ''system'')', t, side, side);
  end loop;

  execute format('create policy police_own on case_grant for select to jcf_app using (%s = ''police'' and owner_id = %s)', side, org);
  execute format('create policy cps_own on case_grant for select to jcf_app using (%s = ''cps'' and org_id = %s)', side, org);

  -- For reading alone: only the system appends. Police: streams of their own organisation. CPS: cases granted to it, and its own streams that belong to no case.
  -- Neither side's internal stream is ever the other's, whatever audiences the application asks for. Boards: nothing.
  foreach t in array array['stream_head', 'event']
  loop
    execute format('create policy police_own on %I for select to jcf_app using (%s = ''police'' and owner_id = %s and audience <> ''cps''
                    and audience = any (%s))', t, side, org, audiences);
    execute format('create policy cps_granted on %1$I for select to jcf_app using (%2$s = ''cps'' and audience <> ''police''
                    and audience = any (%4$s)
                    and ((case_id is null and owner_id = %3$s)
                         or exists (select from case_grant g where g.owner_id = %1$I.owner_id
                                    and g.case_id = %1$I.case_id and g.org_id = %3$s)))', t, side, org, audiences);
  end loop;
end $$;

-- A payload is seen by whoever sees its event.
create policy with_its_event on event_payload for select to jcf_app
  using (exists (select from event e where e.owner_id = event_payload.owner_id and e.event_id = event_payload.event_id));

-- The eraser may only ever take away.
create policy erase on event_payload to jcf_eraser using (true) with check (payload is null and salt is null);
