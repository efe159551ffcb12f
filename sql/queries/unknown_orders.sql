-- Orders that got no answer: how long nobody knew whether the broker had them, and what freed them.
--
-- Parameters:
--   :run = ''                 run id; empty for the run with the newest equity
--   :longer = 0               only those that were unknown for at least so many seconds
--
-- Columns:
--   since            when the answer failed to come
--   client_order_id  the order
--   symbol           ticker
--   leg              what the order is for
--   seconds          how long it was unknown; for one that still is, until the newest event of the run
--   freed_by         the broker's statement that ended it; empty while it stands
with events as (
    select e.*, lead(e.ts) over w as next_ts, lead(e.event) over w as next_event, max(e.ts) over () as newest
    from order_events e
    where e.run_id = coalesce(nullif(cast(:'run' as text), ''), (select run_id from account_state order by ts desc limit 1))
    window w as (partition by e.client_order_id
        -- at the same instant what was asked comes before what was answered
        order by e.ts, case e.event when 'SUBMIT' then 0 when 'NO_ANSWER' then 1 else 2 end, e.fill_sequence))
select e.ts as since, e.client_order_id, o.symbol, o.leg,
       round(extract(epoch from coalesce(e.next_ts, e.newest) - e.ts), 3) as seconds,
       coalesce(e.next_event, '') as freed_by
from events e left join orders o using (run_id, client_order_id)
where e.event = 'NO_ANSWER'
  and extract(epoch from coalesce(e.next_ts, e.newest) - e.ts) >= cast(:'longer' as numeric)
order by seconds desc, since, client_order_id;
