-- The record of access, so that it can be relied on: a list of cases is one reading, every entry says what of the case it
-- was about and through which door it came, entries of one reader form a chain, and what looks unusual can be looked at.

alter table access_record alter column case_id drop not null;
alter table access_record
  -- The cases of a list that was shown, instead of one case. `owner_id` is the reader's organisation then.
  add column listed uuid[] not null default '{}',
  -- What of the case: `material M01`, `submission S1`. Ids alone, never content.
  add column about text not null default '',
  add column via text not null default 'browser' check (via in ('browser', 'account')),
  -- Place in the chain of this reader, from 1, and the hash of this entry and all before it.
  add column seq int,
  add column hash bytea,
  add constraint one_case_or_a_list check ((case_id is null) = (cardinality(listed) > 0));
create index access_record_listed on access_record using gin (listed) where case_id is null;
create index access_record_org on access_record (org_id, at);

-- Where each reader's chain ends: without it, entries cut off at the end would not be missed.
create table access_head (
  org_id text not null,
  user_id text not null,
  seq int not null,
  hash bytea not null,
  primary key (org_id, user_id)
);

create function access_record_hash(r access_record, before bytea) returns bytea language sql stable as
$$
  select sha256(before || convert_to(jsonb_build_array(r.seq, r.owner_id, r.access_id, r.case_id, r.listed,
           to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.org_id, r.user_id, r.page, r.why, r.about,
           r.via)::text, 'UTF8'))
$$;

-- Runs as the owner: the application can add an entry and can't move the end of a chain. The row of the end makes two
-- entries of one reader take turns.
create function chain_access_record() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
declare before bytea;
begin
  -- Taken in from an export with its place; the ends come with it.
  if new.seq is not null and new.hash is not null then return new; end if;
  insert into access_head as h values (new.org_id, new.user_id, 1, decode(repeat('00', 32), 'hex'))
    on conflict (org_id, user_id) do update set seq = h.seq + 1
    returning h.seq, h.hash into new.seq, before;
  new.hash := access_record_hash(new, before);
  update access_head set hash = new.hash where org_id = new.org_id and user_id = new.user_id;
  return new;
end
$$;

alter table access_head enable row level security;
alter table access_head force row level security;
grant select on access_head to jcf_app;
create policy system_read on access_head for select using (viewer_is_system());
create policy owner_keeps on access_head to current_user using (true) with check (true);

-- Entries from before: in the order in which they were made.
alter table access_record no force row level security;
do $$
declare
  r access_record;
  before bytea;
  n int;
begin
  for r in select * from access_record order by at, access_id loop
    select h.seq, h.hash into n, before from access_head h where h.org_id = r.org_id and h.user_id = r.user_id;
    r.seq := coalesce(n, 0) + 1;
    r.hash := access_record_hash(r, coalesce(before, decode(repeat('00', 32), 'hex')));
    update access_record set seq = r.seq, hash = r.hash where owner_id = r.owner_id and access_id = r.access_id;
    insert into access_head values (r.org_id, r.user_id, r.seq, r.hash)
      on conflict (org_id, user_id) do update set seq = excluded.seq, hash = excluded.hash;
  end loop;
end $$;
alter table access_record force row level security;
alter table access_record alter column seq set not null, alter column hash set not null;
create unique index access_record_chain on access_record (org_id, user_id, seq);
create trigger chain before insert on access_record for each row execute function chain_access_record();

-- A reading that looks unusual, by which rule, in words. The case is found through the reading.
create table reading_flag (
  org_id text not null,
  flag_id uuid not null,
  owner_id text not null,
  access_id uuid not null,
  at timestamptz not null,
  user_id text not null,
  rule text not null,
  says text not null,
  primary key (org_id, flag_id)
);
create index reading_flag_at on reading_flag (org_id, at);
create index reading_flag_user on reading_flag (org_id, user_id, rule, at);

-- Who looked at a flagged reading or an opening in an emergency, and what they found. Once for each.
create table alert_looked_at (
  org_id text not null,
  alert_id uuid not null,
  at timestamptz not null,
  user_id text not null,
  reason text not null,
  primary key (org_id, alert_id)
);

do $$
declare t text;
begin
  foreach t in array array['reading_flag', 'alert_looked_at']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to jcf_app', t);
    execute format('create policy system_read on %I for select using (viewer_is_system())', t);
    execute format('create policy system_add on %I for insert with check (viewer_is_system())', t);
  end loop;
end $$;
