-- How many pages a document has, where its kind has pages: what a comparison of editions and a check of proportion count.
-- Null: of a kind without pages, or read before they were counted.

alter table document_reading add column pages integer check (pages >= 0);
