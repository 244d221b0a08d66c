-- A queue belongs to a police force or a CPS office; a board has none, whatever organisation it names.
drop policy holder on queue_item;
create policy holder on queue_item for select
  using (current_setting('jcf.side', true) in ('police', 'cps') and holder_org = current_setting('jcf.org', true));
