-- Everything from a bar to the money, by the correlation id that the chain shares.
--
-- Parameters:
--   :correlation              correlation id; its first eight characters are enough
--   :run = ''                 run id; empty for the run with the newest equity
--
-- Columns:
--   ts               event time
--   kind             bar, vote, gate, decision, risk, order, event, fill
--   subject          symbol, alpha, gate, rule or client_order_id
--   what             what it said
--   quantity         shares or coins
--   price            dollars for one
with chosen as (
    select coalesce(nullif(cast(:'run' as text), ''),
                    (select run_id from account_state order by ts desc limit 1)) as run_id),
decision as (
    select s.* from signals s join chosen using (run_id)
    where s.correlation_id::text like lower(cast(:'correlation' as text)) || '%'
      and length(cast(:'correlation' as text)) >= 8
      -- the whole range of ids with this start, so that the index is used
      and s.correlation_id >= rpad(lower(replace(cast(:'correlation' as text), '-', '')), 32, '0')::uuid
      and s.correlation_id <= rpad(lower(replace(cast(:'correlation' as text), '-', '')), 32, 'f')::uuid),
verdict as (
    select r.* from risk_decisions r join decision d using (run_id, correlation_id)),
entries as (
    select o.* from orders o join verdict v using (run_id, account, symbol, ts)
    where v.approved and o.leg in ('ENTRY', 'EXIT')),
chain as (
    select o.* from entries o
    union
    select o.* from orders o join entries e on o.run_id = e.run_id and o.parent_id = e.client_order_id),
steps as (
    select d.ts, 1 as place, 0 as detail, 'bar' as kind, d.symbol as subject, d.regime as what,
           null::numeric as quantity, d.close::numeric as price from decision d
    union all
    select d.ts, 2, v.n::integer, 'vote', v.vote ->> 'alpha',
           concat(v.vote ->> 'direction', ' * ', v.vote ->> 'weight', ' * ', v.vote ->> 'confidence'), null, null
    from decision d cross join jsonb_array_elements(d.votes) with ordinality as v(vote, n)
    union all
    select d.ts, 3, g.n::integer, 'gate', g.gate ->> 'gate',
           concat(case when (g.gate ->> 'passed')::boolean then 'passed ' else 'held ' end,
                  coalesce(g.gate ->> 'actual', 'unknown'), ' / ', g.gate ->> 'limit'), null, null
    from decision d cross join jsonb_array_elements(d.gates) with ordinality as g(gate, n)
    union all
    select d.ts, 4, 0, 'decision', d.event_id::text, concat(d.action, ' confidence ', round(d.confidence::numeric, 4)), null, null
    from decision d
    union all
    select v.ts, 5, 0, 'risk', coalesce(v.binding_rule, ''), case when v.approved then 'approved' else 'rejected' end,
           v.quantity, null from verdict v
    union all
    select o.ts, 6, case o.leg when 'ENTRY' then 0 when 'EXIT' then 0 when 'TAKE_PROFIT' then 1 else 2 end, 'order', o.client_order_id,
           concat_ws(' ', o.leg, o.side, o.type, o.reason), o.quantity, coalesce(o.limit_price, o.stop_price)
    from chain o
    union all
    select e.ts, 7, e.fill_sequence, 'event', e.client_order_id, concat_ws(' ', e.event, nullif(e.note, '')), null, null
    from order_events e join chain o using (run_id, client_order_id)
    union all
    select t.ts, 8, t.sequence, 'fill', t.client_order_id, t.side, t.quantity, t.price
    from trades t join chain o using (run_id, client_order_id))
select ts, kind, subject, what, quantity, price
from steps
order by ts, place, detail, subject;
