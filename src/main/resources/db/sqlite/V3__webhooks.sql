-- Who is told of events, and every telling. A deleted webhook stays for the sake of its deliveries.

create table webhook (
    id          text primary key,
    url         text not null,
    events      text not null,
    created_at  integer not null,
    deleted_at  integer
) strict;

-- The newest secret and, for a day after a rotation, the one before it.
create table webhook_secret (
    id          integer primary key check (id = 1),
    secret      text not null,
    previous    text,
    rotated_at  integer
) strict;

create table event (
    id          text primary key,
    type        text not null,
    created_at  integer not null,
    body        text not null
) strict;

-- What may be told only once, and until when that is remembered.
create table event_once (
    key    text primary key,
    until  integer not null
) strict, without rowid;

create table delivery (
    number           integer primary key autoincrement,
    id               text not null unique,
    event_id         text not null references event (id),
    webhook_id       text not null references webhook (id),
    status           text not null,
    attempts         integer not null,
    created_at       integer not null,
    next_at          integer,
    last_at          integer,
    response_status  integer not null default 0,
    error            text,
    replay_of        text
) strict;

create index delivery_due on delivery (next_at, webhook_id) where status = 'pending';
create index delivery_of_webhook on delivery (webhook_id, next_at) where status = 'pending';
create index delivery_of_event on delivery (event_id);
create index delivery_by_status on delivery (status, number);
