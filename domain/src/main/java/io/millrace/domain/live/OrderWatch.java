package io.millrace.domain.live;

import io.millrace.domain.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the way between the account and the broker for one order.
 *
 * @param carrierId for a leg: our name of the order that it was submitted with; otherwise absent
 * @param heardWall wall clock when it was sent or last heard of
 * @param askedWall wall clock when it was last looked up, or asked again; zero before that
 * @param due what has to be asked of the broker until an answer settles it; absent for nothing
 */
public record OrderWatch(
        @Nullable String carrierId,
        long heardWall,
        long askedWall,
        OrderRequest.@Nullable Kind due) {

    static OrderWatch sent(@Nullable String carrierId, long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, 0, null);
    }

    OrderWatch heard(long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, askedWall, due);
    }

    OrderWatch settled(long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, askedWall, null);
    }

    OrderWatch asked(long wallMillis) {
        return new OrderWatch(carrierId, heardWall, wallMillis, due);
    }

    OrderWatch needing(OrderRequest.Kind kind) {
        return new OrderWatch(carrierId, heardWall, askedWall, kind);
    }

    long lastMillis() {
        return Math.max(heardWall, askedWall);
    }
}
