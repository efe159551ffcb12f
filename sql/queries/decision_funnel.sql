-- How many decisions survived each step, and what stopped the others.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :symbol = ''              one ticker; empty for all
--   :from = -infinity         first instant, such as 2024-01-02T14:30:00Z
--   :to = infinity            first instant after the period
--
-- Columns:
--   step         place in the funnel, counted from 1
--   stage        decided, held, asked, rejected, resized, approved, ordered, filled
--   reason       gate that held it or rule that bound it; empty for the sum of a stage
--   decisions    decisions, verdicts or entry and exit orders that reached the stage
--   percent      share of all decisions, in percent
with chosen as (
    select coalesce(nullif(cast(:'run' as text), ''),
                    (select run_id from account_state order by ts desc limit 1)) as run_id),
decided as (
    select s.* from signals s join chosen using (run_id)
    where (cast(:'symbol' as text) = '' or s.symbol = cast(:'symbol' as text))
      and s.ts >= cast(:'from' as timestamptz) and s.ts < cast(:'to' as timestamptz)),
judged as (
    select r.* from risk_decisions r join chosen using (run_id)
    where (cast(:'symbol' as text) = '' or r.symbol = cast(:'symbol' as text))
      and r.ts >= cast(:'from' as timestamptz) and r.ts < cast(:'to' as timestamptz)),
ordered as (
    -- protections hang on their entry and are not asked for by a decision of their own
    select o.*, exists (select from trades t where t.run_id = o.run_id and t.client_order_id = o.client_order_id) as filled
    from orders o join chosen using (run_id)
    where o.leg in ('ENTRY', 'EXIT') and (cast(:'symbol' as text) = '' or o.symbol = cast(:'symbol' as text))
      and o.ts >= cast(:'from' as timestamptz) and o.ts < cast(:'to' as timestamptz)),
steps as (
    select 1 as step, 'decided' as stage, '' as reason, count(*) as decisions from decided
    union all
    select 2, 'held', coalesce(binding_gate, 'NO_DIRECTION'), count(*) from decided where action = 'HOLD' group by 3
    union all
    select 3, 'asked', action, count(*) from decided where action <> 'HOLD' group by 3
    union all
    select 4, 'rejected', coalesce(binding_rule, ''), count(*) from judged where not approved group by 3
    union all
    select 5, 'resized', coalesce(binding_rule, ''), count(*) from judged
    where approved and quantity < requested_quantity group by 3
    union all
    select 6, 'approved', '', count(*) from judged where approved
    union all
    select 7, 'ordered', leg, count(*) from ordered group by 3
    union all
    select 8, 'filled', leg, count(*) from ordered where filled group by 3)
select step, stage, reason, decisions,
       round(100.0 * decisions / nullif((select count(*) from decided), 0), 3) as percent
from steps
order by step, decisions desc, reason;
