-- What a day earned, by symbol and alpha.
--
-- Marked to market: cash of the day's fills, and what is held at the day's last close less what was held at the close before.
-- A round trip's result is shared out over the votes that called for its entry, by weight times confidence.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :day = ''                 trade date such as 2024-01-02; empty for the newest day with a decision
--   :zone = America/New_York  zone whose midnight begins a day
--
-- Columns:
--   symbol        ticker
--   alpha         voter that called for the entry; (none) where no vote is known
--   trips         round trips that were open or traded on the day
--   shares        shares or coins bought and sold on the day
--   pnl_usd       profit of the day, fees deducted, in dollars
--   realised_usd  the part of it from round trips that were closed on the day
--   fees_usd      fees paid on the day, in dollars
with chosen as (
    select coalesce(nullif(cast(:'run' as text), ''),
                    (select run_id from account_state order by ts desc limit 1)) as run_id,
           cast(:'zone' as text) as zone),
bounds as (
    select run_id, cast(day as timestamp) at time zone zone as day_from, cast(day + 1 as timestamp) at time zone zone as day_to
    from (select run_id, zone,
                 coalesce(cast(nullif(cast(:'day' as text), '') as date),
                          (select cast(max(s.ts) at time zone c.zone as date) from signals s where s.run_id = c.run_id)) as day
          from chosen c) d),
fills as (
    select t.*, case t.side when 'BUY' then t.quantity else -t.quantity end as signed
    from trades t join bounds b using (run_id) where t.ts < b.day_to),
walked as (
    -- long only: where both happen in one bar, the entry comes before its protection
    select f.*, sum(signed) over (partition by account, symbol order by ts, side, client_order_id, sequence) - signed as held_before
    from fills f),
numbered as (
    select w.*, count(*) filter (where held_before = 0) over
        (partition by account, symbol order by ts, side, client_order_id, sequence) as trip
    from walked w),
trips as (
    select n.account, n.symbol, n.trip, (array_agg(n.client_order_id order by n.ts, n.side, n.sequence))[1] as entry_id,
           sum(n.signed) as held_after, coalesce(sum(n.signed) filter (where n.ts < b.day_from), 0) as held_at_start,
           coalesce(sum(n.cash_flow) filter (where n.ts >= b.day_from), 0) as cash,
           coalesce(sum(n.quantity) filter (where n.ts >= b.day_from), 0) as shares,
           coalesce(sum(n.fee) filter (where n.ts >= b.day_from), 0) as fees, max(n.ts) as last_fill, b.day_from
    from numbered n cross join bounds b group by n.account, n.symbol, n.trip, b.day_from),
closes as (
    select t.symbol,
           (select s.close from signals s join bounds b using (run_id)
            where s.symbol = t.symbol and s.ts < b.day_from order by s.ts desc limit 1)::numeric as before,
           (select s.close from signals s join bounds b using (run_id)
            where s.symbol = t.symbol and s.ts < b.day_to order by s.ts desc limit 1)::numeric as after
    from (select distinct symbol from trips) t),
earned as (
    select t.*, t.cash + t.held_after * coalesce(c.after, 0) - t.held_at_start * coalesce(c.before, 0) as pnl
    from trips t join closes c using (symbol)
    where t.last_fill >= t.day_from or t.held_after <> 0),
votes as (
    select e.account, e.symbol, e.trip, v ->> 'alpha' as alpha,
           (v ->> 'weight')::numeric * (v ->> 'confidence')::numeric as force
    from earned e
             join bounds b on true
             join orders o on o.run_id = b.run_id and o.client_order_id = e.entry_id
             join signals s on s.run_id = b.run_id and s.symbol = o.symbol and s.ts = o.ts and s.action = 'BUY'
             cross join jsonb_array_elements(s.votes) v
    where v ->> 'direction' = 'UP' and (v ->> 'weight')::numeric * (v ->> 'confidence')::numeric > 0),
shares as (
    select account, symbol, trip, alpha, force / sum(force) over (partition by account, symbol, trip) as share from votes)
select e.symbol, coalesce(s.alpha, '(none)') as alpha, count(*) as trips,
       round(sum(e.shares * coalesce(s.share, 1)), 6) as shares,
       round(sum(e.pnl * coalesce(s.share, 1)), 6) as pnl_usd,
       round(sum(case when e.held_after = 0 then e.pnl else 0 end * coalesce(s.share, 1)), 6) as realised_usd,
       round(sum(e.fees * coalesce(s.share, 1)), 6) as fees_usd
from earned e left join shares s using (account, symbol, trip)
group by 1, 2
order by 1, 2;
