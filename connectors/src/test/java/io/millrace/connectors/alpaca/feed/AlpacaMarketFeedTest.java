package io.millrace.connectors.alpaca.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlpacaMarketFeedTest {

    /** A Monday at ten in New York. */
    private static final long OPEN = 1_782_137_600_000L / 60_000 * 60_000;

    private static final List<String> SYMBOLS = List.of("A", "B", "C");
    private static final MarketFeedOptions OPTIONS =
            MarketFeedOptions.of(Market.XNYS, "iex", SYMBOLS, Resolution.MINUTE)
                    .since(OPEN)
                    .waiting(10_000, 60_000)
                    .untilEndOfTape();

    @Property(tries = 12)
    void cutsRestoresAndRepeatsShowInNoBar(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<List<Bar>> tape = tape(random, 40);
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket()) {
            Running running = open(market, OPTIONS, null, taker);
            for (List<Bar> instant : tape) {
                switch (random.nextInt(12)) {
                    case 0 -> market.network.cut();
                    case 1 -> market.stream.closeAll(1001, "going away");
                    case 2 -> {
                        running.close();
                        running = open(market, OPTIONS, taker.position(), taker);
                    }
                    case 3 -> market.tell(tape.get(random.nextInt(tape.indexOf(instant) + 1)));
                    case 4 -> Thread.sleep(random.nextInt(300));
                    case 5 -> {
                        market.swallow(instant);
                        continue;
                    }
                    default -> {
                        // calm
                    }
                }
                int split = random.nextInt(instant.size() + 1);
                market.publish(instant.subList(0, split));
                market.publish(instant.subList(split, instant.size()));
            }
            market.end();
            running.awaitEnd();
            running.close();
        }

        List<Bar> all = new ArrayList<>();
        tape.forEach(all::addAll);
        assertThat(bars(taker)).isEqualTo(all);
        assertThat(taker.position()).isEqualTo(Long.toString(OPEN + 40 * 60_000L));
        for (FeedBatch<MarketEvent> batch : taker.batches) {
            assertThat(batch.watermark()).isEqualTo(batch.atMillis());
            assertThat(batch.position()).isEqualTo(Long.toString(batch.atMillis()));
        }
    }

    @Test
    void anInstantIsCompleteWithABarOfEverySymbol() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket();
                Running running = open(market, OPTIONS, null, taker)) {
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.publish(List.of(bar("C", 1), bar("A", 1), bar("B", 1)));
            taker.await(values -> values.size() == 3);

            assertThat(bars(taker)).containsExactly(bar("A", 1), bar("B", 1), bar("C", 1));
            assertThat(running).isNotNull();
        }
    }

    @Test
    void anInstantIsCompleteWhenNothingMoreComes() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket();
                Running running = open(market, OPTIONS.waiting(100, 60_000), null, taker)) {
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.publish(List.of(bar("A", 1)));
            taker.await(values -> values.size() == 1);
            market.publish(List.of(bar("B", 1), bar("B", 2)));
            taker.await(values -> values.size() == 2);

            assertThat(bars(taker)).containsExactly(bar("A", 1), bar("B", 2));
            assertThat(taker.counted("marketBarsRepeated")).isBetween(1, 2);
            assertThat(running).isNotNull();
        }
    }

    @Test
    void barsThatTheStreamHasLostAreAskedForWithTheNextBar() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket();
                Running running = open(market, OPTIONS, null, taker)) {
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.publish(List.of(bar("A", 1), bar("B", 1), bar("C", 1)));
            market.swallow(List.of(bar("A", 2), bar("B", 2), bar("C", 2), bar("A", 3)));
            market.publish(List.of(bar("A", 4), bar("B", 4), bar("C", 4)));
            taker.await(values -> values.size() == 10);

            assertThat(bars(taker))
                    .extracting(Bar::endMillis)
                    .containsExactly(
                            OPEN + 60_000,
                            OPEN + 60_000,
                            OPEN + 60_000,
                            OPEN + 120_000,
                            OPEN + 120_000,
                            OPEN + 120_000,
                            OPEN + 180_000,
                            OPEN + 240_000,
                            OPEN + 240_000,
                            OPEN + 240_000);
            assertThat(running).isNotNull();
        }
    }

    @Test
    void anInstantThatStaysIncompleteIsAskedForBeforeItCloses() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket();
                Running running = open(market, OPTIONS.waiting(100, 60_000), null, taker)) {
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.publish(List.of(bar("A", 1), bar("B", 1), bar("C", 1)));
            taker.await(values -> values.size() == 3);
            market.swallow(List.of(bar("B", 2)));
            market.publish(List.of(bar("A", 2)));
            taker.await(values -> values.size() == 5);

            assertThat(bars(taker).subList(3, 5)).containsExactly(bar("A", 2), bar("B", 2));
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aRestoredSessionTellsTheTimeFirstAndNoBarTwice() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket()) {
            market.publish(List.of(bar("A", 1), bar("A", 2), bar("A", 3)));
            market.end();
            Running running = open(market, OPTIONS, Long.toString(OPEN + 120_000), taker);
            running.awaitEnd();
            running.close();

            assertThat(taker.batches.get(0).values()).isEmpty();
            assertThat(taker.batches.get(0).watermark()).isEqualTo(OPEN + 120_000);
            assertThat(bars(taker)).containsExactly(bar("A", 3));
        }
    }

    @Test
    void aConnectionLimitPasses() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket()) {
            market.refusals = 2;
            market.publish(List.of(bar("A", 1)));
            market.end();
            Running running = open(market, OPTIONS, null, taker);
            running.awaitEnd();
            running.close();

            assertThat(bars(taker)).containsExactly(bar("A", 1));
            assertThat(taker.counted("marketReconnects")).isEqualTo(2);
        }
    }

    @Test
    void silenceInAnOpenSessionIsADeadConnection() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket();
                Running running = open(market, OPTIONS.waiting(20, 200), null, taker)) {
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.publish(List.of(bar("A", 1)));
            taker.awaitThat(() -> taker.counted("marketReconnects") > 0);

            assertThat(bars(taker)).containsExactly(bar("A", 1));
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aBarThatCannotBeReadIsKeptAndStopsNobody() throws Exception {
        Taker<MarketEvent> taker = new Taker<>();
        try (FakeMarket market = new FakeMarket()) {
            Running running = open(market, OPTIONS, null, taker);
            taker.awaitThat(() -> !market.stream.listening.isEmpty());
            market.stream.tellAll(
                    "[{\"T\":\"b\",\"S\":\"A\",\"t\":\"2026-06-22T14:00:00Z\",\"o\":\"x\"}]");
            market.publish(List.of(bar("A", 1)));
            market.end();
            running.awaitEnd();
            running.close();

            assertThat(taker.values()).hasSize(2);
            assertThat(String.valueOf(taker.values().get(0).rejected()))
                    .contains("o: \"x\" (expected: a number)");
        }
    }

    @Test
    void pairsHaveASlashOnTheWireOnly() {
        BarMessages crypto =
                new BarMessages(
                        MarketFeedOptions.of(
                                Market.CRYPTO, "us", List.of("BTCUSD"), Resolution.MINUTE));
        BarMessages stocks = new BarMessages(OPTIONS);

        assertThat(crypto.theirs("BTCUSD")).isEqualTo("BTC/USD");
        assertThat(crypto.theirs("ETHBTC")).isEqualTo("ETH/BTC");
        assertThat(crypto.theirs("ETHUSDT")).isEqualTo("ETH/USDT");
        assertThat(crypto.ours("BTC/USD")).isEqualTo("BTCUSD");
        assertThat(stocks.theirs("XUSD")).isEqualTo("XUSD");
    }

    @Test
    void refusesOptionsThatCannotWork() {
        assertThatThrownBy(
                        () ->
                                MarketFeedOptions.of(
                                        Market.XNYS, "iex", List.of(), Resolution.MINUTE))
                .hasMessage("symbols: none (expected: at least one)");
        assertThatThrownBy(() -> MarketFeedOptions.of(Market.XNYS, "iex", SYMBOLS, Resolution.DAY))
                .hasMessageContaining("resolution: 1d (expected: 1m or 1h");
    }

    @Test
    void theWaitDoublesUpToItsLimitAndIsNeverTheSameForAll() {
        Backoff backoff = new Backoff();

        List<Long> longest = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            longest.add(backoff.failed(false, 1));
        }
        assertThat(longest).containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
        assertThat(backoff.failed(true, 0)).isEqualTo(22_500);
        backoff.succeeded();
        assertThat(backoff.failed(false, 0)).isEqualTo(188);
    }

    private static Running open(
            FakeMarket market,
            MarketFeedOptions options,
            @Nullable String position,
            Taker<MarketEvent> taker) {
        return new Running(
                new AlpacaMarketFeed(
                                market.endpoint(),
                                AlpacaKeys.simulator(),
                                AlpacaOptions.standard(),
                                options)
                        .open(position, taker));
    }

    private static List<Bar> bars(Taker<MarketEvent> taker) {
        return taker.values().stream().map(MarketEvent::requireBar).toList();
    }

    private static List<List<Bar>> tape(Random random, int instants) {
        List<List<Bar>> tape = new ArrayList<>();
        for (int minute = 1; minute <= instants; minute++) {
            List<Bar> bars = new ArrayList<>();
            for (String symbol : SYMBOLS) {
                if (random.nextInt(4) > 0 || (bars.isEmpty() && symbol.equals("C"))) {
                    bars.add(bar(symbol, minute));
                }
            }
            tape.add(bars);
        }
        return tape;
    }

    private static Bar bar(String symbol, int minute) {
        long end = OPEN + minute * 60_000L;
        double price = 100 + minute / 7.0;
        return new Bar(
                symbol, end - 60_000, end, price, price + 1, price - 1, price + 0.1, minute * 10);
    }
}
