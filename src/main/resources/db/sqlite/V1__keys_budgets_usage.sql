-- Amounts are nano-dollars, times are epoch milliseconds, flags are 0 or 1, lists are JSON texts.
-- STRICT refuses what is not a whole number, so a sum that left the 64 bits is an error and never a rounded amount.

create table sub_account (
    id               text primary key,
    name             text not null,
    external_ref     text,
    spend_cap_nanos  integer,
    cap_period       text not null,
    rate_limit_rpm   integer,
    rate_limit_tpm   integer,
    allowed_models   text,
    default_tag      text,
    created_at       integer not null,
    deleted_at       integer
) strict;

-- previous_sha256 is a rotated secret: it works until the new one is first used.
create table api_key (
    id               text primary key,
    sha256           text not null unique,
    previous_sha256  text unique,
    last4            text not null,
    name             text not null,
    sub_account_id   text references sub_account (id),
    admin            integer not null,
    spend_cap_nanos  integer,
    cap_period       text not null,
    rate_limit_rpm   integer,
    rate_limit_tpm   integer,
    max_parallel     integer,
    allowed_models   text,
    default_tag      text,
    expires_at       integer,
    created_at       integer not null,
    revoked_at       integer
) strict;

create index api_key_of_sub_account on api_key (sub_account_id);

create table budget (
    id          text primary key,
    scope_kind  text not null,
    scope_id    text not null,
    cap_nanos   integer not null,
    period      text not null,
    alert_at    text not null,
    created_at  integer not null
) strict;

create table usage_record (
    id                       integer primary key,
    request_id               text not null unique,
    created_at               integer not null,
    key_id                   text,
    sub_account_id           text,
    tag                      text,
    tags                     text not null,
    model_asked              text not null,
    model_served             text,
    provider                 text,
    attempts                 text not null,
    status                   integer not null,
    stream                   integer not null,
    input_tokens             integer not null,
    cached_tokens            integer not null,
    cache_write_tokens       integer not null,
    cache_write_long_tokens  integer not null,
    output_tokens            integer not null,
    reasoning_tokens         integer not null,
    price_version            text,
    provider_nanos           integer not null,
    fee_nanos                integer not null,
    nanos                    integer not null,
    estimated                integer not null,
    unconfirmed              integer not null,
    byok                     integer not null,
    cache_hit                integer not null,
    latency_ms               integer not null,
    first_token_ms           integer
) strict;

create index usage_by_time on usage_record (created_at);
create index usage_by_sub_account on usage_record (sub_account_id) where sub_account_id is not null;
create index usage_errors on usage_record (id) where status >= 400;

create table usage_tag (
    tag        text not null,
    record_id  integer not null references usage_record (id),
    primary key (tag, record_id)
) strict, without rowid;

create index usage_tag_of_record on usage_tag (record_id);

-- What was used per scope and UTC hour or day; window_number counts hours or days since 1970.
-- Kept in the transaction that adds the records. What one sub-account used of a tag, model or provider is kept as
-- another kind, 'sub_account_tag' and so on, so that a report over all need not add up every pair of them.
create table spend_rollup (
    period_kind     text not null,
    scope_kind      text not null,
    window_number   integer not null,
    scope_id        text not null,
    sub_account_id  text not null,
    nanos           integer not null,
    requests        integer not null,
    input_tokens    integer not null,
    output_tokens   integer not null,
    primary key (period_kind, scope_kind, window_number, scope_id, sub_account_id)
) strict, without rowid;

create index spend_rollup_of_scope on spend_rollup (period_kind, scope_kind, scope_id, window_number);
