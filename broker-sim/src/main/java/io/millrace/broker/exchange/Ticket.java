package io.millrace.broker.exchange;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One order at the broker and what has become of it; guarded by the exchange's lock. */
public final class Ticket {

    private final OrderTerms terms;
    private final long submittedAtMillis;
    private TicketStatus status;
    private BigDecimal quantity;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal filledValue = BigDecimal.ZERO;
    private @Nullable BigDecimal stopPrice;
    private @Nullable BigDecimal highWater;
    private @Nullable String replacedBy;
    private long changedAtMillis;
    private long releasedAtMillis;
    private long expiresAtMillis;

    Ticket(OrderTerms terms, long atMillis, TicketStatus status) {
        this.terms = terms;
        this.submittedAtMillis = atMillis;
        this.status = status;
        this.quantity = terms.quantity();
        this.stopPrice = terms.stopPrice();
        this.changedAtMillis = atMillis;
        this.releasedAtMillis = atMillis;
    }

    private Ticket(Ticket other) {
        this(other.terms, other.submittedAtMillis, other.status);
        quantity = other.quantity;
        filled = other.filled;
        filledValue = other.filledValue;
        stopPrice = other.stopPrice;
        highWater = other.highWater;
        replacedBy = other.replacedBy;
        changedAtMillis = other.changedAtMillis;
        releasedAtMillis = other.releasedAtMillis;
        expiresAtMillis = other.expiresAtMillis;
    }

    /** The order as it is now, whatever becomes of it. */
    Ticket asItIs() {
        return new Ticket(this);
    }

    public OrderTerms terms() {
        return terms;
    }

    public String id() {
        return terms.id();
    }

    public TicketStatus status() {
        return status;
    }

    public boolean isOpen() {
        return status.isOpen();
    }

    /** The total it is to fill, what has filled included. */
    public BigDecimal quantity() {
        return quantity;
    }

    public BigDecimal filled() {
        return filled;
    }

    public BigDecimal leaves() {
        return quantity.subtract(filled);
    }

    public @Nullable BigDecimal averagePrice() {
        return filled.signum() == 0 ? null : filledValue.divide(filled, Figures.DIGITS);
    }

    /** The stop price in force, which moves for a trailing stop. */
    public @Nullable BigDecimal stopPrice() {
        return stopPrice;
    }

    /** For a trailing stop: the best price since it was made. */
    public @Nullable BigDecimal highWater() {
        return highWater;
    }

    public @Nullable String replacedBy() {
        return replacedBy;
    }

    public long submittedAtMillis() {
        return submittedAtMillis;
    }

    /** When it began to work: for a leg, when it was released. */
    public long releasedAtMillis() {
        return releasedAtMillis;
    }

    public long changedAtMillis() {
        return changedAtMillis;
    }

    /** When it will expire, or 0 when that is not known. */
    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    void become(TicketStatus next, long atMillis) {
        if (status == TicketStatus.HELD && next == TicketStatus.NEW) {
            releasedAtMillis = atMillis;
        }
        status = next;
        changedAtMillis = atMillis;
    }

    void fill(BigDecimal amount, BigDecimal price) {
        filled = filled.add(amount);
        filledValue = filledValue.add(amount.multiply(price));
    }

    /** A replacement goes on where the order before it stopped. */
    void inherit(Ticket before) {
        filled = before.filled;
        filledValue = before.filledValue;
        highWater = before.highWater;
    }

    void replacedBy(String id, long atMillis) {
        replacedBy = id;
        become(TicketStatus.REPLACED, atMillis);
    }

    void size(BigDecimal total) {
        quantity = total;
    }

    void trail(BigDecimal best, BigDecimal stop) {
        highWater = best;
        stopPrice = stop;
    }

    void expireAt(long atMillis) {
        expiresAtMillis = atMillis;
    }
}
