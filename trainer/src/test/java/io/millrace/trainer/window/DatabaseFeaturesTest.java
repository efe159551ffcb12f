package io.millrace.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows out of a real PostgreSQL against the rows that went into it. */
class DatabaseFeaturesTest {

    private static final List<Bar> BARS = SyntheticRows.bars(2, 1, 9);
    private static final ModelDefinition MODEL = SyntheticRows.definition(20);
    private static final long EVERYTHING = BARS.get(BARS.size() - 1).endMillis();

    private static EmbeddedDatabase database;
    private static DatabaseAddress address;

    @BeforeAll
    static void stores() throws IOException, SQLException {
        database = EmbeddedDatabase.start(Placement.temporary());
        address = new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
        Migrations.apply(address);
        List<FeatureVector> served = new ArrayList<>();
        List<FeatureVector> ofAnother = new ArrayList<>();
        try (FeatureRows rows = SyntheticRows.rows(BARS)) {
            while (rows.hasNext()) {
                FeatureVector vector = rows.next().features();
                served.add(vector);
                ofAnother.add(
                        new FeatureVector(vector.symbol(), vector.atMillis(), new double[64], 0));
            }
        }
        try (Connection connection = address.connect()) {
            MarketTables.bars("tape", Resolution.MINUTE).write(connection, BARS);
            MarketTables.bars("feed", Resolution.MINUTE).write(connection, BARS.subList(0, 100));
            MarketTables.features(new RunScope("run-1", "sim"), List.of())
                    .write(connection, served);
            MarketTables.features(new RunScope("run-2", "sim"), List.of())
                    .write(connection, ofAnother);
        }
    }

    @AfterAll
    static void stops() {
        database.close();
    }

    @Test
    void whatWasServedAndStoredGivesTheSameWindows() throws Exception {
        assertThat(windows(stored("run-1", "tape", EVERYTHING)))
                .isEqualTo(windows(SyntheticRows.rows(BARS)))
                .hasSizeGreaterThan(50);
    }

    @Test
    void nothingThatBecameKnownLaterIsRead() throws Exception {
        long then = BARS.get(300).endMillis();
        List<Bar> known = BARS.stream().filter(bar -> bar.endMillis() <= then).toList();

        assertThat(windows(stored("run-1", "tape", then)))
                .isEqualTo(windows(SyntheticRows.rows(known)))
                .isNotEmpty();
    }

    @Test
    void otherRunsAndSourcesStandAside() throws Exception {
        assertThat(windows(stored("run-2", "tape", EVERYTHING))).isEmpty();
        try (FeatureRows rows = stored("run-1", "feed", EVERYTHING)) {
            int count = 0;
            while (rows.hasNext()) {
                rows.next();
                count++;
            }
            assertThat(count).isEqualTo(100);
        }
    }

    private static FeatureRows stored(String run, String source, long knownAtMillis)
            throws SQLException {
        return DatabaseFeatures.open(address, run, source, knownAtMillis);
    }

    private static List<Spelled> windows(FeatureRows rows) throws IOException {
        try (rows) {
            TrainingSet set =
                    Gathering.of(rows, MODEL, Market.XNYS.calendar(), bars -> {}).windows();
            return IntStream.range(0, set.size())
                    .mapToObj(window -> Spelled.of(set, window))
                    .toList();
        }
    }
}
