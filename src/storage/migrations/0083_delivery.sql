-- Receipts of documents that were sent, and what could not be delivered.
alter table sent_document add column receipt jsonb;
alter table material_item add column undelivered text;
alter table submission add column undelivered jsonb;
-- A version that reached the CPS another way and was recorded later.
alter table submission_sent add column handed_over jsonb;
-- An urgent charge that the CPS are to be told of with the next version sent.
alter table submission add column urgent_charge jsonb;
