-- Records that may be the same thing: by what they are found, what is to be compared anew, how far the search is, what it found.

-- A block is the hash of "app:form", how it came about and what records in it have in common.
create table likeness (
  block bigint not null,
  record_id uuid not null,
  constraint likeness_pk primary key (block, record_id)
);

create index likeness_record_idx on likeness (record_id);

create table likeness_due (
  -- "app:form"
  form text not null,
  record_id uuid not null,
  constraint likeness_due_pk primary key (form, record_id)
);

create table likeness_scan (
  form text not null,
  -- Hash of the rules under which it was made.
  scheme text not null,
  -- running, done, cancelled
  state text not null,
  -- index, then compare
  phase text not null,
  -- The last record that was dealt with.
  reached uuid,
  done integer not null default 0,
  total integer not null default 0,
  -- Values that too many records share to be compared: [{ text, size }]
  crowded jsonb not null default '[]',
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  constraint likeness_scan_pk primary key (form)
);

create table twin (
  form text not null,
  -- The smaller id.
  a uuid not null,
  b uuid not null,
  score smallint not null,
  -- [{ field, other, how, way, degree }]
  reasons jsonb not null,
  found_at timestamptz(3) not null default now(),
  -- Who said that they are not the same.
  dismissed_by uuid,
  dismissed_at timestamptz(3),
  constraint twin_pk primary key (form, a, b)
);

create index twin_b_idx on twin (form, b);

create index twin_open_idx on twin (form, score desc, a, b) where dismissed_at is null;
