-- An Area and a board see the counts of the forces that they serve. Their own row in the directory says which.
create policy serves on measure_daily for select
  using (current_setting('jcf.side', true) in ('cps', 'board') and exists (
    select 1 from organisation o
     where o.org_id = current_setting('jcf.org', true) and measure_daily.org_id = any (o.serves)));
