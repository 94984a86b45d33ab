-- A call that cost more than was held for it: the estimate was too low, and a cap may have been passed by the difference.
alter table usage_record add column above_hold integer not null default 0;

create index usage_above_hold on usage_record (id) where above_hold = 1;
