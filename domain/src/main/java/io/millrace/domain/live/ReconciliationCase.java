package io.millrace.domain.live;

/** Every way in which the account and the broker can stand to each other over one subject. */
public enum ReconciliationCase {
    AGREED(Subject.ORDER, "anything", "the same", Weight.NONE, "nothing", false),
    ORDER_FOUND(
            Subject.ORDER,
            "sent, unknown or held",
            "open",
            Weight.SETTLED,
            "takes over where it stands",
            true),
    ORDER_ENDED_AT_BROKER(
            Subject.ORDER,
            "works",
            "ended, no fill unheard of",
            Weight.SETTLED,
            "takes over its end; what it protected is protected anew",
            true),
    ORDER_IN_FLIGHT(
            Subject.ORDER,
            "works, heard of or looked up a moment ago",
            "absent",
            Weight.UNDER_WAY,
            "waits: the snapshot may be older than the order",
            false),
    ORDER_UNHEARD(
            Subject.ORDER,
            "sent or unknown, not heard of since",
            "absent",
            Weight.OPEN,
            "looks it up; it is never sent again",
            true),
    ORDER_GONE(
            Subject.ORDER,
            "accepted, held or partially filled",
            "absent",
            Weight.OPEN,
            "looks it up; a certain absence ends it",
            true),
    CANCEL_UNDER_WAY(
            Subject.ORDER,
            "works, its cancellation was asked for",
            "open",
            Weight.NONE,
            "waits; if not heard of for five pauses it is looked up and cancelled again",
            false),
    OPEN_AT_BROKER_ONLY(
            Subject.ORDER,
            "ended",
            "open",
            Weight.OPEN,
            "waits for a second snapshot, then cancels it",
            true),
    FILLS_MISSING_HERE(
            Subject.ORDER,
            "filled less",
            "filled more",
            Weight.OPEN,
            "waits for the reports; at the second snapshot books the rest at the broker's average",
            true),
    FILLS_MISSING_AT_BROKER(
            Subject.ORDER,
            "filled more",
            "filled less",
            Weight.FIRST,
            "waits for a second snapshot, then lets the position and the cash decide",
            true),
    QUANTITY_DIFFERS(
            Subject.ORDER,
            "an accepted protection of one quantity",
            "open with another",
            Weight.SETTLED,
            "takes over the broker's quantity and fits the protections to the position",
            true),
    UNKNOWN_ORDER_AT_BROKER(
            Subject.ORDER,
            "no such order",
            "open",
            Weight.OPEN,
            "cancels it and alerts: nobody else may trade in the account",
            true),
    UNKNOWN_ORDER_ENDED(
            Subject.ORDER,
            "no such order",
            "ended",
            Weight.NONE,
            "nothing: what it did shows in positions and cash",
            true),
    FILL_OUT_OF_ORDER(
            Subject.REPORT,
            "filled up to one quantity",
            "a fill, or an end, that lies beyond",
            Weight.OPEN,
            "books nothing, notes the impossible event and asks for a snapshot",
            true),
    POSITION_EXPLAINED(
            Subject.POSITION,
            "anything",
            "another quantity, and an order of the symbol has fills that are missing here",
            Weight.UNDER_WAY,
            "waits for them",
            false),
    POSITION_ONLY_HERE(
            Subject.POSITION,
            "some",
            "none",
            Weight.OPEN,
            "waits for a second snapshot, then forgets it and withdraws its orders",
            true),
    POSITION_ONLY_AT_BROKER(
            Subject.POSITION,
            "none",
            "some",
            Weight.OPEN,
            "waits for a second snapshot, then takes it over and protects it",
            true),
    POSITION_LARGER_HERE(
            Subject.POSITION,
            "more",
            "less, same direction",
            Weight.OPEN,
            "waits for a second snapshot, then takes over the broker's and fits the protections",
            true),
    POSITION_LARGER_AT_BROKER(
            Subject.POSITION,
            "less",
            "more, same direction",
            Weight.OPEN,
            "waits for a second snapshot, then takes over the broker's and protects all of it",
            true),
    POSITION_OPPOSITE(
            Subject.POSITION,
            "long or short",
            "the other way round",
            Weight.OPEN,
            "waits for a second snapshot, then takes over the broker's; a short one is left to a"
                    + " person",
            true),
    POSITION_UNPROTECTED(
            Subject.POSITION,
            "open, no stop loss and no exit works",
            "anything",
            Weight.SETTLED,
            "protects it at once and alerts, with the time that it stood bare",
            true),
    CASH_DIFFERS(
            Subject.CASH,
            "an amount",
            "another by a cent or more",
            Weight.OPEN,
            "waits for a second snapshot, then takes over the broker's",
            true);

    /** What a row is about. */
    public enum Subject {
        ORDER,
        REPORT,
        POSITION,
        CASH
    }

    /** What a row means for whether the account counts as reconciled. */
    public enum Weight {
        /** Nothing. */
        NONE,
        /** Put right at once: the account may count as reconciled. */
        SETTLED,
        /** Neither a proof nor a doubt: the account stays what it was. */
        UNDER_WAY,
        /** A doubt the first time that it is seen. */
        FIRST,
        /** A doubt for as long as it is seen. */
        OPEN
    }

    private final Subject subject;
    private final String local;
    private final String broker;
    private final Weight weight;
    private final String action;
    private final boolean logged;

    ReconciliationCase(
            Subject subject,
            String local,
            String broker,
            Weight weight,
            String action,
            boolean logged) {
        this.subject = subject;
        this.local = local;
        this.broker = broker;
        this.weight = weight;
        this.action = action;
        this.logged = logged;
    }

    public Subject subject() {
        return subject;
    }

    /** What the account believes. */
    public String local() {
        return local;
    }

    /** What the broker says. */
    public String broker() {
        return broker;
    }

    public Weight weight() {
        return weight;
    }

    /** What is done. */
    public String action() {
        return action;
    }

    /** Whether it is told as a {@link Difference}, once for as long as it lasts. */
    public boolean logged() {
        return logged;
    }
}
