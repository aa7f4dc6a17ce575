-- How columns of files become fields, kept under a name by a member, for themselves or for all who import into the form.
create table import_mapping (
  id uuid not null,
  app text not null,
  form text not null,
  member_id uuid not null,
  name text not null,
  shared boolean not null,
  -- JSON.
  document text not null,
  created_at timestamptz(3) not null default now(),
  constraint import_mapping_pk primary key (id)
);

create index import_mapping_form_idx on import_mapping (app, form);

-- An import that was only checked is remembered too.
drop index import_job_header_idx;

create index import_job_header_idx on import_job (member_id, app, form, header);
