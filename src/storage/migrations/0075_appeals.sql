-- Why early advice was declined, and the appeals of inspectors with their answers, with the version that they are about.
alter table submission_sent add column declined jsonb;
alter table submission_sent add column appeals jsonb not null default '[]';
