package io.millrace.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/broker-contract.md} to the cards. */
class ContractPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs", "broker-contract.md");

    @Test
    void thePageShowsTheCardsThatAreAsked() throws IOException {
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as(
                        "docs/broker-contract.md is stale; run this test with -Dmillrace.docs.write=true")
                .isEqualTo(page());
    }

    @Test
    void cardsAreNumberedInTheirOrder() {
        assertThat(BrokerContract.cards())
                .extracting(Card::id)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(20);
    }

    private static String page() {
        return """
                # The broker's contract

                <!-- Written by ContractPageTest from BrokerContract: change the cards there, then run the test with
                     -Dmillrace.docs.write=true. -->

                What Millrace relies on when it trades at Alpaca, as numbered cards. `BrokerContractTest` asks them of the
                [simulator](broker-sim.md) in every build. With `APCA_API_KEY_ID` and `APCA_API_SECRET_KEY` in the environment it
                asks the same of that paper account and compares the answers card by card; it buys nothing: its orders are for
                one share at 10 dollars or make no sense, and none stays.

                Answers are compared by status, code, sentence and the kinds of their fields: numbers and ids are masked
                (`<n>`, `<id>`). A card that an account does not allow to ask says `left out` and counts as equal.

                | card | asked | answer | there also | because |
                |---|---|---|---|---|
                %s
                """
                .formatted(
                        BrokerContract.cards().stream()
                                .map(
                                        card ->
                                                "| %s | %s | `%s` | %s | %s |"
                                                        .formatted(
                                                                card.id(),
                                                                card.asked(),
                                                                card.expected(),
                                                                card.there().isEmpty()
                                                                        ? ""
                                                                        : "`" + card.there() + "`",
                                                                card.why()))
                                .collect(Collectors.joining("\n")));
    }
}
