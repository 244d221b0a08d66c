-- Who passed a file at the first gate of a force that has a second one, while it waits there and after it was sent.
alter table submission add column passed jsonb;
