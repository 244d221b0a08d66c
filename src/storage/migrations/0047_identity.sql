-- Confirming who one is before an action of weight.

alter table session
  -- When the person last showed the identity provider who they are; null where the provider did not say.
  add column authenticated_at timestamptz;

-- A sign-in begun to confirm who has a session already: only that session is changed by its answer.
alter table sign_in_attempt add column confirms_sha256 text;

-- What was typed into a form whose sender has to confirm first, until it is shown again. Sealed with a key made from the
-- session's secret, which is stored nowhere: without the browser's cookie nobody can read it, in the database or a backup.
create table held_form (
  token_sha256 text not null references session (token_sha256) on delete cascade,
  held_id uuid not null,
  at timestamptz not null,
  sealed text not null,
  primary key (token_sha256, held_id)
);

alter table held_form enable row level security;
alter table held_form force row level security;
grant select, insert, delete on held_form to jcf_app;
create policy system_all on held_form using (current_setting('jcf.side', true) = 'system')
  with check (current_setting('jcf.side', true) = 'system');
