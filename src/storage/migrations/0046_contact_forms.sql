-- Forms that hold how to reach people and what they need are of class V6: the row, and with it the document, is seen by
-- those who see contact details.
alter table material_item drop constraint material_item_class_check,
  add constraint material_item_class_check check (class in ('V1', 'V5', 'V6'));
alter table sent_document drop constraint sent_document_class_check,
  add constraint sent_document_class_check check (class in ('V1', 'V5', 'V6'));
