create table timescale_calls (n serial primary key, function text not null, arguments text not null);

create schema timescaledb_information;
create table timescaledb_information.hypertables (hypertable_schema name, hypertable_name name);
create table timescaledb_information.continuous_aggregates (view_schema name, view_name name);

create function create_hypertable(relation regclass, time_column_name name, partitioning_column name = null,
    number_partitions integer = null, associated_schema_name name = null, associated_table_prefix name = null,
    chunk_time_interval anyelement = null::bigint, create_default_indexes boolean = true,
    if_not_exists boolean = false, partitioning_func regproc = null, migrate_data boolean = false,
    chunk_target_size text = null, chunk_sizing_func regproc = null, time_partitioning_func regproc = null)
    returns void language sql as
$$
    insert into timescale_calls (function, arguments) values ('create_hypertable', relation::text);
    insert into timescaledb_information.hypertables
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
$$;

create function add_compression_policy(hypertable regclass, compress_after interval = null,
    if_not_exists boolean = false, schedule_interval interval = null, initial_start timestamptz = null,
    timezone text = null) returns integer language sql as
$$
    insert into timescale_calls (function, arguments)
    values ('add_compression_policy', hypertable || ' ' || compress_after) returning n;
$$;

create function add_retention_policy(relation regclass, drop_after interval, if_not_exists boolean = false,
    schedule_interval interval = null, initial_start timestamptz = null, timezone text = null)
    returns integer language sql as
$$
    insert into timescale_calls (function, arguments)
    values ('add_retention_policy', relation || ' ' || drop_after) returning n;
$$;

create function remove_retention_policy(relation regclass, if_exists boolean = false) returns void language sql as
$$
    insert into timescale_calls (function, arguments) values ('remove_retention_policy', relation::text);
$$;

create function add_continuous_aggregate_policy(continuous_aggregate regclass, start_offset interval,
    end_offset interval, schedule_interval interval, if_not_exists boolean = false,
    initial_start timestamptz = null, timezone text = null) returns integer language sql as
$$
    insert into timescale_calls (function, arguments)
    values ('add_continuous_aggregate_policy', continuous_aggregate::text) returning n;
$$;

create function time_bucket(bucket_width interval, ts timestamptz) returns timestamptz
    immutable language sql as
$$
    select date_bin(bucket_width, ts, timestamptz '2000-01-03 00:00Z');
$$;

create type first_or_last as (value numeric, at timestamptz);
create function first_of(state first_or_last, value numeric, at timestamptz) returns first_or_last
    immutable language sql as
$$
    select case when state.at <= at then state else row (value, at)::public.first_or_last end;
$$;
create function last_of(state first_or_last, value numeric, at timestamptz) returns first_or_last
    immutable language sql as
$$
    select case when state.at > at then state else row (value, at)::public.first_or_last end;
$$;
create function value_of(state first_or_last) returns numeric immutable language sql as
$$
    select state.value;
$$;
create aggregate first(numeric, timestamptz) (sfunc = first_of, stype = first_or_last, finalfunc = value_of);
create aggregate last(numeric, timestamptz) (sfunc = last_of, stype = first_or_last, finalfunc = value_of);
