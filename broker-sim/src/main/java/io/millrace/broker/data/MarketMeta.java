package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What the codes in trades and quotes mean; the simulator uses few of them. */
final class MarketMeta {

    private MarketMeta() {}

    static ObjectNode exchanges() {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        names.put("N", "New York Stock Exchange").put("P", "NYSE Arca").put("Q", "NASDAQ OMX");
        return names.put("V", "IEX");
    }

    static ObjectNode conditions(@Nullable String kind) {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        if ("trade".equals(kind)) {
            return names.put("@", "Regular Sale");
        }
        if ("quote".equals(kind)) {
            return names.put("R", "Regular Two Sided Open");
        }
        throw DataFault.badRequest("invalid tick type: " + kind);
    }
}
