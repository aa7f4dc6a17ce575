-- What was deleted before there were bins is kept as if it had been deleted now.
alter table meta add column bin_since timestamptz(3) not null default now();
