create table third (name text);
insert into nowhere values (1);
