-- Records that became one, and what it takes to make them several again.

create table merge (
  id uuid not null,
  -- "app:form"
  form text not null,
  survivor uuid not null,
  -- Of the survivor, by the merge; null where the merge left its values alone.
  version integer,
  by_id uuid not null,
  at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  constraint merge_pk primary key (id)
);

create index merge_survivor_idx on merge (form, survivor);

create table merge_record (
  merge_id uuid not null,
  record_id uuid not null,
  constraint merge_record_pk primary key (merge_id, record_id)
);

create index merge_record_record_idx on merge_record (record_id);

create table merge_link (
  merge_id uuid not null,
  -- "app:form", "app:form.field" of rows of a sub-form, or what is kept beside records: "$comment", "$follow", "$share".
  form text not null,
  record_id uuid not null,
  field text not null,
  before uuid[] not null,
  constraint merge_link_pk primary key (merge_id, form, record_id, field)
);
