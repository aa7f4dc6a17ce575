-- What a version changed, in the words of whoever published it.
alter table definition_version add column note text;

-- Deleted fields whose values were cleared for good: versions up to this one no longer offer to bring them back.
create table purged_field (
  app text not null,
  form text not null,
  -- Of a column of a sub-form: "lines.price".
  field text not null,
  version bigint not null,
  at timestamptz(3) not null default now(),
  by uuid,
  constraint purged_field_pk primary key (app, form, field)
);
