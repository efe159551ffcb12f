package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.portfolio.OrderRecord;
import org.jspecify.annotations.Nullable;

/**
 * One subject on which a snapshot and the account do not say the same, or that needs something.
 *
 * @param subject name of the order, the symbol, or {@code cash}
 * @param local what the account believes, in words
 * @param broker what the snapshot says, in words
 * @param record the account's order, where the subject is one that it knows
 * @param order the broker's order, where the subject is one that it has
 * @param position what the broker holds, where the subject is a position that it has
 */
record Finding(
        ReconciliationCase code,
        String subject,
        String local,
        String broker,
        @Nullable OrderRecord record,
        @Nullable BrokerOrder order,
        @Nullable BrokerPosition position) {

    static Finding order(
            ReconciliationCase code,
            String subject,
            @Nullable OrderRecord record,
            @Nullable BrokerOrder order) {
        return new Finding(
                code,
                subject,
                record == null
                        ? "none"
                        : record.status()
                                + " "
                                + record.filled().stripTrailingZeros().toPlainString()
                                + " of "
                                + record.quantity().stripTrailingZeros().toPlainString(),
                order == null
                        ? "none"
                        : order.status()
                                + " "
                                + order.filled().stripTrailingZeros().toPlainString()
                                + " of "
                                + order.quantity().stripTrailingZeros().toPlainString(),
                record,
                order,
                null);
    }

    /** What it is remembered by until the next snapshot. */
    String key() {
        return code + " " + subject;
    }

    String text() {
        return local + " / " + broker;
    }

    /** What the wish to end an order is remembered by that has ended here already. */
    static String cancelKey(String clientOrderId) {
        return "CANCEL " + clientOrderId;
    }

    /** What a broker's order that is none of ours is remembered by. */
    static String strangerKey(String clientOrderId) {
        return ReconciliationCase.UNKNOWN_ORDER_AT_BROKER + " " + clientOrderId;
    }
}
