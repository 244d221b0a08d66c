-- Redacted copies: what is reviewed, made, checked by a second person and approved, one row for each copy of a document of
-- an item for one recipient; with the saved pages of it, and what was decided once for a whole case.
create table redaction_copy (
  owner_id text not null,
  case_id uuid not null,
  copy_id text not null,
  material_id text not null,
  class text not null check (class in ('V1', 'V5', 'V6')),
  -- Of the document it is made from.
  sha256 text not null,
  recipient text not null,
  state text not null,
  begun_by text not null,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  finished_by text,
  -- The bytes of the copy, when there is one, and what the verifier said of them.
  copy_sha256 text,
  copy_size bigint,
  certificate jsonb,
  -- Words that go wherever they stand.
  sought jsonb not null default '[]',
  -- Why it was refused, returned, withdrawn or is not needed.
  said jsonb,
  checked_by text,
  checked_at timestamptz,
  primary key (owner_id, case_id, copy_id)
);

-- Every saving of a page, numbered from 1: the newest stands, the one before it can be brought back.
create table redaction_page (
  owner_id text not null,
  case_id uuid not null,
  copy_id text not null,
  page int not null,
  number int not null,
  class text not null check (class in ('V1', 'V5', 'V6')),
  regions jsonb not null,
  stays jsonb not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (owner_id, case_id, copy_id, page, number)
);

create table redaction_subject (
  owner_id text not null,
  case_id uuid not null,
  subject text not null,
  recipient text not null,
  class text not null check (class in ('V1', 'V5', 'V6')),
  person_id text,
  type text not null,
  goes boolean not null,
  -- Where it was decided; null for what was changed for the whole case at once, which has a reason.
  copy_id text,
  reason text,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (owner_id, case_id, subject, recipient)
);

do $$
declare
  t text;
begin
  foreach t in array array['redaction_copy', 'redaction_page', 'redaction_subject'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
    execute format(
      'create policy police_own on %I for select using (viewer_is_police(owner_id) and viewer_sees_class(class))', t);
    execute format(
      'create policy named_for_sensitive on %I as restrictive for select to jcf_app
         using (class <> ''V5'' or (select viewer_is_system()) or viewer_reads_sensitive(owner_id, case_id))', t);
  end loop;
end $$;
call close_case_table('redaction_copy');
call close_case_table('redaction_page');
call close_case_table('redaction_subject');

-- The copy of a document that is reviewed and burned, made from its bytes alone and never changed, so it belongs to no
-- stream and can be made again. Only the system reads it: the words are as sensitive as the item.
create table working_copy (
  owner_id text not null,
  sha256 text not null,
  made boolean not null,
  -- Null where it could not be made.
  working_sha256 text,
  pages int,
  hidden jsonb not null,
  programs jsonb not null,
  fault jsonb,
  primary key (owner_id, sha256)
);

create table working_page (
  owner_id text not null,
  sha256 text not null,
  page int not null,
  shape jsonb not null,
  text text not null,
  text_from text not null check (text_from in ('page', 'picture', 'none')),
  -- `[at, length, x0, y0, x1, y1]` of each letter, boxes in hundredths of a point.
  glyphs jsonb not null,
  primary key (owner_id, sha256, page)
);

do $$
declare
  t text;
begin
  foreach t in array array['working_copy', 'working_page'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;
end $$;
