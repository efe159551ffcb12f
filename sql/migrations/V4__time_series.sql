-- Which tables are time series, how long they are kept, and which views sum them up.
-- apply_timescale() decides at run time: with TimescaleDB they become hypertables with compression and retention and
-- the views become continuous aggregates; without it everything stays as plain tables and views of the same names.
-- The program calls it after every migration; calling it again changes nothing.

create table retention (
    class text primary key,
    keep  interval
);
comment on table retention is 'How long each class of time series is kept where TimescaleDB can drop chunks.';
comment on column retention.class is 'raw or record.';
comment on column retention.keep is 'Counted back from the clock of the database, on event time; NULL keeps for ever.';
insert into retention values ('raw', interval '90 days'), ('record', interval '365 days');

create table time_tables (
    table_name name primary key,
    segment_by text     not null,
    chunk      interval not null,
    class      text references retention
);
comment on table time_tables is 'The tables that are hypertables where TimescaleDB is there.';
comment on column time_tables.table_name is 'Table; its time column is ts.';
comment on column time_tables.segment_by is 'Columns by which compressed rows are grouped.';
comment on column time_tables.chunk is 'Time span of one chunk.';
comment on column time_tables.class is 'Retention class; NULL is kept for ever.';
insert into time_tables
values ('market_raw_minute', 'symbol, source', interval '7 days', 'raw'),
       ('market_raw_day', 'symbol, source', interval '1 year', null),
       ('features_tft', 'run_id, symbol', interval '7 days', 'raw'),
       ('predictions_tft', 'run_id, symbol', interval '7 days', 'raw'),
       ('alpha_signals', 'run_id, symbol', interval '30 days', 'record'),
       ('signals', 'run_id, strategy, symbol', interval '7 days', 'record'),
       ('risk_decisions', 'run_id, account', interval '30 days', 'record'),
       ('trade_decisions', 'run_id, account', interval '30 days', 'record'),
       ('order_events', 'run_id, account', interval '30 days', 'record'),
       ('trades', 'run_id, account', interval '30 days', 'record'),
       ('account_state', 'run_id, account', interval '30 days', 'record'),
       ('audit_events', 'run_id, chain', interval '30 days', 'record'),
       ('reddit_posts', 'subreddit', interval '30 days', 'raw'),
       ('reddit_mentions', 'symbol', interval '30 days', 'raw'),
       ('llm_traces', 'agent', interval '30 days', 'record');

create table time_views (
    view_name        name primary key,
    purpose          text not null,
    plain_query      text not null,
    continuous_query text not null
);
comment on table time_views is 'The views that are continuous aggregates where TimescaleDB is there.';
comment on column time_views.view_name is 'View.';
comment on column time_views.purpose is 'What it shows.';
comment on column time_views.plain_query is 'Its query on plain PostgreSQL.';
comment on column time_views.continuous_query is 'The same in TimescaleDB''s terms.';
insert into time_views
values ('account_daily',
        'Equity per account and UTC day: first, lowest, highest, last.',
        'select run_id, account, date_trunc(''day'', ts, ''UTC'') as day,
                (array_agg(equity order by ts))[1] as first_equity, min(equity) as lowest_equity,
                max(equity) as highest_equity, (array_agg(equity order by ts desc))[1] as last_equity
         from account_state group by 1, 2, 3',
        'select run_id, account, time_bucket(interval ''1 day'', ts) as day,
                first(equity, ts) as first_equity, min(equity) as lowest_equity,
                max(equity) as highest_equity, last(equity, ts) as last_equity
         from account_state group by 1, 2, 3'),
       ('reddit_daily_mentions',
        'Mentions and mean sentiment per symbol and UTC day, by the time at which they were written.',
        'select symbol, date_trunc(''day'', ts, ''UTC'') as day, count(*) as mentions,
                avg(sentiment) as sentiment, max(known_at) as known_at
         from reddit_mentions group by 1, 2',
        'select symbol, time_bucket(interval ''1 day'', ts) as day, count(*) as mentions,
                avg(sentiment) as sentiment, max(known_at) as known_at
         from reddit_mentions group by 1, 2'),
       ('llm_daily_summary',
        'Requests, tokens and mean latency per agent, model and UTC day.',
        'select agent, model, date_trunc(''day'', ts, ''UTC'') as day, count(*) as requests,
                sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
                avg(latency_ms) as latency_ms
         from llm_traces group by 1, 2, 3',
        'select agent, model, time_bucket(interval ''1 day'', ts) as day, count(*) as requests,
                sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
                avg(latency_ms) as latency_ms
         from llm_traces group by 1, 2, 3');

do
$$
    declare
        one time_views;
    begin
        for one in select * from time_views
            loop
                execute format('create view %I as %s', one.view_name, one.plain_query);
                execute format('comment on view %I is %L', one.view_name, one.purpose);
            end loop;
    end
$$;

-- The statements that would turn the plain schema into TimescaleDB's, in order; those already done are left out.
create function timescale_statements() returns setof text
    language plpgsql stable as
$$
declare
    -- TimescaleDB's Apache edition has hypertables, but neither compression, policies nor continuous aggregates.
    full_edition boolean := coalesce(current_setting('timescaledb.license', true), 'timescale') <> 'apache';
    one record;
begin
    for one in select t.table_name, t.segment_by, t.chunk, r.keep,
                      exists (select from timescaledb_information.hypertables h
                              where h.hypertable_schema = current_schema and h.hypertable_name = t.table_name) as done
               from time_tables t left join retention r using (class) order by t.table_name
        loop
            if not one.done then
                return next format('select create_hypertable(%L, %L, chunk_time_interval => interval %L, '
                    'create_default_indexes => false, migrate_data => true, if_not_exists => true)',
                    one.table_name, 'ts', one.chunk);
            end if;
            continue when not full_edition;
            if not one.done then
                return next format('alter table %I set (timescaledb.compress, timescaledb.compress_segmentby = %L, '
                    'timescaledb.compress_orderby = %L)', one.table_name, one.segment_by, 'ts');
                return next format('select add_compression_policy(%L, compress_after => interval %L, '
                    'if_not_exists => true)', one.table_name, one.chunk);
            end if;
            return next format('select remove_retention_policy(%L, if_exists => true)', one.table_name);
            if one.keep is not null then
                return next format('select add_retention_policy(%L, drop_after => interval %L)',
                    one.table_name, one.keep);
            end if;
        end loop;
    for one in select v.* from time_views v
               where full_edition
                 and not exists (select from timescaledb_information.continuous_aggregates a
                                 where a.view_schema = current_schema and a.view_name = v.view_name)
               order by v.view_name
        loop
            return next format('drop view if exists %I', one.view_name);
            return next format('create materialized view %I with (timescaledb.continuous, '
                'timescaledb.materialized_only = false) as %s with no data', one.view_name, one.continuous_query);
            return next format('select add_continuous_aggregate_policy(%L, start_offset => interval ''30 days'', '
                'end_offset => interval ''1 hour'', schedule_interval => interval ''1 hour'', if_not_exists => true)',
                one.view_name);
        end loop;
end
$$;
comment on function timescale_statements() is 'The statements that apply_timescale() runs.';

create function run_timescale(statement text) returns void
    language plpgsql as
$$
begin
    execute statement;
end
$$;
comment on function run_timescale(text) is 'Runs one statement of timescale_statements().';

create function apply_timescale() returns text
    language plpgsql as
$$
declare
    statement text;
    home      text;
begin
    if not exists (select from pg_available_extensions where name = 'timescaledb') then
        return 'plain: the server has no timescaledb extension';
    end if;
    if not exists (select from pg_extension where extname = 'timescaledb') then
        -- Creating it on a server that has not preloaded it ends the session, so ask for one of the loader's settings first.
        if current_setting('timescaledb.max_background_workers', true) is null then
            return 'plain: timescaledb is installed but not in shared_preload_libraries';
        end if;
        begin
            create extension timescaledb;
        exception
            when insufficient_privilege then
                return 'plain: timescaledb is installed but this user may not create the extension';
        end;
    end if;
    select n.nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'timescaledb';
    perform set_config('search_path', quote_ident(current_schema) || ', ' || quote_ident(home), true);
    for statement in select timescale_statements()
        loop
            perform run_timescale(statement);
        end loop;
    return 'timescale';
end
$$;
comment on function apply_timescale() is 'Uses TimescaleDB where the server offers it; says what it did.';
