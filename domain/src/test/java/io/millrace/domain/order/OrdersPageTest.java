package io.millrace.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/orders.md} to the table; {@code -Dmillrace.docs.write=true} writes it anew. */
class OrdersPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs", "orders.md");

    @Test
    void thePageShowsTheTableThatIsInForce() throws IOException {
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("docs/orders.md is stale; run this test with -Dmillrace.docs.write=true")
                .isEqualTo(page());
    }

    @Test
    void everyMoveIsInTheDiagramAndInTheTable() {
        assertThat(diagram().lines())
                .hasSize(2 + (int) arrows())
                .contains("    SUBMITTED --> UNKNOWN: NO_ANSWER");
        assertThat(table().lines()).hasSize(2 + OrderLifecycle.moves().size());
    }

    private static long arrows() {
        return OrderLifecycle.moves().stream()
                .map(move -> move.from() + " " + move.to())
                .distinct()
                .count();
    }

    private static String page() {
        return """
                # An order's life

                <!-- Written by OrdersPageTest from OrderLifecycle: change the table there, then run the test with
                     -Dmillrace.docs.write=true. -->

                Every status, every event, every move. An event that is not in the table is refused: the order stays where
                it is and the event is reported. An order whose submit nobody answered is `UNKNOWN` and is never sent again
                until the broker's record of its client order id says what became of it: found, or never seen. Only a fill
                that raced the end of an order moves an ended one; its shares count, whatever the status.

                ```mermaid
                %s```

                | status | event | becomes | why |
                |---|---|---|---|
                %s
                Names: an order's `client_order_id` is the first 40 hexadecimal characters of the SHA-256 over account,
                strategy, symbol, decision time, leg and sequence, each written as `length:text` in UTF-8
                (`ClientOrderId`). The same decision asks for the same order however often it is replayed.
                """
                .formatted(
                        diagram(),
                        table().lines().skip(2).map(l -> l + "\n").collect(Collectors.joining()));
    }

    private static String diagram() {
        return "stateDiagram-v2\n    [*] --> APPROVED\n"
                + OrderLifecycle.moves().stream()
                        .collect(
                                Collectors.groupingBy(
                                        move -> move.from() + " --> " + move.to(),
                                        java.util.LinkedHashMap::new,
                                        Collectors.mapping(
                                                move -> move.event().name(),
                                                Collectors.joining(" / "))))
                        .entrySet()
                        .stream()
                        .map(arrow -> "    " + arrow.getKey() + ": " + arrow.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static String table() {
        return "| status | event | becomes | why |\n|---|---|---|---|\n"
                + OrderLifecycle.moves().stream()
                        .map(
                                move ->
                                        "| %s | %s | %s | %s |\n"
                                                .formatted(
                                                        move.from(),
                                                        move.event(),
                                                        move.to(),
                                                        move.why()))
                        .collect(Collectors.joining());
    }
}
