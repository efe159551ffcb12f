package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.stream.Credentials;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What one client of a market data socket and the server say to each other. */
final class FeedConversation {

    private static final Set<String> ELSEWHERE =
            Set.of("news", "orderbooks", "statuses", "lulds", "imbalances");
    private static final Set<String> AUTOMATIC = Set.of("corrections", "cancelErrors");

    private final AssetClass assets;
    private final Credentials credentials;
    private final int symbolLimit;
    private final BooleanSupplier admission;
    private boolean authenticated;
    private Subscriptions subscriptions;

    /**
     * A conversation in which nothing was said.
     *
     * @param symbolLimit how many symbols a client may name; 0 for any number
     * @param admission takes one of the connections that the feed allows, if one is left
     */
    FeedConversation(
            AssetClass assets,
            Credentials credentials,
            int symbolLimit,
            BooleanSupplier admission) {
        this.assets = assets;
        this.credentials = credentials;
        this.symbolLimit = symbolLimit;
        this.admission = admission;
        this.subscriptions = new Subscriptions(assets);
    }

    /** What the server says first. */
    static ObjectNode greeting() {
        return success("connected");
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** The answer to a message, or to something that is none. */
    ObjectNode answer(JsonNode request) {
        return switch (request.path("action").asText()) {
            case "auth" ->
                    authenticate(request.path("key").asText(), request.path("secret").asText());
            case "subscribe", "unsubscribe" ->
                    authenticated ? change(request) : FeedError.NOT_AUTHENTICATED.json();
            default -> FeedError.INVALID_SYNTAX.json();
        };
    }

    ObjectNode authenticate(String key, String secret) {
        if (authenticated) {
            return FeedError.ALREADY_AUTHENTICATED.json();
        }
        if (!credentials.admit(key, secret)) {
            return FeedError.AUTH_FAILED.json();
        }
        if (!admission.getAsBoolean()) {
            return FeedError.CONNECTION_LIMIT.json();
        }
        authenticated = true;
        return success("authenticated");
    }

    private ObjectNode change(JsonNode request) {
        Map<FeedChannel, List<String>> named = new EnumMap<>(FeedChannel.class);
        Iterator<Map.Entry<String, JsonNode>> fields = request.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equals("action") || AUTOMATIC.contains(field.getKey())) {
                continue;
            }
            Optional<FeedChannel> channel =
                    FeedChannel.of(assets).stream()
                            .filter(one -> one.field().equals(field.getKey()))
                            .findFirst();
            if (channel.isEmpty()) {
                return ELSEWHERE.contains(field.getKey())
                        ? FeedError.INVALID_ACTION.json()
                        : FeedError.INVALID_SYNTAX.json();
            }
            Optional<List<String>> symbols = symbols(field.getValue());
            if (symbols.isEmpty()) {
                return FeedError.INVALID_SYNTAX.json();
            }
            named.put(channel.get(), symbols.get());
        }
        boolean more = request.path("action").asText().equals("subscribe");
        Subscriptions changed = more ? subscriptions.with(named) : subscriptions.without(named);
        if (more && symbolLimit > 0 && changed.symbolCount() > symbolLimit) {
            return FeedError.SYMBOL_LIMIT.json();
        }
        subscriptions = changed;
        return changed.json();
    }

    /** The listed symbols as the feed says them, or empty where one is none. */
    private Optional<List<String>> symbols(JsonNode listed) {
        if (!listed.isArray()) {
            return Optional.empty();
        }
        List<String> symbols = new ArrayList<>();
        for (JsonNode one : listed) {
            String symbol = one.asText();
            if (!symbol.equals("*") && !assets.isValid(symbol)) {
                return Optional.empty();
            }
            symbols.add(symbol.equals("*") ? symbol : assets.named(assets.onTape(symbol)));
        }
        return Optional.of(symbols);
    }

    private static ObjectNode success(String message) {
        return JsonNodeFactory.instance.objectNode().put("T", "success").put("msg", message);
    }
}
