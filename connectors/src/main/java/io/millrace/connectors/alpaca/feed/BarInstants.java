package io.millrace.connectors.alpaca.feed;

import io.millrace.domain.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers bars until every bar of an instant is there, whatever the order and however often they
 * come; an instant that has closed never opens again.
 */
final class BarInstants {

    private final Set<String> symbols;
    private final NavigableMap<Long, NavigableMap<String, Bar>> open = new TreeMap<>();
    private long closedMillis;

    /**
     * Nothing gathered yet.
     *
     * @param symbols an instant with a bar of each of them is complete
     * @param closedMillis bars that end then or earlier are known already
     */
    BarInstants(Set<String> symbols, long closedMillis) {
        this.symbols = Set.copyOf(symbols);
        this.closedMillis = closedMillis;
    }

    /** The last instant that has closed. */
    long closedMillis() {
        return closedMillis;
    }

    /** The last instant that any bar was heard of. */
    long newestMillis() {
        return open.isEmpty() ? closedMillis : Math.max(closedMillis, open.lastKey());
    }

    boolean isOpen(long instantMillis) {
        return open.containsKey(instantMillis);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Takes a bar; false when it is known already or came too late. */
    boolean add(Bar bar) {
        return bar.endMillis() > closedMillis
                && open.computeIfAbsent(bar.endMillis(), instant -> new TreeMap<>())
                                .putIfAbsent(bar.symbol(), bar)
                        == null;
    }

    /** Closes everything before an instant: no bar of it can come any more. */
    List<BarInstant> closeBefore(long millis) {
        List<BarInstant> closed = new ArrayList<>();
        while (!open.isEmpty() && open.firstKey() < millis) {
            closed.add(closeFirst());
        }
        return closed;
    }

    /** Closes the oldest instants as long as they are complete. */
    List<BarInstant> closeComplete() {
        List<BarInstant> closed = new ArrayList<>();
        while (!open.isEmpty() && open.firstEntry().getValue().keySet().containsAll(symbols)) {
            closed.add(closeFirst());
        }
        return closed;
    }

    /** Closes everything: nothing comes any more, or not soon enough. */
    List<BarInstant> closeAll() {
        return closeBefore(Long.MAX_VALUE);
    }

    private BarInstant closeFirst() {
        Map.Entry<Long, NavigableMap<String, Bar>> first = open.pollFirstEntry();
        closedMillis = first.getKey();
        return new BarInstant(first.getKey(), List.copyOf(first.getValue().values()));
    }
}
