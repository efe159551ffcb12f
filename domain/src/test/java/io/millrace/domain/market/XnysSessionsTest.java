package io.millrace.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XnysSessionsTest {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate END = LocalDate.of(2031, 1, 1);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Of the lines {@code date,openMillis,closeMillis}, made from pandas_market_calendars. */
    private static final String PUBLISHED_SHA256 =
            "28a65542033b036c92abf1a93d2ddbdbeca8df062011310e599f2db7bd23d6e5";

    private final XnysSessions sessions = XnysSessions.standard();

    @Test
    void everyDayHasThePublishedHours() {
        Map<LocalDate, String> unusual = PublishedXnysDays.unusual();
        FIRST.datesUntil(END)
                .forEach(
                        day ->
                                assertThat(hours(sessions, day))
                                        .as(day.toString())
                                        .isEqualTo(published(unusual, day)));
    }

    @Test
    void everySessionHasThePublishedInstants() throws Exception {
        StringBuilder lines = new StringBuilder();
        all().forEach(
                        one ->
                                lines.append(one.date())
                                        .append(',')
                                        .append(one.openMillis())
                                        .append(',')
                                        .append(one.closeMillis())
                                        .append('\n'));
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(lines.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(PUBLISHED_SHA256);
    }

    @Test
    void theComparisonWouldSeeAForgottenClosure() {
        Map<LocalDate, String> unusual = PublishedXnysDays.unusual();
        LocalDate mourning = LocalDate.of(2025, 1, 9);
        assertThat(published(unusual, mourning)).isEqualTo("closed");
        unusual.remove(mourning);
        assertThat(published(unusual, mourning)).isNotEqualTo(hours(sessions, mourning));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-08T14:30:00Z, 2024-03-08T21:00:00Z", // Friday before the clocks go forward
        "2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z",
        "2024-11-01T13:30:00Z, 2024-11-01T20:00:00Z", // Friday before they go back
        "2024-11-04T14:30:00Z, 2024-11-04T21:00:00Z",
        "2006-04-03T13:30:00Z, 2006-04-03T20:00:00Z", // the clocks changed in April until 2006
        "2007-03-12T13:30:00Z, 2007-03-12T20:00:00Z",
        "2023-11-24T14:30:00Z, 2023-11-24T18:00:00Z",
        "2002-09-11T16:00:00Z, 2002-09-11T20:00:00Z",
    })
    void opensAndClosesAtTheseInstants(Instant open, Instant close) {
        long opens = open.toEpochMilli();
        long closes = close.toEpochMilli();
        assertThat(sessions.sessionAt(opens - 1)).isEmpty();
        assertThat(sessions.sessionAt(opens)).isPresent();
        assertThat(sessions.sessionAt(closes - 1)).isEqualTo(sessions.sessionAt(opens));
        assertThat(sessions.sessionAt(closes)).isEmpty();
        assertThat(sessions.sessionAt(opens).orElseThrow())
                .isEqualTo(new TradingSession(opens / 86_400_000L, opens, closes));
    }

    @Test
    void sessionsFollowEachOtherWithoutOverlap() {
        List<TradingSession> all = all();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).openMillis()).isGreaterThan(all.get(i - 1).closeMillis());
            assertThat(sessions.nextSession(all.get(i - 1).closeMillis())).isEqualTo(all.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-02T20:00:00Z, 2024-07-03T13:30:00Z",
        "2024-07-03T13:30:00Z, 2024-07-03T13:30:00Z",
        "2024-07-03T13:30:00.001Z, 2024-07-05T13:30:00Z",
        "2001-09-10T20:00:00Z, 2001-09-17T13:33:00Z",
        "2000-01-01T00:00:00Z, 2000-01-03T14:30:00Z",
    })
    void nextSessionOpensAtOrAfterTheInstant(Instant at, Instant open) {
        assertThat(Instant.ofEpochMilli(sessions.nextSession(at.toEpochMilli()).openMillis()))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-03T13:30:00Z, 0, 2024-07-03T13:30:00Z",
        "2024-07-03T13:30:00Z, 1, 2024-07-03T13:31:00Z",
        "2024-07-03T13:30:30Z, 1, 2024-07-03T13:31:30Z",
        "2024-07-03T13:30:00Z, 210, 2024-07-03T17:00:00Z", // exactly the close of a half day
        "2024-07-03T13:30:00Z, 211, 2024-07-05T13:31:00Z",
        "2024-07-03T16:59:00Z, 31, 2024-07-05T14:00:00Z",
        "2024-07-03T17:00:00Z, 1, 2024-07-05T13:31:00Z", // from the close
        "2024-07-04T12:00:00Z, 60, 2024-07-05T14:30:00Z", // from a holiday
        "2024-07-05T10:00:00Z, 60, 2024-07-05T14:30:00Z", // from before the open
        "2024-07-06T10:00:00Z, 0, 2024-07-06T10:00:00Z",
        "2024-03-08T20:30:00Z, 60, 2024-03-11T14:00:00Z", // over a change of the clocks
    })
    void openMinutesSkipClosedTime(Instant from, long minutes, Instant expected) {
        long reached = sessions.plusOpenMinutes(from.toEpochMilli(), minutes);
        assertThat(Instant.ofEpochMilli(reached)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31T23:59:59.999Z", "2031-01-01T00:00:00Z"})
    void refusesInstantsThatItDoesNotKnow(Instant at) {
        long atMillis = at.toEpochMilli();
        assertThat(sessions.covers(atMillis)).isFalse();
        String message = "instant: " + at + " (expected: within the calendar's years 2000..2030)";
        assertThatThrownBy(() -> sessions.sessionAt(atMillis)).hasMessage(message);
        assertThatThrownBy(() -> sessions.isOpen(atMillis)).hasMessage(message);
        assertThatThrownBy(() -> sessions.nextSession(atMillis)).hasMessage(message);
        assertThatThrownBy(() -> sessions.plusOpenMinutes(atMillis, 0)).hasMessage(message);
    }

    @Test
    void refusesDatesAndSessionsThatItDoesNotKnow() {
        long lastClose = Instant.parse("2030-12-31T21:00:00Z").toEpochMilli();
        assertThat(sessions.covers(lastClose)).isTrue();
        assertThatThrownBy(() -> sessions.nextSession(lastClose))
                .hasMessageContaining("2030-12-31T21:00:00Z")
                .hasMessageContaining("2000..2030");
        assertThatThrownBy(() -> sessions.sessionOn(END))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("date: 2031-01-01 (expected: within the calendar's years 2000..2030)");
        assertThatThrownBy(() -> sessions.plusOpenMinutes(lastClose, -1))
                .hasMessage("minutes: -1 (expected: >= 0)");
    }

    private List<TradingSession> all() {
        return FIRST.datesUntil(END).map(sessions::sessionOn).flatMap(Optional::stream).toList();
    }

    private static String published(Map<LocalDate, String> unusual, LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
        return weekend ? "closed" : unusual.getOrDefault(day, "09:30-16:00");
    }

    private static String hours(XnysSessions sessions, LocalDate day) {
        return sessions.sessionOn(day)
                .map(one -> timeOf(one.openMillis()) + "-" + timeOf(one.closeMillis()))
                .orElse("closed");
    }

    private static LocalTime timeOf(long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(NEW_YORK).toLocalTime();
    }
}
