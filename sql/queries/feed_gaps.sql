-- Which bars of a session are missing, per symbol: how many, the longest hole and where it is.
--
-- Bars of every length count by the minutes that they cover. A symbol that never traded in the period has no row.
--
-- Parameters:
--   :source = ''              tape or feed; empty for the one with the newest bar
--   :calendar = XNYS          market whose sessions are expected; any other name never closes and counts UTC days
--   :from = ''                first trade date; empty for the newest day with a bar
--   :to = ''                  last trade date; empty for the newest day with a bar
--
-- Columns:
--   day               trade date
--   symbol            ticker
--   expected          minutes of the session
--   received          minutes of it that bars cover
--   missing           minutes without a bar
--   complete          received share of the expected, in percent
--   longest_gap       longest hole, in minutes
--   gap_from          where it begins
with chosen as (
    select coalesce(nullif(cast(:'source' as text), ''),
                    (select source from market_raw_minute order by ts desc limit 1)) as source),
newest as (
    select cast(max(started_at) at time zone 'UTC' as date) as day from market_raw_minute join chosen using (source)),
period as (
    select coalesce(cast(nullif(cast(:'from' as text), '') as date), day) as first_day,
           coalesce(cast(nullif(cast(:'to' as text), '') as date), day) as last_day from newest),
sessions as (
    select s.day, s.opens_at, s.closes_at from market_sessions s join period p on s.day between p.first_day and p.last_day
    where s.calendar = cast(:'calendar' as text)
    union all
    select cast(d as date), cast(d as timestamp) at time zone 'UTC', cast(d + interval '1 day' as timestamp) at time zone 'UTC'
    from period p cross join generate_series(cast(p.first_day as timestamp), cast(p.last_day as timestamp), interval '1 day') d
    where not exists (select from market_sessions s where s.calendar = cast(:'calendar' as text))),
symbols as (
    select distinct b.symbol from market_raw_minute b join chosen using (source)
    where b.ts > (select min(opens_at) from sessions) and b.started_at < (select max(closes_at) from sessions)),
bars as (
    select s.day, s.opens_at, s.closes_at, b.symbol, greatest(b.started_at, s.opens_at) as began, least(b.ts, s.closes_at) as ended
    from market_raw_minute b join chosen using (source)
             join sessions s on b.started_at < s.closes_at and b.ts > s.opens_at),
edges as (
    -- both ends of the session stand as bars of no length, so that a hole there is seen as well
    select day, symbol, began, ended from bars
    union all
    select s.day, y.symbol, s.opens_at, s.opens_at from sessions s cross join symbols y
    union all
    select s.day, y.symbol, s.closes_at, s.closes_at from sessions s cross join symbols y),
holes as (
    select day, symbol, max(ended) over before as hole_from, began as hole_to
    from edges
    window before as (partition by day, symbol order by began, ended rows between unbounded preceding and 1 preceding)),
widths as (
    select day, symbol, hole_from, greatest(extract(epoch from hole_to - hole_from) / 60, 0) as minutes
    from holes where hole_from is not null)
select w.day, w.symbol, round(max(extract(epoch from s.closes_at - s.opens_at) / 60), 2) as expected,
       round(max(extract(epoch from s.closes_at - s.opens_at) / 60) - sum(w.minutes), 2) as received,
       round(sum(w.minutes), 2) as missing,
       round(100 - 100 * sum(w.minutes) / max(extract(epoch from s.closes_at - s.opens_at) / 60), 3) as complete,
       round(max(w.minutes), 2) as longest_gap,
       case when max(w.minutes) > 0 then (array_agg(w.hole_from order by w.minutes desc, w.hole_from))[1] end as gap_from
from widths w join sessions s using (day)
group by w.day, w.symbol
order by missing desc, w.day, w.symbol;
