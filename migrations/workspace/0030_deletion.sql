-- What followed in other records when one was deleted, for as long as it can be brought back.

create table deletion_effect (
  -- "app:form" and id of the record that was deleted.
  target_form text not null,
  target uuid not null,
  -- "app:form" and id of the record that went along, or pointed there.
  form text not null,
  record_id uuid not null,
  -- The row of a sub-form that pointed there, else the record.
  at_id uuid not null,
  -- "field" or "field.column".
  field text not null,
  -- Of the record, by it.
  version integer not null,
  -- What stood there; null where the record went along.
  before uuid[],
  constraint deletion_effect_pk primary key (target, target_form, form, at_id, field)
);

create index deletion_effect_record_idx on deletion_effect (record_id);
