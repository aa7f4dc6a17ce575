-- Uploaded files. The content lies in the file store under the workspace's id and the hash; equal contents share it.

create table file (
  id uuid not null,
  sha256 text not null,
  name text not null,
  size bigint not null,
  -- Told from the content, never from the name.
  mime text not null,
  has_thumb boolean not null default false,
  uploaded_by uuid,
  created_at timestamptz(3) not null default now(),
  -- The record that took it; it keeps a file that it no longer shows, so that a change can be undone. All null: the
  -- file waits, for a day.
  form text,
  field text,
  record_id uuid,
  attached_at timestamptz(3),
  constraint file_pk primary key (id),
  constraint file_record_check check ((record_id is null) = (form is null) and (form is null) = (field is null))
);

create index file_record_idx on file (form, record_id);

create index file_content_idx on file (sha256);

create index file_waiting_idx on file (uploaded_by, created_at) where record_id is null;
