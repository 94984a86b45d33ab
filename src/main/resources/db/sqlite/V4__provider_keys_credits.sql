alter table sub_account add column max_parallel integer;

-- A caller's own key at a provider: sealed with the gateway's secret key, which is not in here.
-- Without a sub-account it is the account's own.
create table provider_key (
    id              text primary key,
    provider        text not null,
    name            text,
    sub_account_id  text references sub_account (id),
    last4           text not null,
    sealed          text not null,
    created_at      integer not null
) strict;

-- What a passphrase is stretched with; one row, made when it is first needed.
create table secret_salt (
    id    integer primary key check (id = 1),
    salt  text not null
) strict;

-- Prepaid credit, as it was paid in; a negative amount corrects an earlier one.
create table credit (
    id               text primary key,
    amount_nanos     integer not null,
    note             text,
    idempotency_key  text unique,
    created_at       integer not null
) strict;
