-- Forms that were deleted wait in the bin, with their tables: since when and by whom, whether they are going for good, and
-- what keeps them from it.
alter table form_storage add column binned_at timestamptz(3);

alter table form_storage add column binned_by uuid;

alter table form_storage add column purging boolean not null default false;

alter table form_storage add column kept text;
