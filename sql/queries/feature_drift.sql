-- How far the features of a day are from those of the days before it.
--
-- Two measures per feature: the population stability index over the deciles of the reference (0.1 is worth a look, 0.25 is
-- drift), and the Kolmogorov-Smirnov distance, the largest gap between both distribution functions.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest feature vector
--   :day = ''                 trade date under test; empty for the newest
--   :days = 20                length of the reference before it, in days
--   :symbol = ''              one ticker; empty for all together
--   :zone = America/New_York  zone whose midnight begins a day
--
-- Columns:
--   feature      name of the feature
--   today        values of the day
--   reference    values of the reference
--   psi          population stability index
--   ks           Kolmogorov-Smirnov distance, 0 to 1
--   mean_today   mean of the day, in the feature's unit
--   mean_before  mean of the reference
with chosen as (
    select coalesce(nullif(cast(:'run' as text), ''),
                    (select run_id from features_tft order by ts desc limit 1)) as run_id,
           cast(:'zone' as text) as zone),
bounds as (
    select run_id, cast(day as timestamp) at time zone zone as day_from, cast(day + 1 as timestamp) at time zone zone as day_to,
           cast(day - cast(:'days' as integer) as timestamp) at time zone zone as reference_from
    from (select c.run_id, c.zone,
                 coalesce(cast(nullif(cast(:'day' as text), '') as date),
                          (select cast(max(f.ts) at time zone c.zone as date) from features_tft f where f.run_id = c.run_id)) as day
          from chosen c) d),
readings as (
    select v.key as feature, v.value::double precision as x, f.ts >= b.day_from as is_today
    from features_tft f
             join bounds b using (run_id)
             cross join jsonb_each_text((to_jsonb(f) - array ['run_id', 'symbol', 'ts', 'extras']) || f.extras) v
    where v.value is not null
      and f.ts >= b.reference_from and f.ts < b.day_to
      and (cast(:'symbol' as text) = '' or f.symbol = cast(:'symbol' as text))),
both_sides as (
    select feature, count(*) filter (where is_today)::double precision as today,
           count(*) filter (where not is_today)::double precision as reference,
           avg(x) filter (where is_today) as mean_today, avg(x) filter (where not is_today) as mean_before,
           percentile_disc(array [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) within group (order by x)
               filter (where not is_today) as deciles
    from readings group by feature),
usable as (select * from both_sides where today > 0 and reference > 0),
places as (
    -- a feature that repeats itself has fewer deciles; a bin's number is how many of them lie below the value
    select r.feature, r.x, r.is_today, u.today, u.reference,
           (select count(*) from (select distinct unnest(u.deciles) as edge) e where e.edge < r.x) as bin
    from readings r join usable u using (feature)),
bins as (
    -- an empty bin counts as half a value, because the logarithm of nothing is infinite
    select feature, greatest(count(*) filter (where is_today), 0.5) / max(today) as p,
           greatest(count(*) filter (where not is_today), 0.5) / max(reference) as q
    from places group by feature, bin),
indexes as (select feature, sum((p - q) * ln(p / q)) as psi from bins group by feature),
steps as (
    select feature, sum(case when is_today then n / today else 0 end) over w
                    - sum(case when is_today then 0 else n / reference end) over w as gap, x
    from (select feature, x, is_today, count(*) as n, max(today) as today, max(reference) as reference
          from places group by feature, x, is_today) c
    window w as (partition by feature order by x range between unbounded preceding and current row)),
distances as (select feature, max(abs(gap)) as ks from steps group by feature)
select u.feature, u.today::bigint as today, u.reference::bigint as reference,
       round(i.psi::numeric, 6) as psi, round(d.ks::numeric, 6) as ks,
       round(u.mean_today::numeric, 6) as mean_today, round(u.mean_before::numeric, 6) as mean_before
from usable u join indexes i using (feature) join distances d using (feature)
order by i.psi desc, u.feature;
