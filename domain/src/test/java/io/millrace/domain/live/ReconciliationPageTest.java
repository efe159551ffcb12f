package io.millrace.domain.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reconciliation.md} to the table, and writes it anew when asked to. */
class ReconciliationPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs", "reconciliation.md");

    @Test
    void thePageShowsTheTableThatIsInForce() throws IOException {
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("docs/reconciliation.md is stale; run with -Dmillrace.docs.write=true")
                .isEqualTo(page());
    }

    @Test
    void everyCaseIsARow() {
        assertThat(table().lines()).hasSize(ReconciliationCase.values().length);
        assertThat(table()).contains("`ORDER_GONE`");
    }

    private static String page() {
        return """
                # Reconciliation

                <!-- Written by ReconciliationPageTest from ReconciliationCase: change the table there, then run the test
                     with -Dmillrace.docs.write=true. -->

                A live account believes what its broker reports, and a snapshot of the broker is the proof. The broker is
                the truth. A snapshot comes at the start, after a crash, whenever the stream of reports was cut or the
                broker was away, after every fill (within `live.post-trade-check`), on command, and as often as the broker
                feed is configured to take one; the account asks for one early while it is in doubt (`wantsSnapshot`).

                Nothing is entered while the account is not reconciled (`NOT_RECONCILED`); exits and protections go on.

                %s
                What a row means for that:

                | weight | meaning |
                |---|---|
                | none | nothing |
                | settled | put right at once; the account may count as reconciled |
                | under way | neither a proof nor a doubt: the account stays what it was |
                | first | a doubt the first time that it is seen |
                | open | a doubt for as long as it is seen, and in the snapshot that puts it right |

                ## Rules

                * **Fills come as reports.** Neither an answer nor a first snapshot books one. A snapshot that shows more
                  than was reported makes the account wait for the reports; the second one books the rest at the price that
                  makes quantity and money agree with the broker's average.
                * **Two snapshots in a row** have to say the same before a position or the cash is taken over: one may be
                  older than a report that came meanwhile. A difference that changes in between is a new one.
                * **No order is sent twice.** An order that the snapshot lacks is looked up by its client order id, and only
                  a certain absence ends it; whatever needs it then makes a new order with a name of its own.
                * **The first snapshot of an account that has never traded** sets cash and positions at once, and losses
                  count from there. Later corrections count as gains or losses, because they are (fees, for one).
                * **Once.** A difference is told when it is first seen and not again while it lasts. The same snapshot a
                  third time tells nothing and asks nothing.
                * **Replacements** carry our name with `.r1`, `.r2` and so on; of two rows with one name of ours the newer
                  counts. Legs have names of the broker's own and are known by the order that carried them and their type.
                """
                .formatted(head() + table());
    }

    private static String head() {
        return """
                | case | about | the account believes | the broker says | what is done | weight | told |
                |---|---|---|---|---|---|---|
                """;
    }

    private static String table() {
        return Arrays.stream(ReconciliationCase.values())
                .map(ReconciliationPageTest::row)
                .collect(Collectors.joining());
    }

    private static String row(ReconciliationCase code) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        code,
                        words(code.subject()),
                        code.local(),
                        code.broker(),
                        code.action(),
                        words(code.weight()),
                        code.logged() ? "yes" : "no");
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
