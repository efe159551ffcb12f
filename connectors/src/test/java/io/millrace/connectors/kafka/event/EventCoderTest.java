package io.millrace.connectors.kafka.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.MarketKind;
import io.millrace.avro.MarketRawEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Trade;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.TradingState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class EventCoderTest {

    private static final List<String> LABELS = List.of("return_1", "rsi_14", "sma_20", "mine");

    /** A coder and what it may be given. */
    private record Way<T, E extends SpecificRecordBase>(
            EventCoder<T, E> coder, Function<RandomRecords, T> any) {}

    private static final List<Way<?, ?>> WAYS =
            List.of(
                    new Way<>(new MarketCoder(), EventCoderTest::market),
                    new Way<>(new FeatureCoder("mine", LABELS), EventCoderTest::features),
                    new Way<>(new PredictionCoder("mine"), any -> any.of(Prediction.class)),
                    new Way<>(new InsightCoder("mine"), any -> any.of(Insight.class)),
                    new Way<>(new DecisionCoder(), any -> any.of(Decision.class)),
                    new Way<>(
                            new RiskCoder(Topic.RISK_APPROVED, Map.of("risk.cooldown", "15m")),
                            any -> any.of(RiskVerdict.class)),
                    new Way<>(
                            new RiskCoder(Topic.RISK_REJECTED, Map.of()),
                            any -> any.of(RiskVerdict.class)),
                    new Way<>(new OrderCoder("mine"), EventCoderTest::order),
                    new Way<>(new BlockedCoder(), any -> any.of(BlockedOrder.class)),
                    new Way<>(new AccountCoder(), any -> any.of(AccountStanding.class)),
                    new Way<>(new CommandCoder(), any -> any.of(ControlCommand.class)),
                    new Way<>(new AuditCoder(), EventCoderTest::audit),
                    new Way<>(new RedditCoder(), any -> any.of(RedditItem.class)),
                    new Way<>(new FailureCoder(), EventCoderTest::failure));

    @Test
    void everyTopicHasACoder() {
        assertThat(WAYS)
                .extracting(way -> way.coder().topic())
                .containsExactlyInAnyOrder(Topic.values());
        assertThat(WAYS)
                .allSatisfy(
                        way ->
                                assertThat(way.coder().event())
                                        .isEqualTo(way.coder().topic().event()));
    }

    @Property(tries = 200)
    void whatGoesThroughBytesComesBackTheSame(@ForAll long seed) throws IOException {
        for (Way<?, ?> way : WAYS) {
            comesBackTheSame(way, seed);
        }
    }

    private static <T, E extends SpecificRecordBase> void comesBackTheSame(Way<T, E> way, long seed)
            throws IOException {
        T record = way.any().apply(new RandomRecords(seed));
        T again = way.any().apply(new RandomRecords(seed));
        E event = way.coder().encode(record);

        assertThat(way.coder().decode(throughBytes(way.coder(), event)))
                .as(way.coder().topic().label())
                .isEqualTo(record);
        assertThat(way.coder().encode(again)).isEqualTo(event);
        assertThat(event.get("ts").toString())
                .isEqualTo(Instant.ofEpochMilli(way.coder().atMillis(record)).toString());
        assertThat(event.get("idempotency_key").toString())
                .contains(way.coder().topic().label(), event.get("event_id").toString());
    }

    @Test
    void whatIsAnotherEventHasAnotherId() {
        CommandCoder coder = new CommandCoder();
        Stream<ControlCommand> commands =
                Stream.of(command(1, "paper", 5), command(2, "paper", 5), command(1, "other", 5));

        assertThat(commands.map(one -> coder.encode(one).getEventId())).doesNotHaveDuplicates();
    }

    @Test
    void aDecimalKeepsItsValueAndLosesItsZeros() {
        assertThat(position("1.500").quantity()).isEqualTo(new BigDecimal("1.5"));
        assertThat(position("-0.000000000000000001").quantity())
                .isEqualTo(new BigDecimal("-0.000000000000000001"));
        assertThat(position("100").quantity()).isEqualTo(new BigDecimal("100"));
        assertThat(position("99999999999999999999.999999999999999999").quantity())
                .isEqualTo(new BigDecimal("99999999999999999999.999999999999999999"));
    }

    @Test
    void aNumberThatNoTopicCanHoldIsNamed() {
        assertThatThrownBy(() -> position("100000000000000000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "positions.quantity: 100000000000000000000 (expected: at most 20 digits"
                                + " before the point)");
    }

    @Test
    void anEventThatTheDomainHasNoRecordForIsNamed() {
        MarketRawEvent quote = new MarketCoder().encode(market(new RandomRecords(1)));
        quote.setKind(MarketKind.QUOTE);

        assertThatThrownBy(() -> new MarketCoder().decode(quote))
                .isInstanceOf(UnusableEvent.class)
                .hasMessage("kind: QUOTE (expected: BAR or TRADE)");
    }

    @Test
    void aRefusedRowIsKeptWhole() {
        DeadLetter letter =
                new DeadLetter(
                        "bars.csv", 7, RejectionCode.PRICE_INVALID, "AAPL,-1", "a price > 0");

        FailedRecord failed = FailedRecord.of(letter, 42);

        assertThat(new String(failed.bytes(), StandardCharsets.UTF_8)).isEqualTo("AAPL,-1");
        assertThat(failed.message()).isEqualTo("PRICE_INVALID: AAPL,-1 (expected: a price > 0)");
        assertThat(new FailureCoder().encode(failed).getCode()).isEqualTo("PRICE_INVALID");
    }

    private static Position position(String quantity) {
        AccountCoder coder = new AccountCoder();
        BigDecimal one = BigDecimal.ONE;
        Position position = new Position("AAPL", new BigDecimal(quantity), one, one);
        return coder.decode(
                        coder.encode(
                                new AccountStanding(
                                        new EquityPoint("paper", 0, one, one),
                                        TradingState.ACTIVE,
                                        List.of(position),
                                        "BAR")))
                .positions()
                .get(0);
    }

    private static ControlCommand command(long sequence, String account, long at) {
        return new ControlCommand(sequence, ControlCommand.Kind.KILL, account, "me", "", at);
    }

    private static MarketEvent market(RandomRecords any) {
        return any.sometimes()
                ? MarketEvent.of("tape.csv", any.of(Trade.class))
                : MarketEvent.of("tape.csv", 3, any.of(Bar.class));
    }

    private static BarFeatures features(RandomRecords any) {
        Bar bar = any.of(Bar.class);
        return new BarFeatures(bar, any.features(bar.symbol(), bar.endMillis(), LABELS.size()));
    }

    private static OrderUpdate order(RandomRecords any) {
        OrderUpdate update = any.of(OrderUpdate.class);
        Order order = update.order();
        ExecutionEvent event = update.event();
        Fill fill = event.fill();
        return new OrderUpdate(
                update.account(),
                order,
                update.status(),
                new ExecutionEvent(
                        order.clientOrderId(),
                        event.event(),
                        event.atMillis(),
                        fill == null
                                ? null
                                : new Fill(
                                        order.clientOrderId(),
                                        order.symbol(),
                                        order.side(),
                                        fill.quantity(),
                                        fill.price(),
                                        fill.fee(),
                                        fill.expectedPrice(),
                                        fill.atMillis(),
                                        fill.sequence()),
                        event.note()));
    }

    private static AuditLink audit(RandomRecords any) {
        AuditLink link = any.of(AuditLink.class);
        AuditEntry entry = link.entry();
        return new AuditLink(
                new AuditEntry(
                        entry.chain(),
                        entry.kind(),
                        any.uuid(),
                        any.sometimes() ? null : any.uuid(),
                        entry.actor(),
                        entry.payload(),
                        entry.atMillis()),
                link.sequence(),
                link.previousHash(),
                link.hash());
    }

    private static FailedRecord failure(RandomRecords any) {
        return new FailedRecord(
                "market.raw",
                any.sometimes() ? null : "market.raw",
                any.sometimes() ? null : any.bytes(),
                any.bytes(),
                12,
                null,
                any.sometimes() ? null : "one event",
                "java.io.IOException",
                "value: breaks off",
                42);
    }

    private static <T, E extends SpecificRecordBase> E throughBytes(EventCoder<T, E> coder, E event)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(coder.event()).write(event, encoder);
        encoder.flush();
        return new SpecificDatumReader<>(coder.event())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
