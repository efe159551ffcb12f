-- What fills cost against the price that was expected, by hour of the day.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :zone = America/New_York  zone of the hours
--   :from = -infinity         first instant
--   :to = infinity            first instant after the period
--
-- Columns:
--   hour          hour of the day, 0 to 23
--   fills         number of fills
--   notional_usd  dollars traded
--   mean_bps      slippage in basis points, weighted by dollars; positive is worse than expected
--   worst_bps     the worst fill
--   cost_usd      dollars lost to slippage
select extract(hour from t.ts at time zone cast(:'zone' as text))::integer as hour,
       count(*) as fills,
       round(sum(t.quantity * t.price), 2) as notional_usd,
       round(10000 * sum(t.slippage * t.quantity) / nullif(sum(t.expected_price * t.quantity), 0), 4) as mean_bps,
       round(max(10000 * t.slippage / nullif(t.expected_price, 0)), 4) as worst_bps,
       round(sum(t.slippage * t.quantity), 6) as cost_usd
from paper_trades t
where t.run_id = coalesce(nullif(cast(:'run' as text), ''), (select run_id from account_state order by ts desc limit 1))
  and t.ts >= cast(:'from' as timestamptz) and t.ts < cast(:'to' as timestamptz)
group by 1
order by 1;
