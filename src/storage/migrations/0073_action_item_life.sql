-- What becomes of an action after it was issued: a request for more time, how the prosecutor settled it, and every earlier
-- answer, date and wording of it.
alter table action_item
  add column extension jsonb,
  add column settled jsonb,
  add column earlier jsonb not null default '[]'::jsonb;
