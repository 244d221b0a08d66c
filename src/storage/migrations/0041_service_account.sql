-- Accounts of other systems. The first two tables are owned by the log ('directory' streams): only `apply` functions write
-- them. An account belongs to one organisation for good; its name is shown wherever it wrote, as a person's is.

create table service_account (
  org_id text not null,
  account_id uuid not null,
  name text not null,
  scopes text[] not null,
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  primary key (org_id, account_id)
);
-- A request names the account before its organisation is known, so this is unique over all of them.
create unique index service_account_id on service_account (account_id);

create table service_secret (
  org_id text not null,
  account_id uuid not null,
  secret_id uuid not null,
  -- SHA-256 of 256 random bits, which are stored nowhere: no salt and no slow hash could make guessing them harder.
  sha256 text not null,
  -- The last four characters, to tell two secrets apart.
  ending text not null,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, account_id, secret_id)
);
create unique index service_secret_sha256 on service_secret (sha256);

-- What is true of a secret now and is no event: whether it has been shown to whoever made it, and when it was last used.
create table service_secret_use (
  org_id text not null,
  secret_id uuid not null,
  shown_at timestamptz,
  used_at timestamptz,
  primary key (org_id, secret_id)
);

do $$
declare t text;
begin
  foreach t in array array['service_account', 'service_secret', 'service_secret_use']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (viewer_is_system()) with check (viewer_is_system())', t);
  end loop;
end $$;
create policy staff_read on service_account for select
  using (current_setting('jcf.side', true) in ('police', 'cps', 'board'));

-- A form is told from another by its hidden number alone. A request of another system carries a key of its own choice, so
-- what it asked for is kept too: the same key with another request is a mistake to be told of.
alter table command_done add column request_sha256 text;
