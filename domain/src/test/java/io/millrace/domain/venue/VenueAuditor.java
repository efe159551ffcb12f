package io.millrace.domain.venue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches a venue from outside and keeps its own books; throws when the venue breaks a promise of
 * {@code docs/venue.md}.
 */
final class VenueAuditor {

    private final BigDecimal volumeShare;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, OrderStatus> statuses = new HashMap<>();
    private final Map<String, BigDecimal> allowed = new HashMap<>();
    private final Map<String, BigDecimal> filled = new HashMap<>();
    private BigDecimal shares = BigDecimal.ZERO;
    private BigDecimal cash = BigDecimal.ZERO;

    VenueAuditor(BigDecimal volumeShare) {
        this.volumeShare = volumeShare;
    }

    BigDecimal shares() {
        return shares;
    }

    BigDecimal cash() {
        return cash;
    }

    void asked(OrderRequest request, VenueStep step) {
        Set<String> known = new HashSet<>(orders.keySet());
        if (request.quantity() != null) {
            allowed.replace(request.clientOrderId(), request.quantity());
        }
        for (Order order : request.orders()) {
            if (known.add(order.clientOrderId())) {
                orders.put(order.clientOrderId(), order);
                statuses.put(order.clientOrderId(), OrderStatus.SUBMITTED);
                allowed.put(order.clientOrderId(), order.quantity());
            }
        }
        assertThat(step.events())
                .as("every request is answered")
                .anyMatch(event -> event.clientOrderId().equals(request.clientOrderId()));
        for (ExecutionEvent event : step.events()) {
            assertThat(event.fill()).as("a request alone fills nothing").isNull();
            assertThat(event.atMillis()).isEqualTo(request.atMillis());
            boolean refusal =
                    event.event() == OrderEvent.BROKER_REJECTED && !event.note().isEmpty();
            if (!refusal || statuses.get(event.clientOrderId()) == OrderStatus.SUBMITTED) {
                move(event);
            }
        }
        reconcile(step.book());
    }

    void saw(Bar bar, VenueStep step) {
        BigDecimal volume = BigDecimal.ZERO;
        for (ExecutionEvent event : step.events()) {
            assertThat(event.atMillis()).isEqualTo(bar.endMillis());
            move(event);
            Fill fill = event.fill();
            if (fill != null) {
                volume = volume.add(fill.quantity());
                checkPrice(fill, bar);
                count(fill);
            }
        }
        assertThat(volume)
                .as("the venue takes its share of the volume and no more")
                .isLessThanOrEqualTo(volumeShare.multiply(BigDecimal.valueOf(bar.volume())));
        reconcile(step.book());
    }

    private void move(ExecutionEvent event) {
        OrderStatus before = statusOf(event.clientOrderId());
        assertThat(OrderLifecycle.after(before, event.event()))
                .as("%s in status %s", event, before)
                .hasValueSatisfying(after -> statuses.put(event.clientOrderId(), after));
        assertThat(before.isTerminal()).as("%s after its end", event).isFalse();
    }

    private void checkPrice(Fill fill, Bar bar) {
        Order order = orderOf(fill.clientOrderId());
        assertThat(order.submittedAtMillis())
                .as("no fill before submission")
                .isLessThanOrEqualTo(bar.startMillis());
        assertThat(fill.expectedPrice())
                .as("a price that traded")
                .isBetween(BigDecimal.valueOf(bar.low()), BigDecimal.valueOf(bar.high()));
        boolean buys = fill.side() == Side.BUY;
        if (order.type() == OrderType.LIMIT) {
            assertThat(fill.price()).isEqualByComparingTo(fill.expectedPrice());
            BigDecimal gain = requireNonNull(order.limitPrice()).subtract(fill.price());
            assertThat(buys ? gain : gain.negate())
                    .as("never worse than the limit")
                    .isNotNegative();
        } else {
            BigDecimal lost = fill.price().subtract(fill.expectedPrice());
            assertThat(buys ? lost : lost.negate()).as("slippage is against us").isNotNegative();
        }
    }

    private void count(Fill fill) {
        String id = fill.clientOrderId();
        Order order = orderOf(id);
        assertThat(fill.quantity()).isPositive();
        BigDecimal total = filled.merge(id, fill.quantity(), BigDecimal::add);
        String entry = order.parentId();
        if (entry == null) {
            assertThat(total)
                    .as("%s fills at most its quantity", id)
                    .isLessThanOrEqualTo(allowed.get(id));
        } else {
            assertThat(exits(entry))
                    .as("protections sell at most what their entry filled")
                    .isLessThanOrEqualTo(filledOf(entry));
        }
        boolean buys = fill.side() == Side.BUY;
        shares = buys ? shares.add(fill.quantity()) : shares.subtract(fill.quantity());
        BigDecimal paid = fill.quantity().multiply(fill.price());
        cash = (buys ? cash.subtract(paid) : cash.add(paid)).subtract(fill.fee());
    }

    private void reconcile(VenueBook book) {
        Set<String> working = new HashSet<>();
        for (WorkingOrder order : book.working(VenueRun.SYMBOL)) {
            working.add(order.id());
            assertThat(order.filled()).isEqualByComparingTo(filledOf(order.id()));
            assertThat(order.isHeld()).isEqualTo(statuses.get(order.id()) == OrderStatus.HELD);
            String entry = order.order().parentId();
            if (entry != null) {
                assertThat(order.leaves())
                        .as("%s works at most what is left to protect", order.id())
                        .isLessThanOrEqualTo(filledOf(entry).subtract(exits(entry)));
            }
        }
        Set<String> open = new HashSet<>(orders.keySet());
        open.removeIf(id -> statusOf(id).isTerminal());
        assertThat(working).as("every order ends or is working").isEqualTo(open);
    }

    private BigDecimal exits(String entry) {
        return orders.values().stream()
                .filter(order -> entry.equals(order.parentId()))
                .map(order -> filledOf(order.clientOrderId()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Order orderOf(String id) {
        return requireNonNull(orders.get(id), () -> "nobody asked for " + id);
    }

    private OrderStatus statusOf(String id) {
        return requireNonNull(statuses.get(id), () -> "nobody asked for " + id);
    }

    private BigDecimal filledOf(String id) {
        return filled.getOrDefault(id, BigDecimal.ZERO);
    }
}
