-- How names in a record are read, for search by pinyin; a job fills it in, form by form, after the start.
alter table form_storage add column search_scheme smallint not null default 0;
-- One statement on one line, since it must be said of every form's table.
do $$ declare form record; begin for form in select table_name from form_storage where position('.' in form_storage.form) = 0 loop execute format('alter table %I add column _pinyin text collate "C"', form.table_name); end loop; end $$;
