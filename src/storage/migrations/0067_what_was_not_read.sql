-- Which pages of a document nobody could read, and how long a recording is: what the check tells rather than pass over.
-- Null: of a kind without pages or length, or read before this was kept.

alter table document_reading add column unread_pages integer[];
alter table document_reading add column seconds double precision check (seconds >= 0);
