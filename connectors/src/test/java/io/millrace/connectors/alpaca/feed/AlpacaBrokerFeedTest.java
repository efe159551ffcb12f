package io.millrace.connectors.alpaca.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.alpaca.AlpacaFill;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.feed.Feedback;
import io.millrace.connectors.feed.FeedbackChannel;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.AccountInput.Kind;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlpacaBrokerFeedTest {

    private static final BrokerFeedOptions OPTIONS =
            BrokerFeedOptions.since(0, false).every(30_000, 50);

    @TempDir Path folder = Path.of("");

    @Property(tries = 10)
    void everyFillIsToldOnceAndInOrderWhateverTheStreamDoes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks()) {
            List<String> orders = List.of("a", "b", "c");
            orders.forEach(id -> books.order(id, 1_000));
            Running running = open(books, OPTIONS, null, taker);
            List<String> late = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String told = books.fill(orders.get(random.nextInt(3)), 1 + random.nextInt(9));
                switch (random.nextInt(14)) {
                    case 0 -> books.network.cut();
                    case 1 -> late.add(told);
                    case 2 -> {
                        // the stream forgets it
                    }
                    case 3 -> {
                        books.stream.tellAll(told);
                        books.stream.tellAll(told);
                    }
                    case 4 -> {
                        Collections.shuffle(late, random);
                        late.forEach(books.stream::tellAll);
                        late.clear();
                        books.stream.tellAll(told);
                    }
                    case 5 -> Thread.sleep(random.nextInt(200));
                    default -> books.stream.tellAll(told);
                }
            }
            BigDecimal all = sum(books.fills());
            taker.await(inputs -> lastSnapshot(inputs).compareTo(all) == 0);
            running.close();

            for (String id : orders) {
                assertThat(fills(taker, id))
                        .as("fills of " + id)
                        .isEqualTo(
                                books.fills().stream()
                                        .filter(fill -> fill.orderId().equals(id))
                                        .map(AlpacaFill::toBrokerFill)
                                        .toList());
            }
            assertThat(snapshotsHoldExactlyWhatWasTold(taker.values())).isTrue();
        }
    }

    /** The checker above must see a snapshot that runs ahead of its reports. */
    @Test
    void aSnapshotBeforeItsFillWouldBeSeen() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks()) {
            books.order("a", 10);
            books.fill("a", 4);
            try (Running running = open(books, OPTIONS, null, taker)) {
                taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));
                assertThat(running).isNotNull();
            }
        }
        List<AccountInput> told = new ArrayList<>(taker.values());

        assertThat(snapshotsHoldExactlyWhatWasTold(told)).isTrue();
        told.removeIf(input -> input.kind() == Kind.REPORT);
        assertThat(snapshotsHoldExactlyWhatWasTold(told)).isFalse();
    }

    @Test
    void aCutIsToldAndFollowedByWhatWasMissedAndASnapshot() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks();
                Running running = open(books, OPTIONS, null, taker)) {
            books.order("a", 10);
            taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));
            books.network.cut();
            books.fill("a", 10);
            taker.await(inputs -> lastSnapshot(inputs).signum() > 0);

            List<Kind> kinds = kinds(taker.values());
            List<Kind> after = kinds.subList(kinds.indexOf(Kind.REPORTS_CUT), kinds.size());
            assertThat(after).startsWith(Kind.REPORTS_CUT).endsWith(Kind.REPORT, Kind.SNAPSHOT);
            assertThat(running).isNotNull();
        }
    }

    @Test
    void whatTheBooksDoNotHoldYetKeepsTheSnapshotBack() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks();
                Running running = open(books, OPTIONS, null, taker)) {
            taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));
            books.order("a", 10);
            books.fill("a", 3);
            books.hide(2);
            books.stream.tellAll(books.fill("a", 4));
            taker.await(inputs -> count(inputs, Kind.TICK) > 20);
            assertThat(fills(taker, "a")).isEmpty();
            books.hide(0);
            taker.await(inputs -> lastSnapshot(inputs).intValue() == 7);

            assertThat(fills(taker, "a"))
                    .extracting(BrokerFill::cumulative)
                    .containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(7));
            assertThat(snapshotsHoldExactlyWhatWasTold(taker.values())).isTrue();
            assertThat(running).isNotNull();
        }
    }

    @Test
    void executionsThatAreToldAsOneAtARoundedAverageAreTakenFromTheBooks() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks();
                Running running = open(books, OPTIONS, null, taker)) {
            books.order("a", 7);
            taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));
            books.fill("a", 3, new BigDecimal("10"));
            String last = books.fill("a", 4, new BigDecimal("10.01"));
            books.stream.tellAll(
                    last.replace("\"price\":\"10.01\"", "\"price\":\"10.0057142857142857\"")
                            .replace("\"qty\":\"4\"", "\"qty\":\"7\""));
            taker.await(inputs -> fills(taker, "a").size() == 2);

            assertThat(fills(taker, "a"))
                    .extracting(fill -> fill.quantity() + " at " + fill.price())
                    .containsExactly("3 at 10", "4 at 10.01");
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aRestoredSessionGoesOnBehindItsPosition() throws Exception {
        Taker<AccountInput> before = new Taker<>();
        Taker<AccountInput> after = new Taker<>();
        try (FakeBooks books = new FakeBooks()) {
            books.order("a", 10);
            books.fill("a", 3);
            try (Running running = open(books, OPTIONS, null, before)) {
                before.await(inputs -> lastSnapshot(inputs).intValue() == 3);
                assertThat(running).isNotNull();
            }
            books.fill("a", 5);
            try (Running running = open(books, OPTIONS, before.position(), after)) {
                after.await(inputs -> lastSnapshot(inputs).intValue() == 8);
                books.stream.tellAll(books.fill("a", 2));
                after.await(inputs -> fills(after, "a").size() == 2);
                assertThat(running).isNotNull();
            }

            assertThat(fills(after, "a"))
                    .extracting(BrokerFill::cumulative)
                    .containsExactly(BigDecimal.valueOf(8), BigDecimal.TEN);
            assertThat(reports(after, "a"))
                    .extracting(BrokerReport::event)
                    .containsExactly(OrderEvent.PARTIAL_FILL, OrderEvent.FINAL_FILL);
        }
    }

    @Test
    void anOrderEndsOnceThoughStreamAndBooksBothSaySo() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks();
                Running running = open(books, askedByFile(), null, taker)) {
            taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));
            books.order("leg", 10);
            books.stream.tellAll(books.event("leg", "new"));
            books.end("leg", OrderStatus.CANCELED);
            books.stream.tellAll(books.event("leg", "canceled"));
            books.stream.tellAll(books.event("leg", "canceled"));
            taker.await(inputs -> reports(taker, "leg").size() >= 2);
            int snapshots = count(taker.values(), Kind.SNAPSHOT);
            Files.createFile(folder.resolve("nudge"));
            taker.await(inputs -> count(inputs, Kind.SNAPSHOT) > snapshots);

            assertThat(reports(taker, "leg"))
                    .extracting(BrokerReport::event)
                    .containsExactly(OrderEvent.BROKER_ACCEPTED, OrderEvent.BROKER_CANCELED);
            assertThat(reports(taker, "leg"))
                    .extracting(report -> report.order().carrierId())
                    .last()
                    .isEqualTo("carrier");
            assertThat(running).isNotNull();
        }
    }

    @Test
    void theAccountGetsASnapshotWhenItAsksAndWithinSecondsOfAFill() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks();
                Running running =
                        open(books, OPTIONS.askedBy(null, "wanted-by-test"), null, taker)) {
            FeedbackChannel.Writer<String> wanted =
                    Feedback.<String>channel("wanted-by-test").writer();
            books.order("a", 10);
            taker.awaitThat(() -> !books.stream.listening.isEmpty());
            taker.await(inputs -> count(inputs, Kind.SNAPSHOT) >= 1);
            int first = count(taker.values(), Kind.SNAPSHOT);
            wanted.put("now");
            taker.await(inputs -> count(inputs, Kind.SNAPSHOT) > first);
            int second = count(taker.values(), Kind.SNAPSHOT);
            books.stream.tellAll(books.fill("a", 1));
            taker.await(inputs -> count(inputs, Kind.SNAPSHOT) > second);

            assertThat(lastSnapshot(taker.values())).isEqualTo(BigDecimal.ONE);
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAwayAndComesBack() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks()) {
            books.away = true;
            try (Running running = open(books, OPTIONS, null, taker)) {
                taker.await(inputs -> count(inputs, Kind.BROKER_AWAY) >= 2);
                assertThat(kinds(taker.values())).containsOnly(Kind.BROKER_AWAY);
                books.away = false;
                taker.await(inputs -> kinds(inputs).containsAll(List.of(Kind.SNAPSHOT, Kind.TICK)));

                assertThat(taker.values())
                        .filteredOn(input -> input.kind() == Kind.TICK)
                        .allMatch(input -> input.atMillis() == FakeBooks.START)
                        .allMatch(input -> input.wallMillis() > FakeBooks.START);
                assertThat(running).isNotNull();
            }
        }
    }

    @Test
    void keysThatAreNotAcceptedLeaveTheSnapshots() throws Exception {
        Taker<AccountInput> taker = new Taker<>();
        try (FakeBooks books = new FakeBooks()) {
            books.refuses = true;
            try (Running running = open(books, OPTIONS, null, taker)) {
                taker.await(inputs -> kinds(inputs).contains(Kind.SNAPSHOT));

                assertThat(taker.counted("brokerReconnects")).isEqualTo(1);
                assertThat(running).isNotNull();
            }
        }
    }

    private BrokerFeedOptions askedByFile() {
        return OPTIONS.askedBy(folder.resolve("nudge").toString(), null);
    }

    private static Running open(
            FakeBooks books,
            BrokerFeedOptions options,
            @Nullable String position,
            Taker<AccountInput> taker) {
        return new Running(
                new AlpacaBrokerFeed(
                                books.endpoint(),
                                AlpacaKeys.simulator(),
                                AlpacaOptions.standard(),
                                books.connector(),
                                options)
                        .open(position, taker));
    }

    private static List<Kind> kinds(List<AccountInput> inputs) {
        return inputs.stream()
                .map(AccountInput::kind)
                .filter(kind -> kind != Kind.TICK || count(inputs, Kind.REPORT) == 0)
                .toList();
    }

    private static int count(List<AccountInput> inputs, Kind kind) {
        return (int) inputs.stream().filter(input -> input.kind() == kind).count();
    }

    private static List<BrokerReport> reports(Taker<AccountInput> taker, String id) {
        return taker.values().stream()
                .filter(input -> input.kind() == Kind.REPORT)
                .map(input -> Objects.requireNonNull(input.report()))
                .filter(report -> report.order().brokerId().equals(id))
                .toList();
    }

    private static List<BrokerFill> fills(Taker<AccountInput> taker, String id) {
        List<BrokerFill> fills = new ArrayList<>();
        for (BrokerReport report : reports(taker, id)) {
            if (report.fill() != null) {
                fills.add(report.fill());
            }
        }
        return fills;
    }

    private static BigDecimal sum(List<AlpacaFill> fills) {
        return fills.stream().map(AlpacaFill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the last snapshot shows as filled; negative without one. */
    private static BigDecimal lastSnapshot(List<AccountInput> inputs) {
        BigDecimal last = BigDecimal.ONE.negate();
        for (AccountInput input : inputs) {
            BrokerSnapshot snapshot = input.snapshot();
            if (snapshot != null) {
                last =
                        snapshot.orders().stream()
                                .map(BrokerOrder::filled)
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
            }
        }
        return last;
    }

    private static boolean snapshotsHoldExactlyWhatWasTold(List<AccountInput> inputs) {
        Map<String, BigDecimal> told = new HashMap<>();
        for (AccountInput input : inputs) {
            BrokerReport report = input.report();
            if (report != null && report.fill() != null) {
                told.put(report.order().brokerId(), report.fill().cumulative());
            }
            if (input.snapshot() != null) {
                for (BrokerOrder order : input.snapshot().orders()) {
                    BigDecimal so = told.getOrDefault(order.brokerId(), BigDecimal.ZERO);
                    if (so.compareTo(order.filled()) != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
