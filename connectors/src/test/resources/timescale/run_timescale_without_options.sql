-- Stands in for run_timescale() where the timescaledb. options are not understood: writes every statement down and
-- runs what remains of it.
create table ran (n serial primary key, statement text not null);
create or replace function run_timescale(statement text) returns void language plpgsql as
$$
begin
    insert into ran (statement) values (run_timescale.statement);
    if statement like 'alter table % set (timescaledb.%' then
        return;
    end if;
    execute regexp_replace(statement, ' with \(timescaledb\.[^)]*\)', '');
    if statement like 'create materialized view %' then
        insert into timescaledb_information.continuous_aggregates
        values (current_schema, split_part(statement, ' ', 4));
    end if;
end
$$;
