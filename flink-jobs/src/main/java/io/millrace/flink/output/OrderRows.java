package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvLine;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;

/** Lines of {@code orders.csv}, one per step of an order's life, and of {@code fills.csv}. */
final class OrderRows {

    static final String ORDER_HEADER =
            "ts,client_order_id,parent_id,event,status,symbol,side,leg,type,time_in_force,quantity,"
                    + "limit_price,stop_price,submitted,reason,note";
    static final String FILL_HEADER =
            "ts,client_order_id,sequence,symbol,side,quantity,price,expected_price,fee";

    private OrderRows() {}

    static void order(OrderUpdate update, CsvLine line) {
        Order order = update.order();
        line.time(update.event().atMillis())
                .field(order.clientOrderId())
                .field(order.parentId())
                .field(update.event().event())
                .field(update.status())
                .field(order.symbol())
                .field(order.side())
                .field(order.leg())
                .field(order.type())
                .field(order.timeInForce())
                .decimal(order.quantity())
                .decimal(order.limitPrice())
                .decimal(order.stopPrice())
                .time(order.submittedAtMillis())
                .field(order.reason())
                .field(update.event().note());
    }

    static void fill(Fill fill, CsvLine line) {
        line.time(fill.atMillis())
                .field(fill.clientOrderId())
                .field(fill.sequence())
                .field(fill.symbol())
                .field(fill.side())
                .decimal(fill.quantity())
                .decimal(fill.price())
                .decimal(fill.expectedPrice())
                .decimal(fill.fee());
    }
}
