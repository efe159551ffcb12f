package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.stack.port.LastingPort;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The writer in Flink's own operator, before a database that is away and then is not. */
@Timeout(60)
class KeepingSinkTest {

    private static final BatchOptions THREES = new BatchOptions(3, 1_000, 2, 20);
    private static final int MANY = 1_000;
    private static final TypeSerializer<Bar> ROWS =
            TypeInformation.of(Bar.class).createSerializer(new SerializerConfigImpl());

    private final DatabaseAddress present = TestDatabase.migrated();
    private final DatabaseAddress away = awayFrom(present);

    @Test
    void aStreamGoesOnWithoutTheDatabaseAndACheckpointCarriesItsRowsOver() throws Exception {
        OperatorSubtaskState checkpoint;
        try (Operator before = new Operator(away, MANY)) {
            before.open();
            before.take(bars(0, 10));
            before.setProcessingTime(60_000);
            before.take(bars(10, 12));
            checkpoint = before.checkpoint();
        }
        try (Operator after = new Operator(present, MANY)) {
            after.initializeState(checkpoint);
            after.open();
            assertThat(ends()).isEmpty();

            after.setProcessingTime(THREES.flushMillis());
            assertThat(ends()).isEqualTo(endsOf(0, 12));

            after.take(bars(12, 13));
            checkpoint = after.checkpoint();
            assertThat(ends()).isEqualTo(endsOf(0, 13));
        }
        TestDatabase.run(present, "truncate market_raw_minute");
        try (Operator last = new Operator(present, MANY)) {
            last.initializeState(checkpoint);
            last.open();
            last.endInput();
        }
        assertThat(ends()).as("rows that the last checkpoint kept").isEmpty();
    }

    @Test
    void rowsAreWrittenInTheirOrderSoThatTheLastOneStands() throws Exception {
        OperatorSubtaskState checkpoint;
        try (Operator before = new Operator(away, MANY)) {
            before.open();
            before.take(List.of(volume(1), volume(2), volume(3), volume(4)));
            checkpoint = before.checkpoint();
        }
        try (Operator after = new Operator(present, MANY)) {
            after.initializeState(checkpoint);
            after.open();
            after.take(List.of(volume(5)));
            after.endInput();
        }
        assertThat(TestDatabase.column(present, "select volume from market_raw_minute"))
                .containsExactly("5");
    }

    @Test
    void withTheDatabaseThereItWritesFullBatchesAtOnceAndTheRestAtTheCheckpoint() throws Exception {
        try (Operator operator = new Operator(present, MANY)) {
            operator.open();
            operator.take(bars(0, 5));
            assertThat(ends()).isEqualTo(endsOf(0, 3));

            operator.checkpoint();

            assertThat(ends()).isEqualTo(endsOf(0, 5));
        }
    }

    @Test
    void aDatabaseThatIsSilentIsAwayToo() throws Exception {
        DatabaseAddress impatient =
                new DatabaseAddress(
                        present.jdbcUrl() + "?socketTimeout=1", present.user(), present.password());
        try (Connection other = present.connect();
                Statement statement = other.createStatement();
                Operator operator = new Operator(impatient, MANY)) {
            other.setAutoCommit(false);
            statement.execute("lock table market_raw_minute");
            operator.open();
            operator.take(bars(0, 5));
            other.rollback();
            operator.endInput();
        }
        assertThat(ends()).isEqualTo(endsOf(0, 5));
    }

    @Test
    void theRowAfterTheMostWaitsForTheDatabase() throws Exception {
        try (Operator operator = new Operator(away, 7)) {
            operator.open();
            operator.take(bars(0, 7));

            assertThatThrownBy(() -> operator.take(bars(7, 8)))
                    .hasMessageContaining("the database is away after 2 attempts");
        }
    }

    @Test
    void theEndOfTheStreamWaitsForTheDatabase() throws Exception {
        try (Operator operator = new Operator(away, MANY)) {
            operator.open();
            operator.take(bars(0, 2));

            assertThatThrownBy(operator::endInput)
                    .hasMessageContaining("the database is away after 2 attempts");
        }
    }

    @Test
    void aRowThatIsRefusedEndsTheStreamByItsNameAsBefore() throws Exception {
        try (Operator operator = new Operator(present, MANY)) {
            operator.open();
            long never = Long.MAX_VALUE / 2;
            operator.take(List.of(bar(0), new Bar("LATE", never, never + 60_000, 1, 1, 1, 1, 1)));

            assertThatThrownBy(operator::checkpoint)
                    .hasStackTraceContaining("market_raw_minute(symbol=LATE");
            assertThat(ends()).isEqualTo(endsOf(0, 1));
        }
    }

    /** Flink's operator around the writer. */
    private static final class Operator
            extends OneInputStreamOperatorTestHarness<Bar, CommittableMessage<Void>> {

        private long checkpoints;

        Operator(DatabaseAddress address, int most) throws Exception {
            super(
                    new SinkWriterOperatorFactory<>(
                            UpsertSink.into(table(), address, THREES).keeping(most, ROWS)),
                    ROWS);
        }

        void take(List<Bar> bars) throws Exception {
            for (Bar bar : bars) {
                processElement(bar, bar.endMillis());
            }
        }

        OperatorSubtaskState checkpoint() throws Exception {
            checkpoints++;
            prepareSnapshotPreBarrier(checkpoints);
            return snapshot(checkpoints, checkpoints);
        }
    }

    private List<String> ends() {
        return TestDatabase.column(
                present,
                "select (extract(epoch from ts) * 1000)::bigint from market_raw_minute"
                        + " order by ts");
    }

    private static List<String> endsOf(int from, int to) {
        List<String> ends = new ArrayList<>();
        bars(from, to).forEach(bar -> ends.add(String.valueOf(bar.endMillis())));
        return ends;
    }

    private static DatabaseAddress awayFrom(DatabaseAddress present) {
        return new DatabaseAddress(
                present.jdbcUrl().replaceFirst(":\\d+/", ":" + LastingPort.pick() + "/"),
                present.user(),
                present.password());
    }

    private static Table<Bar> table() {
        return MarketTables.bars("tape", Resolution.MINUTE);
    }

    private static List<Bar> bars(int from, int to) {
        return IntStream.range(from, to).mapToObj(KeepingSinkTest::bar).toList();
    }

    private static Bar bar(int i) {
        long start = 1_700_000_000_000L + i * 60_000L;
        return new Bar("AAPL", start, start + 60_000, 10, 11, 9, 10.5, i);
    }

    private static Bar volume(int shares) {
        Bar first = bar(0);
        return new Bar("AAPL", first.startMillis(), first.endMillis(), 10, 11, 9, 10.5, shares);
    }
}
