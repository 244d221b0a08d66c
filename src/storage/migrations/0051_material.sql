-- Material that was on the file and is not any more: withdrawn with a reason, or the document that another took the place
-- of. Police's own, seen by those who see the class of the item; what was sent is in the versions sent.
create table material_discarded (
  owner_id text not null,
  case_id uuid not null,
  material_id text not null,
  -- Counted from 1 for each item, oldest first.
  number int not null,
  how text not null check (how in ('withdrawn', 'replaced')),
  class text not null check (class in ('V1', 'V5', 'V6')),
  detail jsonb not null,
  sha256 text,
  size bigint,
  media_type text,
  name text,
  added_at timestamptz not null,
  reason text not null,
  discarded_by text not null,
  discarded_at timestamptz not null,
  primary key (owner_id, case_id, material_id, number)
);

alter table material_discarded enable row level security;
alter table material_discarded force row level security;
grant select, insert, update, delete on material_discarded to jcf_app;
create policy system_all on material_discarded using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on material_discarded for select
  using (viewer_is_police(owner_id) and viewer_sees_class(class));
call close_case_table('material_discarded');

-- What was read in a document is kept as long as a case of its owner shows the document, withdrawn ones included.
create or replace function forget_readings(the_owner text, the_case uuid, hashes text[]) returns int
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
     and not exists (select from material_discarded w where w.owner_id = the_owner and w.sha256 = d.sha256)
     and not exists (select from sent_document s where s.owner_id = the_owner and s.sha256 = d.sha256);
  get diagnostics n = row_count;
  return n;
end
$$;
