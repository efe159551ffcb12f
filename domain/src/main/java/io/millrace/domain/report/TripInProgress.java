package io.millrace.domain.report;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** One symbol's position while its fills are read; it sums exactly and divides only to show. */
final class TripInProgress {

    private final Fill first;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal entered = BigDecimal.ZERO;
    private BigDecimal entryNotional = BigDecimal.ZERO;
    private BigDecimal exitNotional = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal cashFlow = BigDecimal.ZERO;

    TripInProgress(Fill first) {
        this.first = first;
        add(first);
    }

    BigDecimal quantity() {
        return quantity;
    }

    boolean isClosed() {
        return quantity.signum() == 0;
    }

    /** Adds a fill that does not take the position through zero. */
    void add(Fill fill) {
        BigDecimal notional = fill.price().multiply(fill.quantity());
        if (fill.side() == first.side()) {
            entered = entered.add(fill.quantity());
            entryNotional = entryNotional.add(notional);
        } else {
            exitNotional = exitNotional.add(notional);
        }
        quantity = quantity.add(fill.signedQuantity());
        fees = fees.add(fill.fee());
        cashFlow = cashFlow.add(fill.cashFlow());
    }

    boolean isOpposedBy(Side side) {
        return side != first.side();
    }

    RoundTrip closedBy(Fill last, Map<String, String> reasons) {
        return new RoundTrip(
                first.symbol(),
                first.side(),
                first.clientOrderId(),
                last.clientOrderId(),
                first.atMillis(),
                last.atMillis(),
                entered,
                entryNotional.divide(entered, MathContext.DECIMAL64),
                exitNotional.divide(entered, MathContext.DECIMAL64),
                fees,
                cashFlow,
                reasons.get(first.clientOrderId()),
                reasons.get(last.clientOrderId()));
    }

    OpenTrip stillOpen(Map<String, String> reasons) {
        return new OpenTrip(
                first.symbol(),
                first.clientOrderId(),
                first.atMillis(),
                quantity,
                cashFlow,
                fees,
                reasons.get(first.clientOrderId()));
    }
}
