-- Forms that anybody with the link may fill in, and what came that way.

create table public_form (
  app text not null,
  form text not null,
  -- Part of the address; whoever has it may open the form.
  token text not null,
  enabled boolean not null default false,
  settings jsonb not null default '{}',
  password_hash text,
  -- Grows with each change of the settings: what is remembered of them is told apart by it.
  revision integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  constraint public_form_pk primary key (app, form),
  constraint public_form_token_key unique (token)
);

-- One row per submission, made before its record: limits and duplicates are judged on these.
create table public_submission (
  -- The record's.
  id uuid not null,
  app text not null,
  form text not null,
  -- What no other submission may share with it: a visitor and a day, a value.
  guards text[] not null default '{}',
  at timestamptz(3) not null default now(),
  done boolean not null default false,
  constraint public_submission_pk primary key (id)
);

create index public_submission_form_idx on public_submission (app, form, at);

create index public_submission_guards_idx on public_submission using gin (guards);
