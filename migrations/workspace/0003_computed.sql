-- Computed values that are still to be worked out in the background; a row goes when all its records are done.

create table computation (
  id uuid not null,
  form text not null,
  fields text[] not null,
  -- Records to do; null = every record of the form.
  ids uuid[],
  -- Records are done in the order of their ids: the last one that is.
  reached uuid,
  done integer not null default 0,
  total integer not null,
  -- Who changed what they follow from; null = a definition changed.
  actor uuid,
  created_at timestamptz(3) not null default now(),
  constraint computation_pk primary key (id)
);
