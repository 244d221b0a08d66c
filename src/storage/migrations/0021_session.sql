-- Sign-in state. Not part of the log: what happened is in the events and in access_record; this is who is here now.

create table session (
  -- SHA-256 of the cookie's value, which is stored nowhere.
  token_sha256 text not null primary key,
  user_id text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- What to say on the next page. Words of the product, never case material.
  message text
);
create index session_of_person on session (user_id);
create index session_last_seen on session (last_seen_at);

create table sign_in_attempt (
  state_sha256 text not null primary key,
  -- SHA-256 of the cookie of the browser that began it; another browser can't finish it.
  browser_sha256 text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  begun_at timestamptz not null
);
create index sign_in_attempt_begun on sign_in_attempt (begun_at);

-- One row for each form that has been acted on, written in the same transaction as the action, so that the same form
-- sent twice acts once.
create table command_done (
  user_id text not null,
  command_id uuid not null,
  at timestamptz not null,
  location text not null,
  message text,
  primary key (user_id, command_id)
);
create index command_done_at on command_done (at);

do $$
declare t text;
begin
  foreach t in array array['session', 'sign_in_attempt', 'command_done']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to jcf_app', t);
    execute format('create policy system_all on %I using (current_setting(''jcf.side'', true) = ''system'')
                    with check (current_setting(''jcf.side'', true) = ''system'')', t);
  end loop;
end $$;

-- An action may run under the viewer of the person who does it.
create policy own_commands on command_done using (user_id = current_setting('jcf.user', true))
  with check (user_id = current_setting('jcf.user', true));
