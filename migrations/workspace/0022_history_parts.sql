-- History in parts, a month each, so that what is older than anybody keeps it goes at once. What there is becomes the first
-- part as it is; parts to come are made ahead in the background, and what has none yet lies in the rest.
alter table record_change rename to record_change_first;

alter table record_change_first drop constraint record_change_pk;

alter table record_change_first add constraint record_change_first_pk primary key (form, record_id, version, at, id);

create table record_change (like record_change_first including defaults) partition by range (at);

alter table record_change add constraint record_change_pk primary key (form, record_id, version, at, id);

create table record_change_rest (like record_change including defaults,
  constraint record_change_rest_pk primary key (form, record_id, version, at, id));

insert into record_change_rest select * from record_change_first where at >= '2026-12-01 00:00:00+00';

delete from record_change_first where at >= '2026-12-01 00:00:00+00';

alter table record_change attach partition record_change_first for values from (minvalue) to ('2026-12-01 00:00:00+00');

alter table record_change attach partition record_change_rest default;

-- Months that history is kept; without a number all of it. Of what is older nothing is known.
alter table meta add column history_months integer;

alter table meta add column history_from timestamptz(3);
