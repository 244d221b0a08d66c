-- What is written by hand on a form of a case, where the case itself does not hold it. Police's own until it is sent; seen by
-- those who see the class of the form, and of the sensitive schedule by those named for it.
create table form_entry (
  owner_id text not null,
  case_id uuid not null,
  form text not null,
  -- Id of what the form is about: a submission, suspect, person, item or officer, or "case".
  about text not null,
  field text not null,
  class text not null check (class in ('V1', 'V5', 'V6')),
  value jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (owner_id, case_id, form, about, field)
);

alter table form_entry enable row level security;
alter table form_entry force row level security;
grant select, insert, update, delete on form_entry to jcf_app;
create policy system_all on form_entry using (viewer_is_system()) with check (viewer_is_system());
create policy police_own on form_entry for select using (viewer_is_police(owner_id) and viewer_sees_class(class));
create policy named_for_sensitive on form_entry as restrictive for select to jcf_app
  using (class <> 'V5' or (select viewer_is_system()) or viewer_reads_sensitive(owner_id, case_id));
call close_case_table('form_entry');
