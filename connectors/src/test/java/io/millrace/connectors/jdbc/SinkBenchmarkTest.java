package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SinkBenchmarkTest {

    private static final DatabaseAddress DATABASE = TestDatabase.migrated();

    @Test
    void comparesTheSinkWithTheOtherWaysInOneJsonText() throws Exception {
        SinkBenchmark.Plan small = new SinkBenchmark.Plan(2_500, 20, 2, 0);

        String json = SinkBenchmark.run(DATABASE, small);

        for (String name :
                List.of(
                        "upsert_sink",
                        "upsert_sink_2_writers",
                        "copy",
                        "rewritten_jdbc_batches",
                        "single_rows")) {
            assertThat(read(json, "contenders," + name + ",median_rows_per_second")).isPositive();
            assertThat(read(json, "median_ratios,sink_to_" + name)).isPositive();
        }
        assertThat(read(json, "machine,load_before")).isNotNegative();
    }

    @Test
    void refusesToCountAContenderThatWritesSomethingElse() {
        DatabaseAddress faulty = TestDatabase.migrated();
        TestDatabase.run(
                faulty,
                "create function lose() returns trigger language plpgsql as $$ begin if"
                        + " current_query() like '%unnest%' and new.symbol = 'SYM7' then return"
                        + " null; end if; return new; end $$");
        TestDatabase.run(
                faulty,
                "create trigger lose before insert on market_raw_minute for each row execute"
                        + " function lose()");

        assertThatThrownBy(() -> SinkBenchmark.run(faulty, new SinkBenchmark.Plan(1_000, 10, 1, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("upsert_sink: 998 rows")
                .hasMessageContaining("expected: 1000 rows");
    }

    @Test
    void everyBarOfTheBenchmarkHasAKeyOfItsOwn() {
        assertThat(
                        LongStream.range(0, 3_000)
                                .mapToObj(BenchmarkedWriters::bar)
                                .map(bar -> bar.symbol() + bar.endMillis())
                                .distinct())
                .hasSize(3_000);
    }

    /** Reads a number out of the JSON with PostgreSQL, which knows what JSON is. */
    private static double read(String json, String path) {
        return Double.parseDouble(
                TestDatabase.value(
                        DATABASE,
                        "select '" + json.replace("'", "''") + "'::jsonb #>> '{" + path + "}'"));
    }
}
