-- Work on many records at once: what is to be done, how far it is, and what became of each record. Kept for 30 days.
create table batch (
  id uuid not null,
  app text not null,
  form text not null,
  member_id uuid not null,
  op text not null,
  -- JSON: what is changed.
  document text not null default '{}',
  -- JSON: why checks that only warn are passed over.
  accept text,
  state text not null default 'running',
  total integer not null,
  -- Records have their turn in the order of their places: the last one that had.
  reached integer not null default 0,
  done integer not null default 0,
  unchanged integer not null default 0,
  skipped integer not null default 0,
  -- Of the done ones those with values that an undo left alone.
  kept integer not null default 0,
  -- The batch that it takes back.
  undoes uuid,
  -- JSON: why it stopped.
  issue text,
  created_at timestamptz(3) not null default now(),
  -- Batches take turns: when it had its last one.
  worked_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  constraint batch_pk primary key (id),
  constraint batch_op_check check (op in ('edit', 'delete', 'restore', 'undo')),
  constraint batch_state_check check (state in ('running', 'done', 'cancelled', 'failed'))
);

create index batch_created_idx on batch (created_at);

-- Taken back once; where that was stopped it may be tried again.
create unique index batch_undoes_key on batch (undoes) where state in ('running', 'done');

create table batch_record (
  batch_id uuid not null,
  pos integer not null,
  record_id uuid not null,
  -- As it was chosen.
  version integer not null,
  -- Null: has not had its turn.
  outcome text,
  -- The version that was written.
  written integer,
  -- JSON: why it was skipped, or what was left alone.
  issues text,
  constraint batch_record_pk primary key (batch_id, pos),
  constraint batch_record_outcome_check check (outcome in ('done', 'unchanged', 'skipped', 'kept'))
);

-- The batch that a change was part of.
alter table record_change add column batch uuid;
