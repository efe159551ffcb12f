-- Which risk rules objected, how often each was the one that bound, and how far off the requests were.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :from = -infinity         first instant
--   :to = infinity            first instant after the period
--
-- Columns:
--   rule       code of the rule
--   breached   verdicts in which it objected, alone or with others
--   rejected   rejections that it bound
--   resized    approvals that it made smaller
--   symbols    symbols concerned
--   first_ts   first time
--   last_ts    last time
--   worst      the value that was furthest from its limit, as value / limit, for rules with numbers
with verdicts as (
    select r.* from risk_decisions r
    where r.run_id = coalesce(nullif(cast(:'run' as text), ''), (select run_id from account_state order by ts desc limit 1))
      and r.ts >= cast(:'from' as timestamptz) and r.ts < cast(:'to' as timestamptz)),
objections as (
    select v.ts, v.symbol, v.approved, v.binding_rule, v.quantity < v.requested_quantity as smaller, x ->> 'rule' as rule,
           x ->> 'actual' as actual, x ->> 'limit' as bound,
           case when x ->> 'actual' ~ '^-?[0-9.]+(E-?[0-9]+)?$' and x ->> 'limit' ~ '^-?[0-9.]+(E-?[0-9]+)?$'
                    then (x ->> 'actual')::numeric / nullif((x ->> 'limit')::numeric, 0) end as ratio
    from verdicts v cross join jsonb_array_elements(v.readings) x
    where (x ->> 'breached')::boolean)
select rule, count(*) as breached,
       count(*) filter (where binding_rule = rule and not approved) as rejected,
       count(*) filter (where binding_rule = rule and approved and smaller) as resized,
       count(distinct symbol) as symbols, min(ts) as first_ts, max(ts) as last_ts,
       (array_agg(actual || ' / ' || bound order by ratio desc nulls last, ts))[1] as worst
from objections
group by rule
order by rejected desc, breached desc, rule;
