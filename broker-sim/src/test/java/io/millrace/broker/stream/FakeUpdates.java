package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.TradeUpdate;
import io.millrace.broker.exchange.TradeUpdates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An exchange on which a test says what happens: updates of one order, a second apart. */
final class FakeUpdates implements TradeUpdates {

    private static final long BEGAN = Instant.parse("2024-01-02T14:30:00Z").toEpochMilli();

    private final List<TradeUpdate> all = new ArrayList<>();
    private final List<Consumer<TradeUpdate>> listeners = new ArrayList<>();

    @Override
    public synchronized List<TradeUpdate> after(long sequence) {
        return all.stream().filter(one -> one.sequence() > sequence).toList();
    }

    @Override
    public synchronized void subscribe(Consumer<TradeUpdate> listener) {
        listeners.add(listener);
    }

    synchronized TradeUpdate happen(String event, int filled) {
        long sequence = all.size() + 1L;
        long at = BEGAN + 1_000L * sequence;
        String id = String.format(Locale.ROOT, "01H%023d", sequence);
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("event", event);
        data.put("event_id", id);
        data.put("at", Instant.ofEpochMilli(at).toString());
        data.put("timestamp", Instant.ofEpochMilli(at).toString());
        data.put("execution_id", "e" + sequence);
        data.put("qty", "1").put("price", "10").put("position_qty", String.valueOf(filled));
        ObjectNode order = data.putObject("order").put("id", "o").put("symbol", "AAPL");
        order.put("filled_qty", String.valueOf(filled)).put("filled_avg_price", "10.5");
        TradeUpdate update = new TradeUpdate(sequence, at, id, data::deepCopy);
        all.add(update);
        listeners.forEach(listener -> listener.accept(update));
        return update;
    }
}
