-- A file's place in its queue is the moment at which it began to press; it does not change by waiting, so it is a column with
-- an index, and whatever changes what it is made of changes it. The same as `placeOf` in src/domain/queue/place.ts: a test
-- holds the two against each other. 1344 hours are eight weeks.
create function queue_place(due_at timestamptz, target_at timestamptz, set_back_until timestamptz, over_limit boolean)
returns timestamptz language sql immutable as
$$
  select case
    when set_back_until is null then least(due_at - interval '1344 hours', target_at)
    when over_limit then least(due_at, greatest(least(due_at - interval '1344 hours', target_at), set_back_until))
    else least(due_at - interval '1344 hours', greatest(target_at, set_back_until))
  end
$$;

alter table queue_item
  -- When it is to be taken at the latest: by the target of its queue, or an earlier date that was asked for.
  add column target_at timestamptz,
  -- The date that was asked for, to be shown.
  add column wanted_at timestamptz,
  add column risks text[] not null default '{}',
  add column set_back_until timestamptz,
  add column set_back_over_limit boolean not null default false,
  add column set_back_reason text;

-- Accepted files that no prosecutor has begun are a queue of their own.
update queue_item set queue = 'allocation'
 where queue = 'review' and (claimed_until is null or claimed_until < '9000-01-01');

update queue_item set target_at = since + interval '1 hour' * (
  case queue when 'urgent_review' then 3 when 'triage' then 24 when 'review' then 48 else 48 end
  * case when version > 1 then 0.5 else 1 end);

alter table queue_item
  alter column target_at set not null,
  add column place_at timestamptz not null
    generated always as (queue_place(due_at, target_at, set_back_until, set_back_over_limit)) stored;

drop index queue_item_order;
create index queue_item_order on queue_item (holder_org, queue, place_at, since, urn, submission_id);
