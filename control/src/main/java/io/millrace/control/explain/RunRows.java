package io.millrace.control.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.audit.AuditKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a run left behind, wherever that is. */
interface RunRows {

    /** Where it is, in words. */
    String name();

    /** What the run was made from: {@code configuration} and {@code data}; empty when not kept. */
    Map<String, Map<String, String>> manifest();

    /** Folders in which the input files may lie: a manifest keeps their names and hashes. */
    List<Path> places();

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
