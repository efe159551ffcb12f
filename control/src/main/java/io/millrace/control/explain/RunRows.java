package io.millrace.control.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.audit.AuditKind;
import java.util.Map;
import java.util.function.Consumer;

/** What a run left behind, wherever that is. */
interface RunRows {

    /** Where it is, in words. */
    String name();

    /** What the run was made from: {@code configuration} and {@code data}; empty when not kept. */
    Map<String, Map<String, String>> manifest();

    /** Every row that there is of the kind, in the order in which things happened. */
    void each(Kind kind, Consumer<Row> reader);

    /** The payload of every audit entry of the kind. */
    void audit(AuditKind kind, Consumer<JsonNode> reader);

    /** The kinds of rows. */
    enum Kind {
        DECISIONS,
        ORDERS,
        FILLS
    }
}
