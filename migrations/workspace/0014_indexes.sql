-- Indexes that the platform makes by itself, and what lists asked for.

-- What lists asked of a form: fields, never values. Forgotten when nobody has asked for 30 days.
create table list_shape (
  app text not null,
  form text not null,
  -- JSON: fields with one value, other fields filtered by, order.
  shape text not null,
  uses bigint not null,
  used_at timestamptz(3) not null,
  constraint list_shape_pk primary key (app, form, shape)
);

-- An index and the shape that it was made for.
create table advised_index (
  name text not null,
  app text not null,
  form text not null,
  shape text not null,
  -- Null: being built.
  made_at timestamptz(3),
  constraint advised_index_pk primary key (name)
);

-- Forms for which no more are made.
create table advice_paused (
  app text not null,
  form text not null,
  constraint advice_paused_pk primary key (app, form)
);
