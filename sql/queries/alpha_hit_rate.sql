-- How often each alpha was right: the move of the price while its opinion counted.
--
-- An opinion counts from its bar's close to its end, or to the alpha's next word on the symbol where that comes first. One that
-- ends after the last bar is not judged.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :from = -infinity         first instant
--   :to = infinity            first instant after the period
--
-- Columns:
--   alpha       name of the alpha
--   direction   UP or DOWN
--   opinions    opinions that were judged
--   hits        those whose price went their way
--   hit_rate    hits of those whose price moved, in percent
--   mean_bps    mean move in their direction, in basis points
--   best_bps    the best
--   worst_bps   the worst
with opinions as (
    select a.run_id, a.alpha, a.symbol, a.ts, a.direction,
           least(a.closes_at, lead(a.ts) over (partition by a.alpha, a.symbol order by a.ts)) as ends_at
    from alpha_signals a
    where a.run_id = coalesce(nullif(cast(:'run' as text), ''), (select run_id from account_state order by ts desc limit 1))),
ends as (
    select symbol, max(ts) as last_ts from signals s
    where s.run_id = (select run_id from opinions limit 1) group by symbol),
moves as (
    select o.alpha, o.direction, 10000 * (
        (select s.close from signals s where s.run_id = o.run_id and s.symbol = o.symbol and s.ts <= o.ends_at
         order by s.ts desc limit 1) / b.close - 1) * case o.direction when 'UP' then 1 else -1 end as bps
    from opinions o
             join signals b on b.run_id = o.run_id and b.symbol = o.symbol and b.ts = o.ts
             join ends e on e.symbol = o.symbol and o.ends_at <= e.last_ts
    where o.direction in ('UP', 'DOWN')
      and o.ts >= cast(:'from' as timestamptz) and o.ts < cast(:'to' as timestamptz))
select alpha, direction, count(*) as opinions, count(*) filter (where bps > 0) as hits,
       round(100.0 * count(*) filter (where bps > 0) / nullif(count(*) filter (where bps <> 0), 0), 3) as hit_rate,
       round(avg(bps)::numeric, 4) as mean_bps, round(max(bps)::numeric, 4) as best_bps,
       round(min(bps)::numeric, 4) as worst_bps
from moves
group by 1, 2
order by 1, 2;
