-- For how many months police were chased for a charge that was authorised and not laid.
alter table decision add column chased int not null default 0;
-- Those that wait to be laid, for the sweep that looks every minute: few of all decisions.
create index decision_to_lay on decision (issued_at)
  where laid_charge_id is null and again is null and detail ->> 'authorises' is not null;
