package io.millrace.broker.contract;

import io.millrace.broker.stream.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every card, in the order in which they are asked. */
final class BrokerContract {

    private static final String LIMIT = "'side':'buy','type':'limit','time_in_force':'gtc',";
    private static final String ONE = "'qty':'1',";
    private static final String NO_ORDER = "404 40410000 order not found for <id>";
    private static final String CLOSED =
            "422 40010001 unable to replace order, order isn't sent to exchange yet";

    private BrokerContract() {}

    static List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        cards.addAll(shapes());
        cards.addAll(access());
        cards.addAll(refusals());
        cards.addAll(accountRefusals());
        cards.addAll(lives());
        cards.addAll(streams());
        return List.copyOf(cards);
    }

    private static List<Card> shapes() {
        return List.of(
                new Card(
                        "C01",
                        "`GET /v2/account`: money is text",
                        visitor ->
                                visitor.get("/v2/account")
                                        .shape(
                                                "id",
                                                "account_number",
                                                "status",
                                                "currency",
                                                "cash",
                                                "equity",
                                                "last_equity",
                                                "buying_power",
                                                "multiplier",
                                                "trading_blocked",
                                                "account_blocked",
                                                "shorting_enabled"),
                        "200 {id: id, account_number: text, status: text, currency: text,"
                                + " cash: number in text, equity: number in text,"
                                + " last_equity: number in text, buying_power: number in text,"
                                + " multiplier: number in text, trading_blocked: boolean,"
                                + " account_blocked: boolean, shorting_enabled: boolean}"),
                new Card(
                        "C02",
                        "`GET /v2/clock`",
                        visitor ->
                                visitor.get("/v2/clock")
                                        .shape("timestamp", "is_open", "next_open", "next_close"),
                        "200 {timestamp: instant, is_open: boolean, next_open: instant,"
                                + " next_close: instant}"),
                new Card(
                        "C03",
                        "`GET /v2/calendar` of a holiday and the day after",
                        visitor ->
                                visitor.get("/v2/calendar?start=2026-07-03&end=2026-07-06")
                                        .body()
                                        .toString()
                                        .replaceAll(",\"(session_|settle)\\w+\":\"[^\"]*\"", ""),
                        "[{\"date\":\"2026-07-06\",\"open\":\"09:30\",\"close\":\"16:00\"}]"),
                new Card(
                        "C04",
                        "`GET /v2/assets/AAPL`",
                        visitor ->
                                visitor.get("/v2/assets/AAPL")
                                        .shape("id", "class", "symbol", "tradable", "fractionable"),
                        "200 {id: id, class: text, symbol: text, tradable: boolean,"
                                + " fractionable: boolean}"));
    }

    private static List<Card> access() {
        return List.of(
                new Card(
                        "C05",
                        "a wrong key",
                        visitor -> visitor.askWith("PKNOBODY", "nothing", "/v2/account").refusal(),
                        "401 unauthorized."),
                new Card(
                        "C06",
                        "no key",
                        visitor ->
                                Integer.toString(visitor.askWith("", "", "/v2/account").status()),
                        "401"),
                new Card(
                        "C07",
                        "the headers that count requests",
                        visitor -> {
                            Answered answer = visitor.get("/v2/clock");
                            return List.of("Limit", "Remaining", "Reset").stream()
                                    .map("X-RateLimit-"::concat)
                                    .filter(
                                            name ->
                                                    answer.headers()
                                                            .firstValueAsLong(name)
                                                            .isPresent())
                                    .collect(Collectors.joining(", "));
                        },
                        "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"));
    }

    private static List<Card> refusals() {
        return List.of(
                refused(
                        "C08",
                        "an order whose number nobody has",
                        visitor -> visitor.get("/v2/orders/" + Visitor.NOBODY),
                        NO_ORDER),
                refused(
                        "C09",
                        "an order's number that is none",
                        visitor -> visitor.get("/v2/orders/none"),
                        "422 40010001 order_id is missing"),
                refused(
                        "C10",
                        "`DELETE` of an order that nobody has",
                        visitor -> visitor.delete("/v2/orders/" + Visitor.NOBODY),
                        NO_ORDER),
                refused(
                        "C11",
                        "an order by a name that nobody gave",
                        visitor ->
                                visitor.get(
                                        "/v2/orders:by_client_order_id?client_order_id="
                                                + Visitor.NOBODY),
                        NO_ORDER),
                refused(
                        "C12",
                        "a limit price finer than a cent",
                        visitor -> visitor.order(ONE + LIMIT + "'limit_price':'10.123'"),
                        "422 42210000 invalid limit_price <n>. sub-penny increment does not"
                                + " fulfill minimum pricing criteria"),
                refused(
                        "C13",
                        "both `qty` and `notional`",
                        visitor ->
                                visitor.order(
                                        ONE + "'notional':'10'," + LIMIT + "'limit_price':'10'"),
                        "422 40010001 only one of qty or notional is accepted"),
                refused(
                        "C14",
                        "neither `qty` nor `notional`",
                        visitor -> visitor.order(LIMIT + "'limit_price':'10'"),
                        "422 40010001 qty or notional is required"),
                refused(
                        "C15",
                        "a market order with a limit price",
                        visitor ->
                                visitor.order(
                                        ONE
                                                + "'side':'buy','type':'market','limit_price':'10',"
                                                + "'time_in_force':'day'"),
                        "422 40010001 market orders require no stop or limit price"),
                new Card(
                        "C16",
                        "a bracket whose stop lies above its entry",
                        visitor ->
                                cancelled(
                                        visitor,
                                        visitor.order(
                                                ONE
                                                        + LIMIT
                                                        + "'limit_price':'10',"
                                                        + "'order_class':'bracket',"
                                                        + "'take_profit':{'limit_price':'12'},"
                                                        + "'stop_loss':{'stop_price':'11'}"),
                                        "base_price"),
                        "422 42210000 stop_loss.stop_price must be <= base_price - <n>"
                                + " with {base_price: number in text}"));
    }

    private static List<Card> accountRefusals() {
        return List.of(
                new Card(
                        "C17",
                        "more than the account can pay",
                        visitor ->
                                cancelled(
                                        visitor,
                                        visitor.order(
                                                "'qty':'90000000'," + LIMIT + "'limit_price':'10'"),
                                        "buying_power",
                                        "cost_basis"),
                        "403 40310000 insufficient buying power with"
                                + " {buying_power: number in text, cost_basis: number in text}"),
                new Card(
                        "C18",
                        "a sell stop below one's own buy limit",
                        visitor -> {
                            Answered buy = visitor.far(visitor.name());
                            Answered sell =
                                    visitor.order(
                                            ONE
                                                    + "'side':'sell','type':'stop',"
                                                    + "'stop_price':'5','time_in_force':'gtc'");
                            visitor.forget(buy);
                            return cancelled(visitor, sell, "existing_order_id", "reject_reason");
                        },
                        "403 40310000 potential wash trade detected. use complex orders with"
                                + " {existing_order_id: id, reject_reason: text}"),
                refused(
                        "C19",
                        "a position that nobody has",
                        visitor -> visitor.get("/v2/positions/NONE"),
                        "404 40410000 position not found: NONE"),
                refused(
                        "C20",
                        "an asset that nobody knows",
                        visitor -> visitor.get("/v2/assets/NONE"),
                        "404 40410000 asset not found for NONE"));
    }

    private static List<Card> lives() {
        return List.of(
                new Card(
                        "C21",
                        "a limit order far from the market, canceled",
                        OrderLives::canceled,
                        "200 {id: id, client_order_id: text, qty: number in text,"
                                + " filled_qty: number in text, filled_avg_price: null,"
                                + " limit_price: number in text, created_at: instant,"
                                + " replaced_by: null, legs: null}; 204; canceled; 204 again"),
                new Card(
                        "C22",
                        "a name that is taken",
                        OrderLives::nameTaken,
                        "422 40010001 client_order_id must be unique"),
                new Card(
                                "C23",
                                "`PATCH`: another number, and the old order says so",
                                OrderLives::replaced,
                                "200, another id, replaces the old; old: replaced, by the new")
                        .unless(CLOSED, "the market is closed there"),
                new Card(
                                "C24",
                                "both names after a `PATCH`",
                                OrderLives::namesOfReplaced,
                                "old name: the old order, new name: the new order")
                        .unless(CLOSED, "the market is closed there"),
                new Card(
                        "C25",
                        "a bracket: legs on `nested`",
                        OrderLives::bracket,
                        "200 bracket; legs: limit sell, stop sell; canceled"),
                new Card(
                        "C26",
                        "`DELETE /v2/orders`",
                        OrderLives::allCanceled,
                        "207, the order with 200; canceled"));
    }

    private static List<Card> streams() {
        return List.of(
                new Card(
                        "C27",
                        "`/stream`: authentication and `listen`",
                        visitor -> {
                            try (SocketClient socket = visitor.stream()) {
                                socket.say(visitor.authentication());
                                String first = socket.next().text();
                                socket.say(
                                        "{'action':'listen','data':{'streams':['trade_updates']}}");
                                return first + "; " + socket.next().text();
                            }
                        },
                        "{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\","
                                + "\"action\":\"authenticate\"}}; {\"stream\":\"listening\","
                                + "\"data\":{\"streams\":[\"trade_updates\"]}}"),
                new Card(
                        "C28",
                        "`/stream`: `listen` before anything",
                        visitor -> {
                            try (SocketClient socket = visitor.stream()) {
                                socket.say(
                                        "{'action':'listen','data':{'streams':['trade_updates']}}");
                                return socket.next().text();
                            }
                        },
                        "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\","
                                + "\"action\":\"listen\"}}"));
    }

    /** Something that is asked and refused. */
    private interface Request {
        Answered send(Visitor visitor) throws Exception;
    }

    private static Card refused(String id, String asked, Request request, String expected) {
        return new Card(id, asked, visitor -> cancelled(visitor, request.send(visitor)), expected);
    }

    /** The refusal; an order that was taken against all expectation does not stay. */
    private static String cancelled(Visitor visitor, Answered answer, String... fields)
            throws Exception {
        if (answer.status() == 200) {
            visitor.forget(answer);
        }
        return answer.refusal(fields);
    }
}
