package io.millrace.connectors.files.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.RowLayout;
import io.millrace.connectors.files.RowOrder;
import io.millrace.connectors.files.TapeKind;
import io.millrace.connectors.files.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampsTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long FIRST = 631_152_000_000L; // 1990
    private static final long LAST = 2_524_608_000_000L; // 2050

    @Property(tries = 2_000)
    void readsUtcAsTheJdkDoes(@ForAll @LongRange(min = FIRST, max = LAST) long millis) {
        assertThat(parsed(null, Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    }

    @Property(tries = 2_000)
    void readsOffsetsAsTheJdkDoes(
            @ForAll @LongRange(min = FIRST, max = LAST) long millis,
            @ForAll @IntRange(min = -720, max = 840) int minutes) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes == 0 ? 60 : minutes * 60);
        String text =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(millis).atOffset(offset));
        assertThat(parsed(null, text)).isEqualTo(millis);
    }

    @Property(tries = 5_000)
    void readsLocalTimesAsTheJdkDoes(@ForAll @LongRange(min = FIRST, max = LAST) long millis) {
        LocalDateTime local =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(millis / 60_000 * 60_000), NEW_YORK);
        long expected = local.atZone(NEW_YORK).toInstant().toEpochMilli();
        assertThat(parsed("America/New_York", local.toString())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-10T01:59:59, 2024-03-10T06:59:59Z",
        "2024-03-10T02:00:00, ",
        "2024-03-10T02:59:59, ",
        "2024-03-10T03:00:00, 2024-03-10T07:00:00Z",
        "2024-11-03T00:59:59, 2024-11-03T04:59:59Z",
        "2024-11-03T01:30:00, 2024-11-03T05:30:00Z",
        "2024-11-03T02:00:00, 2024-11-03T07:00:00Z",
        "2024-02-29, 2024-02-29T05:00:00Z",
        "2023-02-29, ",
    })
    void knowsWhenClocksChange(String local, @Nullable Instant expected) {
        assertThat(parsed("America/New_York", local))
                .isEqualTo(expected == null ? Stamps.UNREADABLE : expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "1704205800000, 1704205800000",
        "100000000000, 100000000000",
        "99999999999, ",
        "1704205800, ",
        "10000000000000, ",
        "-1704205800000, ",
        "2024-01-02T14:30:00, ",
        "2024-01-02T14:30:00ZZ, ",
        "2024-01-02T14, ",
        "2024-1-2T14:30:00Z, ",
        "2024-01-02T24:00:00Z, ",
        "2024-01-02T14:30:00.Z, ",
        "2024-01-02T14:30:00+19:00, ",
    })
    void readsWithoutAZoneOnlyWhatIsCertain(String text, @Nullable Long expected) {
        assertThat(parsed(null, text)).isEqualTo(expected == null ? Stamps.UNREADABLE : expected);
    }

    @Test
    void theFirstReadableTimeFixesTheForm() {
        Stamps stamps = new Stamps(layout(TimeFormat.AUTO, "America/New_York"));
        assertThat(parse(stamps, "never")).isEqualTo(Stamps.UNREADABLE);
        assertThat(parse(stamps, "2024-01-02T09:30:00")).isEqualTo(1_704_205_800_000L);
        assertThat(parse(stamps, "2024-01-02T14:30:00Z")).isEqualTo(Stamps.MIXED);
        assertThat(parse(stamps, "2024-01-02T09:30:00-05:00")).isEqualTo(Stamps.MIXED);
        assertThat(parse(stamps, "1704205800000")).isEqualTo(Stamps.MIXED);
        assertThat(parse(stamps, "2024-07-02T09:30:00")).isEqualTo(1_719_927_000_000L);
    }

    @Test
    void secondsMayHaveDecimals() {
        Stamps stamps = new Stamps(layout(TimeFormat.EPOCH_S, null));
        assertThat(parse(stamps, "1385337600")).isEqualTo(1_385_337_600_000L);
        assertThat(parse(stamps, "1385337600.0625")).isEqualTo(1_385_337_600_062L);
        assertThat(parse(stamps, "1385337600.x")).isEqualTo(Stamps.UNREADABLE);
        assertThat(parse(stamps, "1385337600000")).isEqualTo(Stamps.UNREADABLE);
    }

    private static long parsed(@Nullable String zone, String text) {
        return parse(new Stamps(layout(TimeFormat.AUTO, zone)), text);
    }

    private static long parse(Stamps stamps, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return stamps.parse(bytes, 0, bytes.length);
    }

    private static RowLayout layout(TimeFormat format, @Nullable String zone) {
        return new RowLayout(
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
                format,
                null,
                zone,
                0,
                false,
                RowOrder.ASCENDING);
    }
}
