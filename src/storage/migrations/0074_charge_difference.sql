-- What became of a charge that was not laid as authorised: what the prosecutor said, and the terms it had before police
-- corrected it.
alter table charge
  add column resolved jsonb,
  add column before jsonb;
