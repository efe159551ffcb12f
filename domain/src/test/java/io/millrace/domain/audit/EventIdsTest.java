package io.millrace.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIdsTest {

    /**
     * The oracle is Python: {@code h =
     * bytearray(hashlib.md5("\x1f".join([...]).encode()).digest()); h[6] = h[6] & 15 | 48; h[8] =
     * h[8] & 63 | 128; uuid.UUID(bytes=bytes(h))}, which is RFC 9562 §5.3 without a name space.
     */
    @ParameterizedTest
    @CsvSource({
        "decision, main, AAPL, 1700000000000, 0, fb7e4466-3006-37df-b9a7-647b7cfdc5c5",
        "bar, tape, ÆØÅ, -1, 7, b385d2fd-f7ac-3c9d-a0a5-5ba9f3e5f7d8",
    })
    void isTheNameBasedUuidOfItsParts(
            String kind, String owner, String symbol, long at, long sequence, UUID expected) {
        assertThat(EventIds.of(kind, owner, symbol, at, sequence)).isEqualTo(expected);
        assertThat(expected.version()).isEqualTo(3);
        assertThat(expected.variant()).isEqualTo(2);
    }

    @Property
    void theSamePartsAlwaysGiveTheSameId(
            @ForAll @CharRange(from = ' ', to = '~') String owner,
            @ForAll @CharRange(from = ' ', to = '~') String symbol,
            @ForAll long at,
            @ForAll long sequence) {
        assertThat(EventIds.of("bar", owner, symbol, at, sequence))
                .isEqualTo(EventIds.of("bar", owner, symbol, at, sequence));
    }

    @Property
    void movingTextFromOnePartToTheNextChangesTheId(
            @ForAll @StringLength(min = 1, max = 12) @CharRange(from = '-', to = '9') String text,
            @ForAll @IntRange(max = 12) int oneCut,
            @ForAll @IntRange(max = 12) int otherCut) {
        int one = Math.min(oneCut, text.length());
        int other = Math.min(otherCut, text.length());
        Assume.that(one != other);
        assertThat(EventIds.of("bar", text.substring(0, one), text.substring(one), 1, 2))
                .isNotEqualTo(
                        EventIds.of("bar", text.substring(0, other), text.substring(other), 1, 2));
    }

    @Test
    void digitsDoNotRunFromTheTimeIntoTheSequence() {
        assertThat(EventIds.of("bar", "tape", "AAPL", 1, 11))
                .isNotEqualTo(EventIds.of("bar", "tape", "AAPL", 11, 1));
    }

    @Test
    void refusesPartsThatHoldTheSeparator() {
        assertThatThrownBy(() -> EventIds.of("bar", "a\u001fb", "c", 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("owner: a\u001fb (expected: no U+001F)");
        assertThatThrownBy(() -> EventIds.of("bar", "a", "b\u001fc", 1, 2))
                .hasMessageStartingWith("symbol: ");
        assertThatThrownBy(() -> EventIds.of("bar\u001f", "a", "c", 1, 2))
                .hasMessageStartingWith("kind: ");
    }
}
