-- What administrators share while they design.

-- Parts of forms that are kept to be put into others.
create table field_template (
  id uuid not null,
  -- Its name and the parts, as text: jsonb would reorder the fields.
  document text not null,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  constraint field_template_pk primary key (id)
);

-- Which designs are open where. A row says so for a minute; whoever is still there says it again.
create table design_presence (
  -- One page of a browser.
  tab uuid not null,
  kind text not null,
  app text not null,
  key text not null,
  member_id uuid not null,
  seen_at timestamptz(3) not null default now(),
  constraint design_presence_pk primary key (tab)
);

create index design_presence_design_idx on design_presence (kind, app, key);
