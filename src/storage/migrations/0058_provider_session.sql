-- Signing out everywhere by the identity provider (OpenID Connect Back-Channel Logout 1.0).

alter table session
  -- SHA-256 of what the provider calls the person and its own session; null where it did not say, and for sessions from
  -- before. Hashes: they are only ever compared.
  add column provider_subject_sha256 text,
  add column provider_session_sha256 text;
create index session_of_provider_subject on session (provider_subject_sha256);
create index session_of_provider_session on session (provider_session_sha256);

-- Logout tokens that were acted on, until they are too old to be taken again.
create table logout_token (
  jti_sha256 text not null primary key,
  at timestamptz not null
);
create index logout_token_at on logout_token (at);
alter table logout_token enable row level security;
alter table logout_token force row level security;
grant select, insert, delete on logout_token to jcf_app;
create policy system_all on logout_token using (current_setting('jcf.side', true) = 'system')
  with check (current_setting('jcf.side', true) = 'system');
