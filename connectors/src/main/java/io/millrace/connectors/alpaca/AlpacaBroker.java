package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.OrderFinder.Found;
import io.millrace.connectors.broker.Broker;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.OrderType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * An account at Alpaca.
 *
 * <p>Brackets are asked for crypto too, although Alpaca itself refuses them there (a simulator does
 * not): the refusal is an answer like any other.
 */
public final class AlpacaBroker implements Broker {

    private static final int LOOKS_BEFORE_SENDING = 2;
    private static final long GAP_BEFORE_SENDING_MILLIS = 300;
    private static final int LOOKS_BEFORE_ABSENT = 3;
    private static final long GAP_BEFORE_ABSENT_MILLIS = 1_000;
    private static final int NAMES_FOR_RESIZE = 4;
    private static final int TRIES_TO_CANCEL = 2;

    private final AlpacaHttp http;
    private final Market market;
    private final OrderFinder finder;
    private final AlpacaSnapshots snapshots;

    AlpacaBroker(AlpacaHttp http, Market market, AlpacaOptions options) {
        this(http, market, options, Pace.REAL);
    }

    AlpacaBroker(AlpacaHttp http, Market market, AlpacaOptions options, Pace pace) {
        this.http = http;
        this.market = market;
        this.finder = new OrderFinder(http, pace);
        this.snapshots = new AlpacaSnapshots(http, options.lookbackMillis());
    }

    @Override
    public BrokerAnswer execute(BrokerRequest asked) {
        try {
            return switch (asked.request().kind()) {
                case SUBMIT -> submit(asked);
                case CANCEL -> cancel(asked);
                case RESIZE -> resize(asked);
                case LOOKUP -> lookUp(asked);
            };
        } catch (AlpacaError e) {
            return answer(asked, Outcome.NO_ANSWER, List.of(), e.text());
        }
    }

    @Override
    public BrokerSnapshot snapshot() throws IOException {
        return snapshots.read();
    }

    @Override
    public long clockMillis() throws IOException {
        return snapshots.clockMillis();
    }

    /**
     * The account as Alpaca describes it, for whoever wants to know before trading begins.
     *
     * @throws IOException when the broker cannot be reached or refuses
     */
    public AlpacaAccount account() throws IOException {
        return AlpacaAccount.ask(http);
    }

    @Override
    public void close() {
        http.close();
    }

    private BrokerAnswer submit(BrokerRequest asked) throws AlpacaError {
        OrderDocument document;
        try {
            document = OrderDocument.of(asked.request().orders(), market);
        } catch (IllegalArgumentException e) {
            return answer(asked, Outcome.REFUSED, List.of(), String.valueOf(e.getMessage()));
        }
        if (asked.lookFirst()) {
            try {
                return adopted(asked, document, LOOKS_BEFORE_SENDING);
            } catch (AlpacaError e) {
                if (e.kind() != AlpacaError.Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        JsonNode taken;
        try {
            taken = http.post("/v2/orders", document.json());
        } catch (AlpacaError e) {
            return e.saysNameIsTaken()
                    ? adopted(asked, document, LOOKS_BEFORE_ABSENT)
                    : answer(asked, outcomeOf(e), List.of(), e.text());
        }
        List<BrokerOrder> orders = AlpacaOrders.readWithLegs(taken, null);
        if (!orders.get(0).clientOrderId().equals(document.name())) {
            throw AlpacaError.unreadable("the answer is about " + orders.get(0).clientOrderId());
        }
        return answer(asked, Outcome.TAKEN, orders, "");
    }

    private BrokerAnswer adopted(BrokerRequest asked, OrderDocument document, int looks)
            throws AlpacaError {
        OrderAddress address = new OrderAddress(document.name(), null, OrderType.MARKET);
        Found found = finder.findForSure(address, looks, GAP_BEFORE_SENDING_MILLIS);
        return answer(asked, Outcome.ADOPTED, read(found), "");
    }

    private BrokerAnswer cancel(BrokerRequest asked) throws AlpacaError {
        for (int attempt = 1; ; attempt++) {
            Found found;
            try {
                found = finder.find(asked.address());
            } catch (AlpacaError e) {
                return unsent(asked, e);
            }
            List<BrokerOrder> orders = read(found);
            if (orders.get(0).status().isTerminal()) {
                return answer(asked, Outcome.TAKEN, orders, "it had ended");
            }
            try {
                http.delete("/v2/orders/" + found.id());
                return answer(asked, Outcome.TAKEN, orders, "");
            } catch (AlpacaError e) {
                // it ended or was replaced between the look and the request, which had no effect
                if (e.kind() != AlpacaError.Kind.INVALID || attempt >= TRIES_TO_CANCEL) {
                    return answer(asked, outcomeOf(e), List.of(), e.text());
                }
            }
        }
    }

    private BrokerAnswer resize(BrokerRequest asked) throws AlpacaError {
        BigDecimal quantity = asked.request().quantity();
        if (quantity == null) {
            return answer(asked, Outcome.REFUSED, List.of(), "quantity: missing");
        }
        Found found;
        try {
            found = finder.find(asked.address());
        } catch (AlpacaError e) {
            return unsent(asked, e);
        }
        List<BrokerOrder> orders = read(found);
        if (orders.get(0).quantity().compareTo(quantity) == 0) {
            return answer(asked, Outcome.TAKEN, orders, "it had this size");
        }
        int replacement = AlpacaOrders.replacements(Json.text(found.order(), "client_order_id"));
        for (int name = 1; ; name++) {
            String renamed = asked.address().clientOrderId() + ".r" + (replacement + name);
            JsonNode body =
                    Json.object()
                            .put("qty", OrderDocument.plain(quantity))
                            .put("client_order_id", renamed);
            try {
                JsonNode taken = http.patch("/v2/orders/" + found.id(), body);
                List<BrokerOrder> resized = AlpacaOrders.readWithLegs(taken, found.carrier());
                return answer(asked, Outcome.TAKEN, resized, "");
            } catch (AlpacaError e) {
                // a replacement that was refused in the end has used up its name
                if (!e.saysNameIsTaken() || name >= NAMES_FOR_RESIZE) {
                    return answer(asked, outcomeOf(e), List.of(), e.text());
                }
            }
        }
    }

    private BrokerAnswer lookUp(BrokerRequest asked) throws AlpacaError {
        try {
            Found found =
                    finder.findForSure(
                            asked.address(), LOOKS_BEFORE_ABSENT, GAP_BEFORE_ABSENT_MILLIS);
            return answer(asked, Outcome.FOUND, read(found), "");
        } catch (AlpacaError e) {
            if (e.kind() != AlpacaError.Kind.NOT_FOUND) {
                throw e;
            }
            return answer(asked, Outcome.NOT_FOUND, List.of(), e.text());
        }
    }

    private static List<BrokerOrder> read(Found found) throws AlpacaError {
        return AlpacaOrders.readWithLegs(found.order(), found.carrier());
    }

    /** A question before the request failed, so that the request itself never left. */
    private static BrokerAnswer unsent(BrokerRequest asked, AlpacaError error) {
        Outcome outcome = outcomeOf(error);
        if (outcome == Outcome.NO_ANSWER) {
            outcome = Outcome.NOT_SENT;
        }
        return answer(
                asked, asked.lookFirst() ? Outcome.NO_ANSWER : outcome, List.of(), error.text());
    }

    /** What a failed request leaves open about the order. */
    private static Outcome outcomeOf(AlpacaError error) {
        return switch (error.kind()) {
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INVALID -> Outcome.REFUSED;
            case RATE_LIMITED, UNREACHABLE -> Outcome.NOT_SENT;
            case SERVER_FAULT, UNREADABLE, NO_ANSWER -> Outcome.NO_ANSWER;
        };
    }

    /** Market time is the request's own, or the broker's where that is later. */
    private static BrokerAnswer answer(
            BrokerRequest asked, Outcome outcome, List<BrokerOrder> orders, String note) {
        long atMillis = asked.request().atMillis();
        for (BrokerOrder order : orders) {
            atMillis = Math.max(atMillis, order.updatedAtMillis());
        }
        return new BrokerAnswer(
                asked.request().clientOrderId(),
                asked.request().kind(),
                outcome,
                orders,
                null,
                note,
                atMillis);
    }
}
