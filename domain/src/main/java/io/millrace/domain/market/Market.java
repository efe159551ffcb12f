package io.millrace.domain.market;

/** The markets whose hours are known. */
public enum Market {
    /** US equities: the New York Stock Exchange's regular session. */
    XNYS(XnysSessions.standard()),
    /** Crypto: always open. */
    CRYPTO(new ContinuousSessions());

    @SuppressWarnings("ImmutableEnumChecker") // both calendars are immutable
    private final SessionCalendar calendar;

    Market(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    public SessionCalendar calendar() {
        return calendar;
    }
}
