-- How much of the account was at risk, over time.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :bucket = 1 hour          length of one row
--   :from = -infinity         first instant
--   :to = infinity            first instant after the period
--
-- Columns:
--   bucket         start of the interval, UTC aligned
--   account        account
--   points         points of the equity curve in it; it has one per change
--   exposure_usd   positions at their last closes, at the last point
--   highest_usd    the most in the interval
--   percent        exposure_usd of equity, in percent
--   equity_usd     equity at the last point
--   drawdown       loss since the highest equity so far, in percent
select date_bin(cast(:'bucket' as interval), ts, timestamptz '2000-01-01 00:00Z') as bucket,
       account, count(*) as points,
       (array_agg(equity - cash order by ts desc))[1] as exposure_usd,
       max(equity - cash) as highest_usd,
       round((array_agg(100 * (equity - cash) / nullif(equity, 0) order by ts desc))[1], 4) as percent,
       (array_agg(equity order by ts desc))[1] as equity_usd,
       round((array_agg(100 * (1 - equity / nullif(peak, 0)) order by ts desc))[1], 4) as drawdown
from (select *, max(equity) over (partition by account order by ts) as peak
      from account_state
      where run_id = coalesce(nullif(cast(:'run' as text), ''), (select run_id from account_state order by ts desc limit 1))) p
where ts >= cast(:'from' as timestamptz) and ts < cast(:'to' as timestamptz)
group by 1, 2
order by 1, 2;
