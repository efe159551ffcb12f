package io.millrace.flink.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.testkit.KeyedOperator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class BarValidationTest {

    private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");

    private final KeyedOperator<String, MarketEvent, Bar> validation =
            new KeyedOperator<>(
                    () -> new BarValidation(Market.XNYS),
                    MarketEvent::symbol,
                    Types.STRING,
                    event -> event.requireBar().endMillis());

    @Test
    void letsAnOrderedSessionThrough() throws Exception {
        List<MarketEvent> session = List.of(minute(0), minute(1), minute(389));

        assertThat(validation.run(session))
                .extracting(Bar::startMillis)
                .containsExactly(start(0), start(1), start(389));
    }

    @Test
    void refusesTheSameIntervalTwiceAndNamesItsLine() throws Exception {
        List<DeadLetter> refused = refusedAmong(minute(0), minute(0));

        assertThat(refused)
                .containsExactly(
                        new DeadLetter(
                                "AAPL.csv",
                                0,
                                RejectionCode.DUPLICATE,
                                "AAPL,2024-01-02T14:30:00Z",
                                "one bar per interval"));
    }

    @Test
    void refusesABarThatIsOlderThanTheOneBefore() throws Exception {
        assertThat(refusedAmong(minute(1), minute(0)))
                .extracting(DeadLetter::code)
                .containsExactly(RejectionCode.OUT_OF_ORDER);
    }

    @Test
    void refusesWhatLiesOutsideTheSession() throws Exception {
        assertThat(refusedAmong(minute(-1), minute(0), minute(389), minute(390)))
                .extracting(DeadLetter::line)
                .containsExactly(-1L, 390L);
    }

    @Test
    void judgesEverySymbolByItself() throws Exception {
        MarketEvent other = MarketEvent.of("MSFT.csv", 0, bar("MSFT", start(0), start(1)));

        assertThat(validation.run(List.of(minute(5), other))).hasSize(2);
    }

    @Property(tries = 50)
    void restoringAtAnyEventChangesNothing(
            @ForAll @Size(max = 30) List<@IntRange(min = -2, max = 15) Integer> minutes,
            @ForAll @IntRange(max = 30) int cut)
            throws Exception {
        List<MarketEvent> events = new ArrayList<>();
        minutes.forEach(minute -> events.add(minute(minute)));

        assertThat(validation.runCutAt(events, cut)).isEqualTo(validation.run(events));
    }

    @Test
    void itsMessagesNeverFallBackToKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(MarketEvent.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Bar.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeadLetter.class);
    }

    private List<DeadLetter> refusedAmong(MarketEvent... events) throws Exception {
        return validation.sideOutputCutAt(List.of(events), 1, MarketStage.DEAD_LETTERS);
    }

    private static MarketEvent minute(int minute) {
        return MarketEvent.of("AAPL.csv", minute, bar("AAPL", start(minute), start(minute + 1)));
    }

    private static Bar bar(String symbol, long from, long to) {
        return new Bar(symbol, from, to, 10, 11, 9, 10, 100);
    }

    private static long start(int minute) {
        return OPEN.plusSeconds(60L * minute).toEpochMilli();
    }
}
