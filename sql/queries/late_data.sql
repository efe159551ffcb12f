-- Inputs that could not be used, late and repeated ones among them, by where they came from and why.
--
-- Parameters:
--   :run = ''                 run id; empty for all
--   :code = ''                one code, such as OUT_OF_ORDER; empty for all
--
-- Columns:
--   run_id        run that met them
--   origin        topic, file or feed
--   code          what is wrong with them
--   letters       how many
--   replayed      how many of them were sent again
--   first_place   first line or offset
--   last_place    last line or offset
--   example       the offending text of the first
--   expectation   what would have been right
select run_id, coalesce(original_topic, source) as origin, code, count(*) as letters,
       count(*) filter (where replays > 0) as replayed, min(line) as first_place, max(line) as last_place,
       left((array_agg(value order by line, event_id))[1], 60) as example,
       (array_agg(expectation order by line, event_id))[1] as expectation
from dlq_events
where (cast(:'run' as text) = '' or run_id = cast(:'run' as text))
  and (cast(:'code' as text) = '' or code = cast(:'code' as text))
group by 1, 2, 3
order by letters desc, 1, 2, 3;
