-- Which clocks have something to say is asked every minute, of a million cases: each question is answered by an index, and
-- touches only the rows that are the answer.

-- A clock is due at its next point, which follows from the point last warned of; so the clocks at one point lie together, the
-- one that ends first on top.
drop index case_clock_due;
create index case_clock_next on case_clock (in_hours, warned, ends_at)
  where state = 'running' and held and not expired;
-- Kinds that raise no incident are never marked expired, so those that ended long ago must not be in the way.
create index case_clock_run_out on case_clock (kind, ends_at) where state = 'running' and held and not expired;

-- The cases that another edition of the rules has to work out anew lie together.
create index case_clock_state_rules on case_clock_state (side, rules);

-- The queues in which a case waits: the key begins with the queue.
create index queue_item_of_case on queue_item (owner_id, case_id);
