package io.millrace.domain.venue;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One symbol's orders meeting one bar: each gets its turn, in order, while there is volume. */
final class BarRound {

    private final VenueSettings settings;
    private final SlippageModel slippage;
    private final FeeModel fees;
    private final Bar bar;
    private final Blotter blotter;
    private final BigDecimal open;

    /** What this bar filled of each entry: protections may meet the rest of the bar with it. */
    private final Map<String, Fill> entered = new HashMap<>();

    private BigDecimal volumeLeft;

    BarRound(
            VenueSettings settings,
            SlippageModel slippage,
            FeeModel fees,
            Bar bar,
            Blotter blotter) {
        this.settings = settings;
        this.slippage = slippage;
        this.fees = fees;
        this.bar = bar;
        this.blotter = blotter;
        this.open = BigDecimal.valueOf(bar.open());
        this.volumeLeft = inLots(BigDecimal.valueOf(bar.volume()).multiply(settings.volumeShare()));
    }

    void run() {
        List<WorkingOrder> present = List.copyOf(blotter.orders());
        for (WorkingOrder order : present) {
            if (order.expiresAtMillis() <= bar.startMillis()) {
                blotter.end(order, OrderEvent.BROKER_EXPIRED, "its session ended");
            }
        }
        for (WorkingOrder order : present) {
            WorkingOrder current = blotter.find(order.id());
            if (current != null && FillRules.isEligible(current, bar)) {
                meet(current);
            }
        }
    }

    private void meet(WorkingOrder order) {
        if (FillRules.reaches(order, bar, settings.limitNeedsTradeThrough())) {
            BigDecimal price = FillRules.price(order, openFor(order.order()));
            BigDecimal amount = fromVolume(mostOf(order));
            WorkingOrder hit =
                    order.order().type() == OrderType.STOP ? blotter.trigger(order) : order;
            if (amount.signum() > 0) {
                fill(hit, price, amount);
            }
        }
    }

    private void fill(WorkingOrder hit, BigDecimal expected, BigDecimal amount) {
        Order order = hit.order();
        BigDecimal price =
                order.type() == OrderType.LIMIT
                        ? expected
                        : slipped(order.side(), expected, amount);
        Fill fill =
                new Fill(
                        order.clientOrderId(),
                        order.symbol(),
                        order.side(),
                        amount,
                        price,
                        fees.fee(order.side(), amount, price, bar.endMillis()),
                        expected,
                        bar.endMillis(),
                        hit.fills());
        if (!hit.isProtection()) {
            entered.put(hit.id(), fill);
        }
        blotter.fill(hit, fill);
    }

    /**
     * For a stop that its entry released inside this bar, the bar begins where the entry filled.
     */
    private BigDecimal openFor(Order order) {
        Fill entry = entryWithin(order);
        return entry == null || order.leg() == Leg.TAKE_PROFIT ? open : entry.expectedPrice();
    }

    /** A take profit has to wait a bar for what entered inside this one: the worse is assumed. */
    private BigDecimal mostOf(WorkingOrder order) {
        Fill entry = entryWithin(order.order());
        return entry == null || order.order().leg() != Leg.TAKE_PROFIT
                ? order.leaves()
                : order.leaves().subtract(entry.quantity()).max(BigDecimal.ZERO);
    }

    private @Nullable Fill entryWithin(Order order) {
        return order.parentId() == null ? null : entered.get(order.parentId());
    }

    private BigDecimal fromVolume(BigDecimal wanted) {
        BigDecimal amount = wanted.compareTo(volumeLeft) <= 0 ? wanted : inLots(volumeLeft);
        volumeLeft = volumeLeft.subtract(amount);
        return amount;
    }

    private BigDecimal inLots(BigDecimal amount) {
        return amount.divide(settings.lot(), 0, RoundingMode.FLOOR).multiply(settings.lot());
    }

    private BigDecimal slipped(Side side, BigDecimal price, BigDecimal amount) {
        BigDecimal distance = slippage.perShare(price, amount, BigDecimal.valueOf(bar.volume()));
        return side == Side.BUY
                ? price.add(distance).setScale(decimalsOf(price), RoundingMode.CEILING)
                : price.subtract(distance).setScale(decimalsOf(price), RoundingMode.FLOOR);
    }

    private int decimalsOf(BigDecimal price) {
        int forSixDigits = price.scale() - price.precision() + 6;
        return price.compareTo(BigDecimal.ONE) < 0
                ? Math.max(settings.priceDecimals(), forSixDigits)
                : settings.priceDecimals();
    }
}
