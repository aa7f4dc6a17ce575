-- What members have typed and not saved yet, under the id that its record has or will have.

create table record_draft (
  member_id uuid not null,
  id uuid not null,
  app text not null,
  form text not null,
  -- Of the record that is changed; null: the record is still to be made.
  version integer,
  -- Put into the draft box by the member, not just kept in passing.
  kept boolean not null default false,
  title text,
  -- Text, as it was typed: jsonb would refuse some of it and reorder the rest.
  content text not null,
  -- Uploaded files in it: they stay as long as it does.
  files uuid[] not null default '{}',
  updated_at timestamptz(3) not null default now(),
  constraint record_draft_pk primary key (member_id, id)
);

create index record_draft_files_idx on record_draft using gin (files);
