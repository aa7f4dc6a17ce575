-- The moment whose values a change puts back.
alter table record_change add column back_to timestamptz(3);
