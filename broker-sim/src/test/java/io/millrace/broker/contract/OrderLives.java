package io.millrace.broker.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The cards that need an order to live and to end. */
final class OrderLives {

    private static final String ONE_ORDER = "/v2/orders/";
    private static final String BY_NAME = "/v2/orders:by_client_order_id?client_order_id=";

    private OrderLives() {}

    static String canceled(Visitor visitor) throws Exception {
        Answered order = visitor.far(visitor.name());
        String id = order.at("id");
        int first = visitor.delete(ONE_ORDER + id).status();
        String end = visitor.settled(id, "canceled");
        int second = visitor.delete(ONE_ORDER + id).status();
        return "%s; %d; %s; %d again"
                .formatted(
                        order.shape(
                                "id",
                                "client_order_id",
                                "qty",
                                "filled_qty",
                                "filled_avg_price",
                                "limit_price",
                                "created_at",
                                "replaced_by",
                                "legs"),
                        first,
                        end,
                        second);
    }

    static String nameTaken(Visitor visitor) throws Exception {
        String name = visitor.name();
        Answered order = visitor.far(name);
        visitor.forget(order);
        Answered again = visitor.far(name);
        if (again.status() == 200) {
            visitor.forget(again);
        }
        return again.refusal();
    }

    static String replaced(Visitor visitor) throws Exception {
        Answered before = visitor.far(visitor.name());
        String old = before.at("id");
        Answered after = visitor.patch(ONE_ORDER + old, "{'limit_price':'11'}");
        if (after.status() != 200) {
            visitor.forget(before);
            return after.refusal();
        }
        String end = visitor.settled(old, "replaced");
        String successor = visitor.get(ONE_ORDER + old).at("replaced_by");
        visitor.forget(after);
        return "%d, %s id, replaces %s; old: %s, by %s"
                .formatted(
                        after.status(),
                        after.at("id").equals(old) ? "the same" : "another",
                        after.at("replaces").equals(old) ? "the old" : after.at("replaces"),
                        end,
                        successor.equals(after.at("id")) ? "the new" : successor);
    }

    static String namesOfReplaced(Visitor visitor) throws Exception {
        String oldName = visitor.name();
        String newName = visitor.name();
        Answered before = visitor.far(oldName);
        String old = before.at("id");
        Answered after =
                visitor.patch(
                        ONE_ORDER + old,
                        "{'limit_price':'11','client_order_id':'%s'}".formatted(newName));
        if (after.status() != 200) {
            visitor.forget(before);
            return after.refusal();
        }
        visitor.settled(old, "replaced");
        String first = visitor.get(BY_NAME + oldName).at("id");
        String second = visitor.get(BY_NAME + newName).at("id");
        visitor.forget(after);
        return "old name: %s, new name: %s"
                .formatted(
                        isOne(first, before) ? "the old order" : first,
                        isOne(second, after) ? "the new order" : second);
    }

    static String bracket(Visitor visitor) throws Exception {
        Answered order =
                visitor.order(
                        "'qty':'1','side':'buy','type':'limit','limit_price':'10',"
                                + "'time_in_force':'gtc','order_class':'bracket',"
                                + "'take_profit':{'limit_price':'12'},"
                                + "'stop_loss':{'stop_price':'8'}");
        String id = order.at("id");
        List<String> legs = new ArrayList<>();
        for (JsonNode leg : visitor.get(ONE_ORDER + id + "?nested=true").body().path("legs")) {
            legs.add(leg.path("type").asText() + " " + leg.path("side").asText());
        }
        Collections.sort(legs);
        visitor.forget(order);
        return "%d %s; legs: %s; %s"
                .formatted(
                        order.status(),
                        order.at("order_class"),
                        String.join(", ", legs),
                        visitor.settled(id, "canceled"));
    }

    /** Not asked of an account that has orders of its own: they would be gone. */
    static String allCanceled(Visitor visitor) throws Exception {
        if (visitor.hasOrders()) {
            return Card.LEFT_OUT + "the account has orders of its own";
        }
        String id = visitor.far(visitor.name()).at("id");
        Answered all = visitor.delete("/v2/orders");
        JsonNode only = all.body().path(0);
        return "%d, %s with %d; %s"
                .formatted(
                        all.status(),
                        only.path("id").asText().equals(id) ? "the order" : all.text(),
                        only.path("status").asInt(),
                        visitor.settled(id, "canceled"));
    }

    private static boolean isOne(String id, Answered order) {
        return !id.isEmpty() && id.equals(order.at("id"));
    }
}
