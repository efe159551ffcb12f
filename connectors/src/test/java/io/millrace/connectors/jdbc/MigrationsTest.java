package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.RejectionCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {

    private static final DatabaseAddress MIGRATED = TestDatabase.migrated();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "market_raw_minute",
                "market_raw_day",
                "features_tft",
                "predictions_tft",
                "alpha_signals",
                "signals",
                "trade_decisions",
                "risk_decisions",
                "trades",
                "paper_trades",
                "positions",
                "account_state",
                "daily_pnl_summary",
                "audit_events",
                "models_registry",
                "walk_forward_results",
                "backtest_runs",
                "backfill_checkpoints",
                "reddit_posts",
                "reddit_mentions",
                "reddit_daily_mentions",
                "llm_traces",
                "llm_daily_summary",
                "dlq_events",
                "run_manifests"
            })
    void everyTableOfTheStorageChapterCanBeQueried(String table) {
        assertThat(TestDatabase.value(MIGRATED, "select count(*) from " + table)).isEqualTo("0");
    }

    @Test
    void everyTableHasAKeyThatMakesRepeatsHarmless() {
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select c.relname from pg_class c join pg_namespace n on n.oid ="
                                        + " c.relnamespace where n.nspname = 'public' and c.relkind"
                                        + " = 'r' and c.relname <> 'flyway_schema_history' and not"
                                        + " exists (select from pg_index i where i.indrelid = c.oid"
                                        + " and i.indisprimary)"))
                .isEmpty();
    }

    @Test
    void everyTableAndColumnSaysWhatItIs() {
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select c.relname || '.' || a.attname from pg_class c join"
                                        + " pg_namespace n on n.oid = c.relnamespace join"
                                        + " pg_attribute a on a.attrelid = c.oid and (a.attnum > 0"
                                        + " or a.attnum = -1) and not a.attisdropped where"
                                        + " n.nspname = 'public' and c.relkind = 'r' and c.relname"
                                        + " <> 'flyway_schema_history' and"
                                        + " coalesce(col_description(c.oid, greatest(a.attnum,"
                                        + " 0)), obj_description(c.oid)) is null"))
                .isEmpty();
    }

    @Test
    void theStoragePageNamesEveryTableAndView() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("project.root"), "docs", "storage.md"));

        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select table_name from information_schema.tables where"
                                        + " table_schema = 'public' and table_name <>"
                                        + " 'flyway_schema_history'"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(page).contains("`" + table + "`"));
    }

    @Test
    void everyBuiltInFeatureHasItsColumn() {
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select column_name from information_schema.columns where"
                                        + " table_name = 'features_tft'"))
                .containsAll(Arrays.stream(Feature.values()).map(Feature::label).toList());
    }

    @Test
    void moneyIsExactAndTimeHasAZone() {
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select distinct data_type from information_schema.columns where"
                                        + " table_name in ('trades', 'orders', 'positions',"
                                        + " 'account_state') and column_name in ('quantity',"
                                        + " 'price', 'fee', 'limit_price', 'stop_price', 'cash',"
                                        + " 'equity', 'average_price', 'last_price')"))
                .containsExactly("numeric");
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select table_name || '.' || column_name from"
                                        + " information_schema.columns where table_schema ="
                                        + " 'public' and data_type = 'timestamp without time zone'"
                                        + " and table_name <> 'flyway_schema_history'"))
                .isEmpty();
    }

    @Test
    void applyingThemAgainChangesNothing() {
        DatabaseAddress address = TestDatabase.empty();

        assertThat(Migrations.apply(address)).startsWith("plain");
        List<String> before = schema(address);
        assertThat(Migrations.apply(address)).startsWith("plain");

        assertThat(schema(address)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void keepsTheRetentionThatIsConfigured() {
        DatabaseAddress address = TestDatabase.empty();

        Migrations.apply(address, new Retention(Duration.ZERO, Duration.ofDays(10)));

        assertThat(
                        TestDatabase.column(
                                address,
                                "select class || ' ' || coalesce(keep::text, 'for ever') from"
                                        + " retention order by class"))
                .containsExactly("raw for ever", "record 240:00:00");
    }

    @Test
    void keepsToTheSchemaOfTheAddress() {
        DatabaseAddress plain = TestDatabase.empty();
        TestDatabase.run(plain, "create table of_somebody_else (x int)");
        TestDatabase.run(plain, "create schema millrace");
        DatabaseAddress inSchema =
                new DatabaseAddress(
                        plain.jdbcUrl() + "?currentSchema=millrace",
                        plain.user(),
                        plain.password());

        Migrations.apply(inSchema);

        assertThat(TestDatabase.value(plain, "select count(*) from millrace.trades"))
                .isEqualTo("0");
    }

    @Test
    void leavesADatabaseOfSomebodyElseAlone() {
        DatabaseAddress address = TestDatabase.empty();
        TestDatabase.run(address, "create table of_somebody_else (x int)");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("not Millrace's")
                .hasMessageContaining("?currentSchema=millrace");
        assertThat(schema(address)).containsExactly("of_somebody_else.x integer");
    }

    @Test
    void refusesASchemaThatANewerProgramMade() {
        DatabaseAddress address = TestDatabase.migrated();
        TestDatabase.run(
                address,
                "insert into flyway_schema_history select installed_rank + 1, '999', 'later', type,"
                        + " 'V999__later.sql', 1, installed_by, installed_on, 1, true from"
                        + " flyway_schema_history order by installed_rank desc limit 1");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("schema version 999 (expected: at most 8;")
                .hasMessageContaining("upgrade this one");
    }

    @Test
    void refusesASchemaWhoseHistoryWasChanged() {
        DatabaseAddress address = TestDatabase.migrated();
        TestDatabase.run(
                address, "update flyway_schema_history set checksum = 1 where version = '2'");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("expected: a schema that only this program's migrations");
    }

    @Test
    void aConnectionThatBreaksOnTheWayIsNoFaultOfTheSchema() {
        DatabaseAddress address = TestDatabase.empty();
        TestDatabase.run(
                address,
                "create schema other;"
                        + "create function other.cut() returns event_trigger language plpgsql as"
                        + " 'begin perform pg_terminate_backend(pg_backend_pid()); end';"
                        + "create event trigger cut on ddl_command_end"
                        + " execute function other.cut()");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.isMisconfigured()).isFalse())
                .hasMessageNotContaining("expected: a schema");
    }

    @Test
    void saysThatThePasswordIsWrongWithoutPrintingIt() {
        DatabaseAddress address =
                new DatabaseAddress(MIGRATED.jdbcUrl(), MIGRATED.user(), "open-sesame");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("user and password of millrace are refused")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining("open-sesame");
    }

    @Test
    void saysThatTheDatabaseDoesNotExist() {
        DatabaseAddress address =
                new DatabaseAddress(
                        MIGRATED.jdbcUrl() + "_not", MIGRATED.user(), MIGRATED.password());

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("no such database");
    }

    @Test
    void saysThatNobodyAnswersThere() throws IOException {
        int silent;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = socket.getLocalPort();
        }
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://me:secret@127.0.0.1:" + silent + "/db");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("127.0.0.1:" + silent)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("--db embedded")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://me@no-such-host.invalid/db");

        assertThatThrownBy(() -> Migrations.apply(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("unknown host");
    }

    private static List<String> schema(DatabaseAddress address) {
        return TestDatabase.column(
                address,
                "select table_name || '.' || column_name || ' ' || data_type from"
                        + " information_schema.columns where table_schema = 'public' order by 1");
    }

    @Test
    void aDeadLetterOfAnOlderSchemaGetsTheIdThatTheProgramGivesIt() {
        DatabaseAddress address = TestDatabase.empty();
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target("5")
                .load()
                .migrate();
        TestDatabase.run(
                address,
                "insert into dlq_events (run_id, source, line, code, value, expectation) values"
                        + " ('r', 't\u00e4pe.csv', 7, 'NUMBER_UNREADABLE', 'x', 'a number'), ('r',"
                        + " 'tape.csv', 8, 'PRICE_INVALID', '0', 'a price'), ('q', 'tape.csv', 8,"
                        + " 'PRICE_INVALID', '0', 'a price')");

        Migrations.apply(address);

        assertThat(TestDatabase.column(address, "select event_id from dlq_events"))
                .containsExactlyInAnyOrder(
                        id("r", "t\u00e4pe.csv", 7, RejectionCode.NUMBER_UNREADABLE),
                        id("r", "tape.csv", 8, RejectionCode.PRICE_INVALID),
                        id("q", "tape.csv", 8, RejectionCode.PRICE_INVALID));
    }

    @Test
    void everySessionOfTheCalendarIsListedHalfDaysAndDaylightSavingIncluded() {
        assertThat(
                        TestDatabase.column(
                                MIGRATED,
                                "select concat_ws(' ', day, opens_at at time zone 'UTC', closes_at"
                                        + " at time zone 'UTC') from market_sessions where calendar"
                                        + " = 'XNYS' and day in ('2024-03-08', '2024-03-11',"
                                        + " '2024-11-28', '2024-11-29') order by day"))
                .containsExactly(
                        "2024-03-08 2024-03-08 14:30:00 2024-03-08 21:00:00",
                        "2024-03-11 2024-03-11 13:30:00 2024-03-11 20:00:00",
                        "2024-11-29 2024-11-29 14:30:00 2024-11-29 18:00:00");
        assertThat(
                        TestDatabase.value(
                                MIGRATED,
                                "select count(*) from market_sessions where day between"
                                        + " '2024-01-01' and '2024-12-31'"))
                .isEqualTo("252");
    }

    private static String id(String run, String source, long line, RejectionCode code) {
        return DeadLetterTables.id(run, new DeadLetter(source, line, code, "", "")).toString();
    }
}
