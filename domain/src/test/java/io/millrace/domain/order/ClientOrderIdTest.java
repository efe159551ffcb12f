package io.millrace.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientOrderIdTest {

    /**
     * Python says: {@code sha256(b"".join(b"%d:%s" % (len(p), p) for p in parts)).hexdigest()[:40]}
     * with the six parts as UTF-8.
     */
    @ParameterizedTest(name = "{0} {1} {2} at {3}, {4} {5} -> {6}")
    @CsvSource({
        "paper, awet, AAPL, 1704207600000, ENTRY, 0, 5235e505720901f269c468a67c922cbfabd58268",
        "paper, awet, AAPL, 1704207600000, STOP_LOSS, 0, ed2e768b3ea8588dde5b39bc8c452e186a103c45",
        "paper, awet, AAPL, 1704207600000, STOP_LOSS, 1, 05bf1af9f48034ec38459a89a636284a1d8f7925",
        "sim-1, trend, BTC/USD, -1, EXIT, 12, 3ff7396197eb8a58e84e495e7424cd7fd6b29370",
        "compté, 5:awet, '', 0, TAKE_PROFIT, 0, 29ed5192cda272de62f47acb2681db66d6d367f5",
    })
    void isTheNameThatPythonGives(
            String account,
            String strategy,
            String symbol,
            long atMillis,
            Leg leg,
            int sequence,
            String expected) {
        assertThat(ClientOrderId.of(account, strategy, symbol, atMillis, leg, sequence))
                .isEqualTo(expected);
    }

    record Cause(
            String account, String strategy, String symbol, long atMillis, Leg leg, int sequence) {
        String name() {
            return ClientOrderId.of(account, strategy, symbol, atMillis, leg, sequence);
        }
    }

    @Property
    void differentCausesHaveDifferentNamesAndEqualCausesTheSame(
            @ForAll("causes") Cause one, @ForAll("causes") Cause other) {
        assertThat(one.name().equals(other.name())).isEqualTo(one.equals(other));
        assertThat(one.name()).matches("[0-9a-f]{40}");
    }

    @Property
    void noTextPassesForTheEndOfAnother(
            @ForAll("tricky") String text, @ForAll("tricky") String more) {
        List<String> names =
                List.of(
                        ClientOrderId.of(text + more, "", "", 0, Leg.ENTRY, 0),
                        ClientOrderId.of(text, more, "", 0, Leg.ENTRY, 0),
                        ClientOrderId.of(text, "", more, 0, Leg.ENTRY, 0),
                        ClientOrderId.of("", text, more, 0, Leg.ENTRY, 0));

        if (!text.isEmpty() && !more.isEmpty()) {
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    @Provide
    Arbitrary<String> tricky() {
        return Arbitraries.strings().withChars("0123456789:|;,/\u001f \u00e9").ofMaxLength(5);
    }

    @Provide
    Arbitrary<Cause> causes() {
        Arbitrary<String> few = Arbitraries.strings().withChars("1:").ofMaxLength(2);
        return Combinators.combine(
                        few,
                        few,
                        few,
                        Arbitraries.longs().between(0, 11),
                        Arbitraries.of(Leg.class),
                        Arbitraries.integers().between(0, 11))
                .as(Cause::new);
    }
}
