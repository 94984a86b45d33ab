-- What calls without a tag used is kept under the empty tag, as it is added from now on.
insert into spend_rollup (period_kind, scope_kind, window_number, scope_id, sub_account_id, nanos, requests, input_tokens, output_tokens)
select p.kind, 'tag', r.created_at / p.millis, '', '', sum(r.nanos), count(*), sum(r.input_tokens), sum(r.output_tokens)
from usage_record r, (select 'hour' as kind, 3600000 as millis union all select 'day', 86400000) p
where not exists (select 1 from usage_tag t where t.record_id = r.id)
group by p.kind, r.created_at / p.millis;

insert into spend_rollup (period_kind, scope_kind, window_number, scope_id, sub_account_id, nanos, requests, input_tokens, output_tokens)
select p.kind, 'sub_account_tag', r.created_at / p.millis, '', r.sub_account_id, sum(r.nanos), count(*), sum(r.input_tokens), sum(r.output_tokens)
from usage_record r, (select 'hour' as kind, 3600000 as millis union all select 'day', 86400000) p
where r.sub_account_id is not null and not exists (select 1 from usage_tag t where t.record_id = r.id)
group by p.kind, r.created_at / p.millis, r.sub_account_id;
