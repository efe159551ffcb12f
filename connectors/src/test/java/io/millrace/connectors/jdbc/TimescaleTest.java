package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schema on a server that offers TimescaleDB, which is played by an extension of the same name
 * and the same function signatures. What only the real one understands, the {@code timescaledb.}
 * options, is taken out of a statement before it runs here.
 */
@SuppressWarnings("NullAway.Init") // the server is started before the first test
class TimescaleTest {

    private static Path binaries;

    private static EmbeddedDatabase server;

    private static DatabaseAddress database;

    @BeforeAll
    static void migrateBeforeAndAfterTheExtensionIsThere(@TempDir Path directory)
            throws IOException {
        binaries = directory;
        server = EmbeddedDatabase.start(Placement.temporary().withBinaries(binaries));
        database = TestDatabase.address(server);
        assertThat(Migrations.apply(database))
                .isEqualTo("plain: the server has no timescaledb extension");

        install("timescaledb.control");
        install("timescaledb--0.sql");
        assertThat(Migrations.apply(database))
                .isEqualTo("plain: timescaledb is installed but not in shared_preload_libraries");

        TestDatabase.run(
                database, "alter database millrace set timescaledb.max_background_workers = 16");
        TestDatabase.run(database, read("run_timescale_without_options.sql"));
        assertThat(Migrations.apply(database)).isEqualTo("timescale");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyTimeTableBecomesAHypertable() {
        assertThat(
                        TestDatabase.column(
                                database,
                                "select hypertable_name from timescaledb_information.hypertables"
                                        + " order by 1"))
                .isEqualTo(
                        TestDatabase.column(
                                database, "select table_name from time_tables order by 1"))
                .contains("market_raw_minute", "trades", "audit_events", "risk_decisions");
    }

    @Test
    void everyKeyOfAHypertableHoldsItsTimeColumn() {
        assertThat(
                        TestDatabase.column(
                                database,
                                "select t.table_name from time_tables t where not exists (select"
                                        + " from pg_index i join pg_attribute a on a.attrelid ="
                                        + " i.indrelid and a.attnum = any (i.indkey) where"
                                        + " i.indrelid = t.table_name::regclass and i.indisprimary"
                                        + " and a.attname = 'ts')"))
                .isEmpty();
    }

    @Test
    void compressesByTheColumnsThatQueriesFilterBy() {
        assertThat(ran("alter table market_raw_minute"))
                .containsExactly(
                        "alter table market_raw_minute set (timescaledb.compress,"
                                + " timescaledb.compress_segmentby = 'symbol, source',"
                                + " timescaledb.compress_orderby = 'ts')");
        assertThat(calls("add_compression_policy")).hasSize(18);
        assertThat(
                        TestDatabase.column(
                                database,
                                "select table_name || '.' || trim(segment) from time_tables,"
                                        + " unnest(string_to_array(segment_by, ',')) as segment"
                                        + " where not exists (select from"
                                        + " information_schema.columns c where c.table_name ="
                                        + " time_tables.table_name and c.column_name ="
                                        + " trim(segment))"))
                .isEmpty();
    }

    @Test
    void keepsRawDataNinetyDaysAndRecordsAYear() {
        assertThat(calls("add_retention_policy"))
                .contains(
                        "market_raw_minute 2160:00:00",
                        "trades 8760:00:00",
                        "audit_events 8760:00:00",
                        "risk_decisions 8760:00:00")
                .noneMatch(call -> call.startsWith("market_raw_day"));
    }

    @Test
    void theViewsBecomeContinuousAggregatesOfTheSameColumns() {
        for (String view : List.of("account_daily", "reddit_daily_mentions", "llm_daily_summary")) {
            assertThat(ran("create materialized view " + view))
                    .singleElement()
                    .asString()
                    .contains(
                            " with (timescaledb.continuous, timescaledb.materialized_only = false)"
                                    + " as select ",
                            "time_bucket(")
                    .endsWith(" with no data");
            assertThat(columns(database, view)).isEqualTo(columns(plain(), view)).isNotEmpty();
        }
        assertThat(calls("add_continuous_aggregate_policy")).hasSize(3);
    }

    @Test
    void theAggregatesGiveWhatThePlainViewsGive() {
        String points =
                "insert into account_state values ('r', 'a', '2024-01-02 15:00Z', 0, 3), ('r',"
                        + " 'a', '2024-01-02 14:00Z', 0, 5), ('r', 'a', '2024-01-02 16:00Z', 0, 4),"
                        + " ('r', 'a', '2024-01-03 16:00Z', 0, 9)";
        String read =
                "select concat_ws(' ', day at time zone 'UTC', first_equity, lowest_equity,"
                        + " highest_equity, last_equity) from account_daily order by 1";
        DatabaseAddress plain = plain();
        TestDatabase.run(plain, points);
        TestDatabase.run(database, points);
        TestDatabase.run(database, "refresh materialized view account_daily");

        assertThat(TestDatabase.column(plain, read))
                .containsExactly("2024-01-02 00:00:00 5 3 5 4", "2024-01-03 00:00:00 9 9 9 9")
                .isEqualTo(TestDatabase.column(database, read));
    }

    @Test
    void applyingItAgainOnlyRenewsTheRetention() {
        String last = TestDatabase.value(database, "select max(n) from ran");

        Migrations.apply(database, new Retention(Duration.ZERO, Duration.ofDays(730)));

        assertThat(TestDatabase.column(database, "select statement from ran where n > " + last))
                .isNotEmpty()
                .allMatch(statement -> statement.contains("_retention_policy("))
                .contains("select remove_retention_policy('market_raw_minute', if_exists => true)")
                .noneMatch(statement -> statement.contains("add_retention_policy('market_raw"));
        Migrations.apply(database);
    }

    @Test
    void theApacheEditionGetsHypertablesOnly() {
        assertThat(
                        TestDatabase.column(
                                database,
                                "select set_config('timescaledb.license', 'apache', false) union"
                                        + " all select timescale_statements()"))
                .containsExactly("apache");
    }

    private static DatabaseAddress plain() {
        return TestDatabase.migrated();
    }

    private static List<String> ran(String start) {
        return TestDatabase.column(
                database, "select statement from ran where statement like '" + start + " %'");
    }

    private static List<String> calls(String function) {
        return TestDatabase.column(
                database,
                "select arguments from timescale_calls where function = '"
                        + function
                        + "' order by n");
    }

    private static List<String> columns(DatabaseAddress address, String view) {
        return TestDatabase.column(
                address,
                "select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute where"
                        + " attrelid = '"
                        + view
                        + "'::regclass and attnum > 0 order by attnum");
    }

    private static void install(String file) throws IOException {
        try (Stream<Path> all = Files.walk(binaries)) {
            Path extensions =
                    all.filter(path -> path.endsWith("share/postgresql/extension"))
                            .findFirst()
                            .orElseThrow();
            Files.writeString(extensions.resolve(file), read(file));
        }
    }

    private static String read(String file) throws IOException {
        try (InputStream in = TimescaleTest.class.getResourceAsStream("/timescale/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
