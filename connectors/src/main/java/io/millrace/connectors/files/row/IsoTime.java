package io.millrace.connectors.files.row;

/**
 * Reads {@code 2024-01-02T09:30[:15[.123]]} with {@code Z}, an offset or neither, from bytes.
 *
 * <p>A blank may stand for the {@code T}, and a date alone is its midnight. One reader is used for
 * all rows of a file, so that a row costs no object.
 */
final class IsoTime {

    private static final long NONE = Long.MIN_VALUE;
    private static final int[] DAYS_BEFORE_MONTH = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
    };

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long epochDay;
    private long millisOfDay;
    private long offsetMillis;
    private boolean utc;

    boolean parse(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        millisOfDay = 0;
        offsetMillis = NONE;
        utc = false;
        if (!date()) {
            return false;
        }
        if (at == end) {
            return true;
        }
        byte separator = bytes[at++];
        return (separator == 'T' || separator == ' ') && time() && zone() && at == end;
    }

    long epochDay() {
        return epochDay;
    }

    long millisOfDay() {
        return millisOfDay;
    }

    long offsetMillis() {
        return offsetMillis;
    }

    boolean isLocal() {
        return offsetMillis == NONE;
    }

    boolean isUtc() {
        return utc;
    }

    private boolean date() {
        int year = number(4);
        if (!is('-')) {
            return false;
        }
        int month = number(2);
        if (!is('-')) {
            return false;
        }
        int day = number(2);
        if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int length = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
        if (day > (leap && month == 2 ? 29 : length)) {
            return false;
        }
        int before = year - 1;
        long days = 365L * before + before / 4 - before / 100 + before / 400;
        epochDay =
                days + DAYS_BEFORE_MONTH[month - 1] + (leap && month > 2 ? 1 : 0) + day - 719_163;
        return true;
    }

    private boolean time() {
        int hour = number(2);
        if (!is(':')) {
            return false;
        }
        int minute = number(2);
        int second = 0;
        long millis = 0;
        if (at < end && bytes[at] == ':') {
            at++;
            second = number(2);
            if (at < end && (bytes[at] == '.' || bytes[at] == ',')) {
                at++;
                millis = fraction();
            }
        }
        boolean good = within(hour, 23) && within(minute, 59) && within(second, 59) && millis >= 0;
        millisOfDay = ((hour * 60L + minute) * 60 + second) * 1000 + millis;
        return good;
    }

    private boolean zone() {
        if (at == end) {
            return true;
        }
        byte sign = bytes[at++];
        if (sign == 'Z') {
            utc = true;
            offsetMillis = 0;
            return true;
        }
        if (sign != '+' && sign != '-') {
            return false;
        }
        int hours = number(2);
        if (at < end && bytes[at] == ':') {
            at++;
        }
        int minutes = at == end ? 0 : number(2);
        offsetMillis = (hours * 60L + minutes) * (sign == '-' ? -60_000L : 60_000L);
        return within(hours, 18) && within(minutes, 59);
    }

    private long fraction() {
        long millis = 0;
        int unit = 100;
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            millis += (long) unit * (bytes[at] - '0');
            unit /= 10;
            at++;
        }
        return at == start ? -1 : millis;
    }

    private int number(int digits) {
        if (end - at < digits) {
            at = end;
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = bytes[at++] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean is(char expected) {
        return at < end && bytes[at++] == expected;
    }

    private static boolean within(int value, int most) {
        return value >= 0 && value <= most;
    }
}
