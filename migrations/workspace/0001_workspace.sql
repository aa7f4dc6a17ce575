-- Runs once per workspace with search_path set to its schema: names are unqualified on purpose.
-- No triggers, no references to other schemas, every table with a primary key, every constraint named.

create table meta (
  id smallint not null default 1,
  meta_version bigint not null default 1,
  tz text not null,
  constraint meta_pk primary key (id),
  constraint meta_single_check check (id = 1)
);

create table department (
  id uuid not null,
  name text not null,
  parent_id uuid,
  pos integer not null default 0,
  created_at timestamptz(3) not null default now(),
  constraint department_pk primary key (id)
);

create table member (
  id uuid not null,
  account_id uuid,
  name text not null,
  email text,
  phone text,
  is_admin boolean not null default false,
  roles text[] not null default '{}',
  department_ids uuid[] not null default '{}',
  disabled_at timestamptz(3),
  -- App whose sample data brought this login-less member; it leaves with the app.
  sample_of text,
  created_at timestamptz(3) not null default now(),
  constraint member_pk primary key (id),
  constraint member_account_key unique (account_id)
);

create table app (
  key text not null,
  label text not null,
  version text not null,
  template text,
  document text not null,
  installed_at timestamptz(3) not null default now(),
  constraint app_pk primary key (key)
);

-- Documents are text, exactly as published: jsonb would reorder their keys.
create table definition (
  kind text not null,
  app text not null,
  key text not null,
  draft text,
  published text,
  version bigint not null default 0,
  -- Grows with each save of the draft: whoever saves an older one gets a conflict.
  revision integer not null default 0,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  constraint definition_pk primary key (kind, app, key)
);

create table definition_version (
  kind text not null,
  app text not null,
  key text not null,
  version bigint not null,
  document text not null,
  published_at timestamptz(3) not null default now(),
  published_by uuid,
  constraint definition_version_pk primary key (kind, app, key, version)
);

-- The catalog from keys to physical names; nothing else knows a table's or column's name.
create table form_storage (
  app text not null,
  form text not null,
  table_name text not null,
  state text not null default 'ok',
  detail text,
  constraint form_storage_pk primary key (app, form),
  constraint form_storage_table_key unique (table_name),
  constraint form_storage_state_check check (state in ('ok', 'quarantined', 'binned'))
);

create table field_storage (
  app text not null,
  form text not null,
  field text not null,
  column_name text not null,
  pg_type text not null,
  -- Field type, and target of a reference: a binned column comes back only for the same.
  shape text not null,
  state text not null default 'live',
  constraint field_storage_pk primary key (app, form, column_name),
  constraint field_storage_state_check check (state in ('live', 'binned'))
);

create index field_storage_field_idx on field_storage (app, form, field);

-- Reverse diffs: the old values of what changed. A create has none, a delete keeps the last image.
create table record_change (
  id uuid not null,
  form text not null,
  record_id uuid not null,
  version integer not null,
  at timestamptz(3) not null default now(),
  actor uuid,
  cause text not null,
  op text not null,
  before jsonb,
  constraint record_change_pk primary key (id),
  constraint record_change_op_check check (op in ('create', 'update', 'delete', 'restore'))
);

create index record_change_record_idx on record_change (form, record_id, version);

-- What happened, in the transaction in which it happened. Read behind pg_snapshot_xmin in (txid, id) order.
create table outbox (
  id bigint not null generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now(),
  kind text not null,
  payload jsonb not null,
  constraint outbox_pk primary key (id)
);

create index outbox_order_idx on outbox (txid, id);

create table outbox_cursor (
  name text not null,
  txid xid8 not null,
  id bigint not null,
  updated_at timestamptz(3) not null default now(),
  constraint outbox_cursor_pk primary key (name)
);

-- Human numbers (autonumber fields): one row per number series.
create table counter (
  key text not null,
  value bigint not null,
  constraint counter_pk primary key (key)
);

create table import_job (
  id uuid not null,
  app text not null,
  form text not null,
  member_id uuid,
  state text not null,
  file_name text,
  mapping jsonb not null default '{}',
  counts jsonb not null default '{}',
  errors jsonb not null default '[]',
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  constraint import_job_pk primary key (id)
);

create index import_job_created_idx on import_job (created_at);

-- A member's own adjustments of a view: column widths, order, sort.
create table view_setting (
  member_id uuid not null,
  app text not null,
  view text not null,
  document jsonb not null,
  updated_at timestamptz(3) not null default now(),
  constraint view_setting_pk primary key (member_id, app, view)
);
