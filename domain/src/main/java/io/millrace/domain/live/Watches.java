package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.OrderRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The watches over an account's orders while one input is worked through. */
final class Watches {

    /** What a replacement adds to the name of the order. */
    private static final Pattern REPLACED = Pattern.compile("\\.r[0-9]+$");

    private static final OrderWatch NONE = new OrderWatch(null, 0, 0, false, null);

    /** Those that wait on others first, and a stop last of its pair: the end of it counts. */
    private static final Comparator<OrderRecord> LEGS_FIRST =
            Comparator.comparing(
                            (OrderRecord record) ->
                                    switch (record.order().leg()) {
                                        case TAKE_PROFIT -> 0;
                                        case STOP_LOSS -> 1;
                                        case ENTRY, EXIT -> 2;
                                    })
                    .thenComparing(record -> record.order().clientOrderId());

    private Map<String, OrderWatch> all;
    private boolean own;

    Watches(Map<String, OrderWatch> all) {
        this.all = all;
    }

    Map<String, OrderWatch> all() {
        return all;
    }

    OrderWatch of(String id) {
        return all.getOrDefault(id, NONE);
    }

    /** Our part of the name that a broker reports. */
    static String ourName(String clientOrderId) {
        return REPLACED.matcher(clientOrderId).replaceFirst("");
    }

    /**
     * Notes who carries whom: an entry its protections, and of two protections the take profit the
     * stop loss, because a group of two has a limit order for its parent.
     */
    void submitted(List<Order> orders, long wallMillis) {
        String carrier = null;
        if (orders.size() > 1) {
            for (Order order : orders) {
                if (order.leg() == Leg.ENTRY
                        || (order.leg() == Leg.TAKE_PROFIT && carrier == null)) {
                    carrier = order.clientOrderId();
                    if (order.leg() == Leg.ENTRY) {
                        break;
                    }
                }
            }
        }
        for (Order order : orders) {
            String id = order.clientOrderId();
            put(id, OrderWatch.sent(id.equals(carrier) ? null : carrier, wallMillis));
        }
    }

    void asked(String id, long wallMillis) {
        put(id, of(id).asked(wallMillis));
    }

    void lookedUp(String id, long wallMillis) {
        put(id, of(id).lookedUp(wallMillis));
    }

    /** A look-up of the order was answered, or never will be. */
    void unasked(String id) {
        if (of(id).asking()) {
            put(id, of(id).unasked());
        }
    }

    void heard(String id, long wallMillis) {
        put(id, of(id).heard(wallMillis));
    }

    void settled(String id, long wallMillis) {
        put(id, of(id).settled(wallMillis));
    }

    void needs(String id, OrderRequest.Kind kind) {
        put(id, of(id).needing(kind));
    }

    OrderAddress addressOf(Order order) {
        String id = order.clientOrderId();
        return new OrderAddress(id, of(id).carrierId(), order.type());
    }

    /** The order of the account that the broker means; absent when it is none of ours. */
    @Nullable OrderRecord find(Account account, BrokerOrder order) {
        String carrier = order.carrierId();
        if (carrier == null) {
            return account.orders().get(ourName(order.clientOrderId()));
        }
        String ours = ourName(carrier);
        for (OrderRecord record : account.orders().values()) {
            String id = record.order().clientOrderId();
            if (ours.equals(of(id).carrierId()) && record.order().type() == order.type()) {
                return record;
            }
        }
        return null;
    }

    /** The order with all that it carries, in the order in which they have to end. */
    List<OrderRecord> carriedBy(Account account, String id) {
        List<OrderRecord> group = new ArrayList<>();
        for (OrderRecord record : account.orders().values()) {
            String one = record.order().clientOrderId();
            if (one.equals(id) || id.equals(of(one).carrierId())) {
                group.add(record);
            }
        }
        group.sort(LEGS_FIRST);
        return group;
    }

    /** Everything that was submitted together with the order. */
    List<OrderRecord> submittedWith(Account account, String id) {
        String carrier = of(id).carrierId();
        return carriedBy(account, carrier == null ? id : carrier);
    }

    void keepOnly(Set<String> ids) {
        if (!ids.containsAll(all.keySet())) {
            ownAll().keySet().retainAll(ids);
        }
    }

    private void put(String id, OrderWatch watch) {
        ownAll().put(id, watch);
    }

    private Map<String, OrderWatch> ownAll() {
        if (!own) {
            all = new HashMap<>(all);
            own = true;
        }
        return all;
    }
}
