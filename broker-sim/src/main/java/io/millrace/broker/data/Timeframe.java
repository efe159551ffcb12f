package io.millrace.broker.data;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of the bars that a client asks for, such as {@code 5Min} or {@code 1Day}. */
record Timeframe(int amount, Unit unit) {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,2})(Min|T|Hour|H|Day|D|Week|W|Month|M)");
    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 4, 6, 12);
    private static final int MOST_MINUTES = 59;
    private static final int MOST_HOURS = 23;

    enum Unit {
        MINUTE(60_000L),
        HOUR(3_600_000L),
        DAY(86_400_000L),
        WEEK(7 * 86_400_000L),
        MONTH(28 * 86_400_000L);

        private final long leastMillis;

        Unit(long leastMillis) {
            this.leastMillis = leastMillis;
        }
    }

    /** Reads a timeframe, or refuses it as the API does. */
    static Timeframe parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        int amount = Integer.parseInt(matcher.group(1));
        Timeframe timeframe =
                switch (matcher.group(2)) {
                    case "Min", "T" -> new Timeframe(amount, Unit.MINUTE);
                    case "Hour", "H" -> new Timeframe(amount, Unit.HOUR);
                    case "Day", "D" -> new Timeframe(amount, Unit.DAY);
                    case "Week", "W" -> new Timeframe(amount, Unit.WEEK);
                    default -> new Timeframe(amount, Unit.MONTH);
                };
        if (!timeframe.isOffered()) {
            throw invalid(text);
        }
        return timeframe;
    }

    /** Whether bars of this length can be made of bars of another. */
    boolean holds(long barMillis) {
        return barMillis <= amount * unit.leastMillis;
    }

    /**
     * Whether a bar of this length is as long as one of the tape, so that nothing is to be made.
     */
    boolean isIntraday(long barMillis) {
        return (unit == Unit.MINUTE || unit == Unit.HOUR) && barMillis == amount * unit.leastMillis;
    }

    /** The left edge of the bar in which an instant lies. */
    long leftEdge(long atMillis, ZoneId zone) {
        LocalDate date = Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
        return switch (unit) {
            case MINUTE, HOUR -> {
                long length = amount * unit.leastMillis;
                long midnight = midnight(date, zone);
                yield midnight + Math.floorDiv(atMillis - midnight, length) * length;
            }
            case DAY -> midnight(date, zone);
            case WEEK ->
                    midnight(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case MONTH -> {
                int month = (date.getMonthValue() - 1) / amount * amount + 1;
                yield midnight(LocalDate.of(date.getYear(), month, 1), zone);
            }
        };
    }

    private boolean isOffered() {
        return switch (unit) {
            case MINUTE -> amount >= 1 && amount <= MOST_MINUTES;
            case HOUR -> amount >= 1 && amount <= MOST_HOURS;
            case DAY, WEEK -> amount == 1;
            case MONTH -> MONTHS.contains(amount);
        };
    }

    private static long midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static DataFault invalid(String text) {
        return DataFault.badRequest("invalid timeframe: " + text);
    }
}
