-- An import is a batch of the records that it wrote, so that it can be taken back.
alter table batch drop constraint batch_op_check;

alter table batch add constraint batch_op_check check (op in ('edit', 'delete', 'restore', 'undo', 'import'));
