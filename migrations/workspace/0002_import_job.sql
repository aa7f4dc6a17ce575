-- What an import found in its file and what became of it; `counts` is its progress, `errors` what stopped it as a whole.

alter table import_job add column source jsonb not null default '{}';

alter table import_job add column preview jsonb;

alter table import_job add column result jsonb;
