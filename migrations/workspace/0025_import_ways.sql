-- Hash of the names of a file's columns: the next file with the same ones is imported in the same way.
alter table import_job add column header text;

create index import_job_header_idx on import_job (member_id, app, form, header) where state = 'done';

-- What an import was begun with, so that another process goes on with it, and how often it was begun.
alter table import_job add column options jsonb;

alter table import_job add column attempts integer not null default 0;
