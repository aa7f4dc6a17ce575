-- The worker that an export began with: it stays with it, so that nobody else works on it at the same time.
alter table export_job add column large boolean not null default false;
