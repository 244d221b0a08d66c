-- How long a case is kept, what holds it, who asked for it to be erased; and what is left of one that was.

-- Owned by the log ('retention' stream of the case). No row: nothing was ever decided about keeping it.
create table case_retention (
  owner_id text not null,
  case_id uuid not null,
  retention_group text,
  hold_reason text,
  hold_by text,
  hold_at timestamptz,
  -- Day of the next review, when somebody decided to keep it until then.
  review_on text,
  kept_reason text,
  proposed_ground text,
  proposed_reason text,
  proposed_by text,
  proposed_at timestamptz,
  primary key (owner_id, case_id),
  check ((hold_at is null) = (hold_by is null) and (hold_at is null) = (hold_reason is null)),
  check ((proposed_at is null) = (proposed_by is null) and (proposed_at is null) = (proposed_ground is null))
);

-- What is left of an erased case: kinds and counts, when, by whom, on what ground. Nothing of what it said. Owned by the log.
create table erasure_certificate (
  owner_id text not null,
  case_id uuid not null,
  urn text not null,
  retention_group text,
  ground text not null,
  proposed_by text not null,
  approved_by text not null,
  erased_at timestamptz not null,
  events int not null,
  documents int not null,
  counts jsonb not null,
  primary key (owner_id, case_id),
  check (proposed_by <> approved_by)
);

-- Bytes that no case names any more, until the document store has removed them. Hashes alone.
create table bytes_to_remove (
  sha256 text not null primary key,
  asked_at timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['case_retention', 'erasure_certificate', 'bytes_to_remove']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;
  foreach t in array array['case_retention', 'erasure_certificate']
  loop
    execute format('create policy police_own on %I for select using (viewer_is_police(owner_id))', t);
    execute format('call close_case_table(%L)', t);
  end loop;
end $$;

-- Takes the content from every event of a case that has its certificate. It runs as the owner of the tables, so
-- the application, which can change no event, can do this and nothing else, and does it in the transaction of the
-- certificate: either all of it happened or nothing. The certificate itself keeps its content.
-- Answers how many events lost theirs.
create function erase_case_content(the_owner text, the_case uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  certified timestamptz;
  n int;
begin
  if not viewer_is_system() then raise exception 'Only the system erases'; end if;
  select c.erased_at into certified from erasure_certificate c where c.owner_id = the_owner and c.case_id = the_case;
  if certified is null then raise exception 'This case has no certificate of erasure'; end if;
  update event_payload p set payload = null, salt = null, erased_at = certified
    from event e
   where e.owner_id = the_owner and e.case_id = the_case and e.type <> 'case-erased'
     and p.owner_id = e.owner_id and p.event_id = e.event_id and p.erased_at is null;
  get diagnostics n = row_count;
  return n;
end
$$;

-- Forgets what was read in documents of a case that was erased, where no other case of its owner has the document.
create function forget_readings(the_owner text, the_case uuid, hashes text[]) returns int
language plpgsql security definer set search_path = public, pg_temp as
$$
declare n int;
begin
  if not viewer_is_system() then raise exception 'Only the system erases'; end if;
  if not exists (select from erasure_certificate c where c.owner_id = the_owner and c.case_id = the_case) then
    raise exception 'This case has no certificate of erasure';
  end if;
  delete from document_reading d
   where d.owner_id = the_owner and d.sha256 = any (hashes)
     and not exists (select from material_item m where m.owner_id = the_owner and m.sha256 = d.sha256)
     and not exists (select from sent_document s where s.owner_id = the_owner and s.sha256 = d.sha256);
  get diagnostics n = row_count;
  return n;
end
$$;
revoke all on function forget_readings(text, uuid, text[]) from public;
grant execute on function forget_readings(text, uuid, text[]) to jcf_app;
revoke all on function erase_case_content(text, uuid) from public;
grant execute on function erase_case_content(text, uuid) to jcf_app;
