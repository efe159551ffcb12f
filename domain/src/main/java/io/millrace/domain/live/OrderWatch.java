package io.millrace.domain.live;

import io.millrace.domain.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the way between the account and the broker for one order.
 *
 * @param carrierId for a leg: our name of the order that it was submitted with; otherwise absent
 * @param heardWall wall clock when it was sent or last heard of
 * @param askedWall wall clock when it was last looked up, or asked again; zero before that
 * @param asking whether a look-up is under way, whose answer is still to come
 * @param due what has to be asked of the broker until an answer settles it; absent for nothing
 */
public record OrderWatch(
        @Nullable String carrierId,
        long heardWall,
        long askedWall,
        boolean asking,
        OrderRequest.@Nullable Kind due) {

    /** Longer than any broker's connector waits for an answer, and for its turn to ask. */
    private static final long ANSWER_LOST_MILLIS = 60_000;

    static OrderWatch sent(@Nullable String carrierId, long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, 0, false, null);
    }

    OrderWatch heard(long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, askedWall, asking, due);
    }

    OrderWatch settled(long wallMillis) {
        return new OrderWatch(carrierId, wallMillis, askedWall, asking, null);
    }

    /** Asked again, which is not looked up. */
    OrderWatch asked(long wallMillis) {
        return new OrderWatch(carrierId, heardWall, wallMillis, asking, due);
    }

    OrderWatch lookedUp(long wallMillis) {
        return new OrderWatch(carrierId, heardWall, wallMillis, true, due);
    }

    /** No look-up is under way, or the one that was went down with what waited for it. */
    OrderWatch unasked() {
        return new OrderWatch(carrierId, heardWall, askedWall, false, due);
    }

    OrderWatch needing(OrderRequest.Kind kind) {
        return new OrderWatch(carrierId, heardWall, askedWall, asking, kind);
    }

    /** Whether a look-up is under way that may still be answered. */
    boolean isAsking(long wallMillis) {
        return asking && wallMillis - askedWall < ANSWER_LOST_MILLIS;
    }

    long lastMillis() {
        return Math.max(heardWall, askedWall);
    }
}
