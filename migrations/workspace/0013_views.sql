-- Views that members make for themselves.
create table personal_view (
  member_id uuid not null,
  id uuid not null,
  app text not null,
  form text not null,
  -- JSON text of a view document.
  document text not null,
  -- Place among the member's views of the form.
  pos integer not null default 0,
  updated_at timestamptz(3) not null default now(),
  constraint personal_view_pk primary key (member_id, id)
);

-- How members adjusted views for themselves. A view that a form shows for want of any has a key that other forms have
-- too, so the form belongs to the name; nothing has been written here so far.
drop table view_setting;
create table view_setting (
  member_id uuid not null,
  app text not null,
  form text not null,
  -- Key of a view, id of a personal one; empty: which view the form opens with.
  view text not null,
  -- JSON text.
  document text not null,
  updated_at timestamptz(3) not null default now(),
  constraint view_setting_pk primary key (member_id, app, form, view)
);
