-- two rows
create table second (name text);
insert into second values ('a;b');
insert into second values ('c');
