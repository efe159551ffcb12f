package io.millrace.broker.exchange;

import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for with an order; nothing of it ever changes, a replacement has its own.
 *
 * @param id the broker's name of it
 * @param venueId its name at the venue, which a replacement keeps
 * @param groupId the {@code venueId} of the order that leads its group; its own for a lone order
 * @param orderClass empty, {@code bracket}, {@code oco} or {@code oto}
 * @param role {@link #PARENT}, {@link #TAKE_PROFIT} or {@link #STOP_LOSS}
 * @param symbol as the tape names it
 * @param quantity shares or coins; for an order by notional what the notional was worth
 * @param notional dollars, for an order by notional
 * @param replaces the id of the order that it replaces
 * @param createdAtMillis market time; that of the first order of a chain of replacements
 */
public record OrderTerms(
        String id,
        String venueId,
        String groupId,
        String clientOrderId,
        String orderClass,
        String role,
        String symbol,
        Side side,
        String type,
        String timeInForce,
        BigDecimal quantity,
        @Nullable BigDecimal notional,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailPrice,
        @Nullable BigDecimal trailPercent,
        boolean extendedHours,
        @Nullable String replaces,
        long createdAtMillis) {

    public static final String PARENT = "parent";
    public static final String TAKE_PROFIT = "take_profit";
    public static final String STOP_LOSS = "stop_loss";

    public static final String BRACKET = "bracket";
    public static final String OCO = "oco";
    public static final String OTO = "oto";

    /** The same order with another stop price. */
    public OrderTerms withStop(BigDecimal price) {
        return new OrderTerms(
                id,
                venueId,
                groupId,
                clientOrderId,
                orderClass,
                role,
                symbol,
                side,
                type,
                timeInForce,
                quantity,
                notional,
                limitPrice,
                price,
                trailPrice,
                trailPercent,
                extendedHours,
                replaces,
                createdAtMillis);
    }

    /** Whether it leads its group, as a lone order does. */
    public boolean leads() {
        return venueId.equals(groupId);
    }

    /** Whether it belongs to a group of orders. */
    public boolean isComplex() {
        return !orderClass.isEmpty();
    }

    public boolean trails() {
        return type.equals("trailing_stop");
    }

    public boolean isGoodTillCancelled() {
        return timeInForce.equals("gtc");
    }
}
