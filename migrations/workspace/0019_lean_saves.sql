-- What every save pays for and nobody reads by: history is only looked for by record, what happened only in order; and
-- a check is read anew from the catalog by each statement, for words that the one write path writes.
alter table record_change drop constraint record_change_op_check;

drop index record_change_record_idx;

alter table record_change drop constraint record_change_pk;

alter table record_change add constraint record_change_pk primary key (form, record_id, version, id);

drop index outbox_order_idx;

alter table outbox drop constraint outbox_pk;

alter table outbox add constraint outbox_pk primary key (txid, id);
