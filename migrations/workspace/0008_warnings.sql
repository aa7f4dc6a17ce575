-- Checks that warned and were passed over: [{ check, message, reason }].
alter table record_change add column accepted jsonb;
