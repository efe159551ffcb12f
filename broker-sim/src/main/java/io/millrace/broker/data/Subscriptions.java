package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The symbols that a client wants of each channel. */
final class Subscriptions {

    private static final String EVERY = "*";

    private final AssetClass assets;
    private final Map<FeedChannel, Set<String>> symbols = new EnumMap<>(FeedChannel.class);

    Subscriptions(AssetClass assets) {
        this.assets = assets;
        FeedChannel.of(assets).forEach(channel -> symbols.put(channel, new TreeSet<>()));
    }

    /** The same, with more symbols. */
    Subscriptions with(Map<FeedChannel, List<String>> more) {
        Subscriptions all = copy();
        more.forEach((channel, added) -> all.of(channel).addAll(added));
        return all;
    }

    /** The same, with fewer symbols. */
    Subscriptions without(Map<FeedChannel, List<String>> fewer) {
        Subscriptions rest = copy();
        fewer.forEach((channel, removed) -> rest.of(channel).removeAll(removed));
        return rest;
    }

    boolean wants(FeedChannel channel, String symbol) {
        Set<String> wanted = of(channel);
        return !wanted.isEmpty() && (wanted.contains(EVERY) || wanted.contains(symbol));
    }

    boolean isEmpty() {
        return symbols.values().stream().allMatch(Set::isEmpty);
    }

    /** How many symbols are named, each once, whatever is wanted of them. */
    int symbolCount() {
        Set<String> named = new HashSet<>();
        symbols.values().forEach(named::addAll);
        named.remove(EVERY);
        return named.size();
    }

    /** The list that every change is answered with. */
    ObjectNode json() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("T", "subscription");
        symbols.forEach(
                (channel, wanted) -> {
                    if (channel != FeedChannel.IMBALANCES || !wanted.isEmpty()) {
                        wanted.forEach(message.putArray(channel.field())::add);
                    }
                });
        if (assets == AssetClass.STOCKS) {
            for (String follower : List.of("corrections", "cancelErrors")) {
                ArrayNode listed = message.putArray(follower);
                of(FeedChannel.TRADES).forEach(listed::add);
            }
        }
        return message;
    }

    private Subscriptions copy() {
        Subscriptions copy = new Subscriptions(assets);
        symbols.forEach((channel, wanted) -> copy.of(channel).addAll(wanted));
        return copy;
    }

    private Set<String> of(FeedChannel channel) {
        return symbols.computeIfAbsent(channel, none -> new TreeSet<>());
    }
}
