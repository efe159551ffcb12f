package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.tape.Published;
import io.millrace.broker.tape.PublishedBar;
import io.millrace.domain.market.Bar;

/** One quote at the end of each bar, where there are no trades to tell a better one. */
record ClosingQuotes(Published<PublishedBar> bars, MarketJson json)
        implements Published<ObjectNode> {

    @Override
    public int size() {
        return bars.size();
    }

    @Override
    public long atMillis(int place) {
        return bars.get(place).bar().endMillis();
    }

    @Override
    public ObjectNode get(int place) {
        Bar bar = bars.get(place).bar();
        return json.quote(bar.endMillis(), bar.close());
    }
}
