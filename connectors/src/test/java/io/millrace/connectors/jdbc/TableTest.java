package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.jdbc.Samples.Sample;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.portfolio.AccountPosition;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@SuppressWarnings("NullAway.Init") // the connection is opened before the first test
class TableTest {

    private static Connection connection;

    @BeforeContainer
    static void connect() throws SQLException {
        connection = TestDatabase.migrated().connect();
    }

    @AfterContainer
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Provide
    Arbitrary<Sample<?>> samples() {
        return Arbitraries.of(Samples.all());
    }

    @Property(tries = 150)
    <T> void anyOrderWithAnyRepeatsGivesTheSameTable(
            @ForAll("samples") Sample<T> sample,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int batch)
            throws SQLException {
        empty(sample.table());
        sample.table().write(connection, sample.rows());
        List<String> once = contents(sample.table());
        assertThat(once).hasSize(sample.rows().size());

        List<T> often = new ArrayList<>(sample.rows());
        for (int i = 0; i < 3 * sample.rows().size(); i++) {
            often.add(sample.rows().get(random.nextInt(sample.rows().size())));
        }
        Collections.shuffle(often, random);
        empty(sample.table());
        for (int from = 0; from < often.size(); from += batch) {
            sample.table()
                    .write(connection, often.subList(from, Math.min(often.size(), from + batch)));
        }

        assertThat(contents(sample.table())).isEqualTo(once);
    }

    @Property(tries = 30)
    <T> void aRowThatIsThereAlreadyIsNotTouched(@ForAll("samples") Sample<T> sample)
            throws SQLException {
        sample.table().write(connection, sample.rows());
        String versions =
                "select concat(ctid, ' ', xmin) from " + sample.table().name() + " order by ctid";
        List<String> before = TestDatabase.column(connection, versions);

        sample.table().write(connection, sample.rows());

        assertThat(TestDatabase.column(connection, versions)).isEqualTo(before).isNotEmpty();
    }

    @Property(tries = 50)
    void barsComeBackAsTheyWereSent(@ForAll("tapes") List<Bar> bars) throws SQLException {
        Table<Bar> table = MarketTables.bars("tape", Resolution.MINUTE);
        empty(table);

        table.write(connection, bars);

        assertThat(barsInTable()).isEqualTo(new HashSet<>(table.distinct(bars)));
    }

    @Property(tries = 50)
    void theNewestPositionStaysWhateverComesWhen(
            @ForAll List<@IntRange(min = 0, max = 20) Integer> times,
            @ForAll @IntRange(min = 1, max = 4) int batch)
            throws SQLException {
        Table<AccountPosition> table = AccountTables.positions(new RunScope("r", "paper"));
        empty(table);
        for (int from = 0; from < times.size(); from += batch) {
            table.write(
                    connection,
                    times.subList(from, Math.min(times.size(), from + batch)).stream()
                            .map(at -> Samples.position(0, at))
                            .toList());
        }

        assertThat(TestDatabase.column(connection, "select quantity from positions"))
                .isEqualTo(
                        times.stream()
                                .max(Integer::compare)
                                .map(at -> List.of(at.toString()))
                                .orElse(List.of()));
    }

    @Example
    void aCorrectedRowReplacesTheOneBefore() throws SQLException {
        Table<Bar> table = MarketTables.bars("tape", Resolution.MINUTE);
        Bar first = Samples.bar(0);
        Bar corrected =
                new Bar(first.symbol(), first.startMillis(), first.endMillis(), 1, 4, 1, 2, 7);
        empty(table);

        table.write(connection, List.of(first));
        table.write(connection, List.of(corrected));
        assertThat(barsInTable()).containsExactly(corrected);

        table.write(connection, List.of(corrected, first));
        assertThat(barsInTable()).containsExactly(first);
    }

    @Example
    void runsStandSideBySide() throws SQLException {
        for (String run : List.of("one", "two")) {
            AccountTables.fills(new RunScope(run, "paper"))
                    .write(connection, List.of(Samples.fill(0)));
        }

        assertThat(
                        TestDatabase.column(
                                connection,
                                "select run_id from paper_trades where run_id in ('one', 'two')"
                                        + " order by 1"))
                .containsExactly("one", "two");
    }

    @Example
    void decimalsAreNotRounded() throws SQLException {
        AccountTables.fills(new RunScope("exact", "paper"))
                .write(connection, List.of(Samples.fill(0)));

        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select quantity, cash_flow from trades where run_id = 'exact'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBigDecimal(1)).isEqualTo(Samples.fill(0).quantity());
            assertThat(row.getBigDecimal(2)).isEqualTo(Samples.fill(0).cashFlow());
        }
    }

    @Example
    void aDecisionCanBeExplainedInSql() throws SQLException {
        DecisionTables.decisions(new RunScope("why", "paper"))
                .write(connection, List.of(Samples.decision(0)));

        assertThat(
                        TestDatabase.column(
                                connection,
                                "select binding_gate || ' ' || (gates -> 1 ->> 'actual') || ' < '"
                                        + " || (gates -> 1 ->> 'limit') || ', first '"
                                        + " || coalesce(gates -> 0 ->> 'actual', 'unknown')"
                                        + " || ', ' || (votes -> 0 ->> 'alpha') || ' ' ||"
                                        + " event_id from signals where run_id = 'why'"))
                .containsExactly(
                        "CONFIDENCE 0.5 < 0.65, first unknown, RSI " + Samples.decision(0).id());
    }

    @Example
    void aFeatureThatIsNotReadyIsAbsent() throws SQLException {
        MarketTables.features(new RunScope("young", "paper"), List.of("cci_20"))
                .write(connection, List.of(Samples.features(2)));

        assertThat(
                        TestDatabase.column(
                                connection,
                                "select concat_ws(' ', coalesce(return_5::text, 'absent'),"
                                        + " return_15, extras) from features_tft where run_id ="
                                        + " 'young'"))
                .containsExactly("absent 2.25 {\"cci_20\": 28.25}");
    }

    @Provide
    Arbitrary<List<Bar>> tapes() {
        Arbitrary<Double> prices =
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("0.00000001"), new BigDecimal("9999999"))
                        .ofScale(8)
                        .map(BigDecimal::doubleValue);
        Arbitrary<Long> times =
                Arbitraries.longs().between(-2_208_988_800_000L, 4_102_444_800_000L);
        return Combinators.combine(Arbitraries.of("AAPL", "\u20bf'\"\\,{}"), times, prices, prices)
                .as(
                        (symbol, start, price, volume) ->
                                new Bar(
                                        symbol,
                                        start,
                                        start + 60_000,
                                        price,
                                        price,
                                        price,
                                        price,
                                        volume))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Set<Bar> barsInTable() throws SQLException {
        Set<Bar> bars = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from market_raw_minute")) {
            while (row.next()) {
                bars.add(
                        new Bar(
                                row.getString("symbol"),
                                row.getTimestamp("started_at").getTime(),
                                row.getTimestamp("ts").getTime(),
                                row.getDouble("open"),
                                row.getDouble("high"),
                                row.getDouble("low"),
                                row.getDouble("close"),
                                row.getDouble("volume")));
            }
        }
        return bars;
    }

    private static void empty(Table<?> table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from " + table.name());
        }
    }

    private static List<String> contents(Table<?> table) throws SQLException {
        return TestDatabase.column(
                connection,
                "select t::text from "
                        + table.name()
                        + " as t order by "
                        + table.keyNames().stream().collect(Collectors.joining(", ")));
    }
}
