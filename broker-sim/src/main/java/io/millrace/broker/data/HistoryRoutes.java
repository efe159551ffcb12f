package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.broker.Routes;
import io.millrace.broker.stream.Credentials;
import io.millrace.broker.tape.MarketClock;
import io.millrace.broker.tape.Published;
import io.millrace.domain.market.Market;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The history of one asset class over HTTP: nothing that is not published yet. */
final class HistoryRoutes implements Routes {

    private static final String STOCKS = "/v2/stocks";
    private static final String COINS = "/v1beta3/crypto/us";

    private final AssetClass assets;
    private final MarketView view;
    private final MarketClock clock;
    private final Market market;
    private final Credentials credentials;
    private final RateWindow rate;

    HistoryRoutes(
            AssetClass assets,
            MarketView view,
            MarketClock clock,
            Market market,
            Credentials credentials,
            RateWindow rate) {
        this.assets = assets;
        this.view = view;
        this.clock = clock;
        this.market = market;
        this.credentials = credentials;
        this.rate = rate;
    }

    /** Something that can be asked for: the name of many of it and of one, and how it is found. */
    private record Offer(
            String many, String one, Function<String, @Nullable JsonNode> latest, Answer range) {}

    private interface Answer {
        JsonNode to(@Nullable String symbolInPath, QueryParams params);
    }

    @Override
    public void addTo(ServerBuilder server) {
        String base = assets == AssetClass.STOCKS ? STOCKS : COINS;
        List<Offer> offers =
                List.of(
                        new Offer("bars", "bar", view::latestBar, this::bars),
                        new Offer("trades", "trade", view::latestTrade, this::trades),
                        new Offer("quotes", "quote", view::latestQuote, this::quotes));
        for (Offer offer : offers) {
            Answer latest = (one, params) -> latest(offer, one, params);
            get(server, base + "/" + offer.many(), offer.range());
            if (assets == AssetClass.STOCKS) {
                get(server, base + "/" + offer.many() + "/latest", latest);
                get(server, base + "/{symbol}/" + offer.many(), offer.range());
                get(server, base + "/{symbol}/" + offer.many() + "/latest", latest);
            } else {
                get(server, base + "/latest/" + offer.many(), latest);
            }
        }
        get(server, base + "/snapshots", this::snapshots);
        if (assets == AssetClass.STOCKS) {
            get(server, base + "/{symbol}/snapshot", this::snapshots);
            get(server, base + "/meta/exchanges", (none, params) -> MarketMeta.exchanges());
            get(
                    server,
                    base + "/meta/conditions/{symbol}",
                    (kind, params) -> MarketMeta.conditions(kind));
        }
    }

    private void get(ServerBuilder server, String path, Answer answer) {
        server.route().get(path).build((context, request) -> serve(context, answer));
    }

    private HttpResponse serve(ServiceRequestContext context, Answer answer) {
        RateWindow.Standing standing = rate.take();
        if (!standing.admitted()) {
            return response(HttpStatus.TOO_MANY_REQUESTS, message("too many requests."), standing);
        }
        boolean mayEnter =
                assets == AssetClass.CRYPTO || credentials.admit(context.request().headers());
        if (!mayEnter) {
            return response(HttpStatus.FORBIDDEN, message("forbidden."), standing);
        }
        try {
            QueryParams params = context.queryParams();
            DataQuery.checkFeed(params);
            return response(
                    HttpStatus.OK, answer.to(context.pathParam("symbol"), params), standing);
        } catch (DataFault refused) {
            return response(
                    HttpStatus.valueOf(refused.status()),
                    message(String.valueOf(refused.getMessage())),
                    standing);
        }
    }

    private JsonNode bars(@Nullable String one, QueryParams params) {
        String asked = params.get("timeframe");
        if (asked == null) {
            throw DataFault.badRequest("timeframe is required");
        }
        Timeframe timeframe = Timeframe.parse(asked);
        DataQuery query = query(one, params);
        return range(
                "bars", one, query, symbol -> view.bars(symbol, timeframe, query.startMillis()));
    }

    private JsonNode trades(@Nullable String one, QueryParams params) {
        return range("trades", one, query(one, params), view::trades);
    }

    private JsonNode quotes(@Nullable String one, QueryParams params) {
        return range("quotes", one, query(one, params), view::quotes);
    }

    private DataQuery query(@Nullable String one, QueryParams params) {
        return DataQuery.of(
                params, DataQuery.symbols(one, params, assets), market, clock.nowMillis());
    }

    private JsonNode range(
            String many,
            @Nullable String one,
            DataQuery query,
            Function<String, Published<ObjectNode>> series) {
        Pages.Cut cut = Pages.cut(query, series);
        ObjectNode answer = object();
        if (one == null) {
            ObjectNode bySymbol = answer.putObject(many);
            cut.items().forEach((symbol, items) -> bySymbol.set(assets.named(symbol), items));
        } else {
            ArrayNode items = cut.items().get(query.symbols().first());
            answer.set(many, items == null ? JsonNodeFactory.instance.arrayNode() : items);
            answer.put("symbol", one);
        }
        return answer.put("next_page_token", cut.token());
    }

    private JsonNode latest(Offer offer, @Nullable String one, QueryParams params) {
        ObjectNode found = each(one, params, offer.latest());
        if (one == null) {
            return object().set(offer.many(), found);
        }
        ObjectNode answer = object().put("symbol", one);
        return answer.set(offer.one(), only(found, one, offer.one()));
    }

    private JsonNode snapshots(@Nullable String one, QueryParams params) {
        ObjectNode found = each(one, params, view::snapshot);
        if (assets == AssetClass.CRYPTO) {
            return object().set("snapshots", found);
        }
        if (one == null) {
            return found;
        }
        ObjectNode answer = object().put("symbol", one);
        return answer.setAll((ObjectNode) only(found, one, "snapshot"));
    }

    private ObjectNode each(
            @Nullable String one, QueryParams params, Function<String, @Nullable JsonNode> found) {
        ObjectNode bySymbol = object();
        for (String symbol : DataQuery.symbols(one, params, assets)) {
            JsonNode item = found.apply(symbol);
            if (item != null) {
                bySymbol.set(assets.named(symbol), item);
            }
        }
        return bySymbol;
    }

    private static JsonNode only(ObjectNode found, String symbol, String what) {
        JsonNode item = found.get(symbol);
        if (item == null) {
            throw DataFault.notFound("no " + what + " found for " + symbol);
        }
        return item;
    }

    private static ObjectNode message(String text) {
        return object().put("message", text);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HttpResponse response(
            HttpStatus status, JsonNode body, RateWindow.Standing standing) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(status);
        headers.contentType(MediaType.JSON_UTF_8);
        standing.writeTo(headers);
        return HttpResponse.of(headers.build(), HttpData.ofUtf8(body.toString()));
    }
}
