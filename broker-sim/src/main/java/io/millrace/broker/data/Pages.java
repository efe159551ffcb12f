package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.tape.Published;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts what a query asks for into pages: symbol after symbol, each in the order of time. */
final class Pages {

    private final DataQuery query;
    private final Function<String, Published<ObjectNode>> series;
    private final Map<String, ArrayNode> items = new LinkedHashMap<>();
    private int left;
    private @Nullable Page last;

    private Pages(DataQuery query, Function<String, Published<ObjectNode>> series) {
        this.query = query;
        this.series = series;
        left = query.limit();
    }

    /**
     * One page.
     *
     * @param items by symbol of the tape; no symbol without items
     * @param token where the next page goes on, or null on the last
     */
    record Cut(Map<String, ArrayNode> items, @Nullable String token) {}

    /** The page that a query asks for. */
    static Cut cut(DataQuery query, Function<String, Published<ObjectNode>> series) {
        return new Pages(query, series).cut();
    }

    private Cut cut() {
        Page after = query.after();
        for (String symbol : query.symbols()) {
            boolean told = after != null && symbol.compareTo(after.symbol()) < 0;
            if (!told && !take(symbol, after)) {
                return new Cut(items, last == null ? null : last.token());
            }
        }
        return new Cut(items, null);
    }

    /** Takes the items of a symbol; false when the page is full before their end. */
    private boolean take(String symbol, @Nullable Page after) {
        Published<ObjectNode> all = series.apply(symbol);
        int first = all.firstFrom(query.startMillis());
        int end =
                query.endMillis() == Long.MAX_VALUE
                        ? all.size()
                        : all.firstFrom(query.endMillis() + 1);
        int step = query.descending() ? -1 : 1;
        int place = query.descending() ? end - 1 : first;
        if (after != null && symbol.equals(after.symbol())) {
            int reached =
                    query.descending()
                            ? all.firstFrom(after.atMillis() + 1) - 1 - after.told()
                            : all.firstFrom(after.atMillis()) + after.told();
            place = query.descending() ? Math.min(place, reached) : Math.max(place, reached);
            last = after;
        }
        for (; place >= first && place < end; place += step) {
            if (left == 0) {
                return false;
            }
            left--;
            items.computeIfAbsent(symbol, none -> JsonNodeFactory.instance.arrayNode())
                    .add(all.get(place));
            last = next(symbol, all.atMillis(place));
        }
        return true;
    }

    private Page next(String symbol, long atMillis) {
        boolean same = last != null && last.symbol().equals(symbol) && last.atMillis() == atMillis;
        return new Page(symbol, atMillis, same && last != null ? last.told() + 1 : 1);
    }
}
