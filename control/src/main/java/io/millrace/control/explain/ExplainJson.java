package io.millrace.control.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.audit.CanonicalJson;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An explanation for programs. */
final class ExplainJson {

    private ExplainJson() {}

    static String of(Explanation explanation) {
        RecordedDecision recorded = explanation.recorded();
        Map<String, @Nullable Object> content = new TreeMap<>();
        content.put("run", explanation.run());
        content.put("id", recorded.id());
        content.put("correlationId", recorded.decision().correlationId().toString());
        content.put("outcome", recorded.outcome());
        content.put("source", explanation.source());
        content.put("decision", recorded.decision());
        content.put("verdict", recorded.verdict());
        content.put("orders", recorded.orders());
        content.put("fills", recorded.fills());
        content.put("equal", explanation.recomputed().isEqual());
        content.put("notes", explanation.recomputed().notes());
        ObjectNode json = tree(content);
        json.set("checks", checks(explanation.recomputed()));
        json.set("flip", flip(explanation.flip()));
        return json.toPrettyString();
    }

    private static JsonNode checks(Recomputation recomputed) {
        ObjectNode checks = RecordedForms.JSON.createObjectNode();
        for (Recomputation.Check check : recomputed.checks()) {
            checks.putObject(check.part())
                    .put("recorded", check.recorded())
                    .put("recomputed", check.recomputed())
                    .put("equal", check.isEqual());
        }
        return checks;
    }

    private static @Nullable JsonNode flip(@Nullable Flip flip) {
        if (flip == null) {
            return null;
        }
        ObjectNode json = RecordedForms.JSON.createObjectNode();
        flip.changes().forEach(json.putArray("changes")::add);
        return json.put("before", flip.before())
                .put("after", flip.after())
                .put("checkedOn", flip.checkedOn());
    }

    private static ObjectNode tree(Map<String, @Nullable Object> content) {
        try {
            return (ObjectNode) RecordedForms.JSON.readTree(CanonicalJson.of(content));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
