-- What was read in the bytes of a document: its text, whether a recording plays. Derived from the bytes alone and never
-- changed, so it belongs to no stream and can be made again. Only the system reads it: the text of a sensitive item is
-- as sensitive as the item.
create table document_reading (
  owner_id text not null,
  sha256 text not null,
  read text not null check (read in ('read', 'no-text', 'failed', 'not-text')),
  text text not null,
  plays text not null check (plays in ('plays', 'damaged', 'unknown')),
  primary key (owner_id, sha256)
);
alter table document_reading enable row level security;
alter table document_reading force row level security;
grant select, insert on document_reading to jcf_app;
create policy system_all on document_reading using (viewer_is_system()) with check (viewer_is_system());
