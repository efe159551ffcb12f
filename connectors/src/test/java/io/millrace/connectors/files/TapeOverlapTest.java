package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TapeOverlapTest {

    private static final RowLayout LAYOUT =
            new RowLayout(
                    TapeKind.BARS,
                    ',',
                    1,
                    7,
                    0,
                    1,
                    2,
                    3,
                    4,
                    5,
                    6,
                    0,
                    TimeFormat.AUTO,
                    null,
                    null,
                    0,
                    false,
                    RowOrder.ASCENDING);

    @Test
    void refusesMoreFilesAtATimeThanAProcessMayOpen() {
        assertThatCode(() -> TapeOverlap.requireFewOpen(tape(TapeOverlap.MOST_OPEN, 0)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TapeOverlap.requireFewOpen(tape(TapeOverlap.MOST_OPEN + 1, 0)))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("the 2001th file of the same time");
    }

    @Test
    void takesAnyNumberOfFilesThatFollowEachOther() {
        assertThatCode(() -> TapeOverlap.requireFewOpen(tape(10_000, 1_000)))
                .doesNotThrowAnyException();
    }

    private static Tape tape(int files, long apart) {
        return new Tape(
                IntStream.range(0, files).mapToObj(i -> file(i, i * apart)).toList(),
                TapeFilter.ALL,
                Market.CRYPTO);
    }

    private static TapeFile file(int number, long first) {
        return new TapeFile(
                "f" + number,
                null,
                "f" + number,
                LAYOUT,
                Resolution.MINUTE,
                null,
                List.of("AAA"),
                first,
                first + 999,
                1,
                true,
                1);
    }
}
