-- Records that left as files: who took what, and when. Files that are made in the background wait to be fetched for a
-- week; that they were is known for a year.
create table export_job (
  id uuid not null,
  app text not null,
  form text not null,
  member_id uuid not null,
  -- Its file waits to be fetched; others went out at once.
  background boolean not null,
  -- JSON: what was asked for.
  document text not null,
  locale text not null,
  state text not null default 'running',
  -- Records.
  done integer not null default 0,
  total integer,
  -- How often it was begun.
  attempts integer not null default 0,
  file_name text,
  -- Bytes.
  size bigint,
  -- A content may lie in the store.
  stored boolean not null default false,
  -- JSON: why it failed.
  issue text,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  expires_at timestamptz(3),
  constraint export_job_pk primary key (id),
  constraint export_job_state_check check (state in ('running', 'done', 'cancelled', 'failed'))
);

create index export_job_created_idx on export_job (created_at, id);
create index export_job_member_idx on export_job (member_id, created_at, id) where background;
create index export_job_kept_idx on export_job (id) where stored or state = 'running';
