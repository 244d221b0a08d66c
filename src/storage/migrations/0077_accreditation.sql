-- What people who assure files were trained for. Kept by managers of their force; read by the system for whoever may.
create table accreditation (
  org_id text not null,
  accreditation_id uuid not null,
  user_id text not null,
  course text not null,
  provider text not null,
  passed_on date not null,
  result text not null,
  expires_on date,
  scopes text[] not null,
  evidence text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  primary key (org_id, accreditation_id)
);
create index accreditation_person on accreditation (org_id, user_id);
alter table accreditation enable row level security;
alter table accreditation force row level security;
grant select, insert, update, delete on accreditation to jcf_app;
create policy system_all on accreditation using (current_setting('jcf.side', true) = 'system')
  with check (current_setting('jcf.side', true) = 'system');
