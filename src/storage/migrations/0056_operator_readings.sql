-- What operators do on the command line with the data of every case is in the record of access too, one entry for each
-- organisation whose cases it was; and an entry says which kind of dealing with data it is, not consultation alone.

alter table access_record
  -- Every case of `org_id` that there was at the time, without naming one.
  add column every_case boolean not null default false,
  -- Data Protection Act 2018 s62(1). Alteration and erasure are in the log.
  add column dealing text not null default 'consulted' check (dealing in ('collected', 'consulted', 'disclosed', 'combined'));

alter table access_record drop constraint access_record_via_check;
alter table access_record add constraint access_record_via_check check (via in ('browser', 'account', 'command-line'));
alter table access_record drop constraint one_case_or_a_list;
alter table access_record add constraint one_case_a_list_or_every_case
  check ((case_id is not null)::int + (cardinality(listed) > 0)::int + every_case::int = 1);

create index access_record_every_case on access_record (org_id, at) where every_case;

-- What came later is hashed where it says something, so that entries from before keep their hash.
create or replace function access_record_hash(r access_record, before bytea) returns bytea language sql stable as
$$
  select sha256(before || convert_to((jsonb_build_array(r.seq, r.owner_id, r.access_id, r.case_id, r.listed,
           to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.org_id, r.user_id, r.page, r.why, r.about,
           r.via)
           || case when r.every_case or r.dealing <> 'consulted' then jsonb_build_array(r.every_case, r.dealing)
                   else '[]'::jsonb end)::text, 'UTF8'))
$$;

-- Whether a case was there at a time: its id begins with the millisecond in which it was taken in.
create function case_was_there(the_case uuid, at timestamptz) returns boolean language sql immutable as
$$
  select ('x' || substr(replace(the_case::text, '-', ''), 1, 12))::bit(48)::bigint <= floor(extract(epoch from at) * 1000)::bigint
$$;
