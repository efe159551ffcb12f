package io.millrace.control.explain;

import io.millrace.domain.audit.AuditKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A run that can be asked for one of its decisions. */
final class RecordedRun {

    private final RunRows rows;
    private final Map<String, String> settings;

    RecordedRun(RunRows rows) {
        this.rows = rows;
        this.settings = new TreeMap<>(rows.manifest().getOrDefault("configuration", Map.of()));
        rows.audit(
                AuditKind.CONFIGURATION,
                node -> settings.putAll(RecordedForms.texts(node.path("settings"))));
    }

    String name() {
        return rows.name();
    }

    /** Every setting that was in force; empty when it was not kept. */
    Map<String, String> settings() {
        return settings;
    }

    /** SHA-256 of every input file by name. */
    Map<String, String> data() {
        return rows.manifest().getOrDefault("data", Map.of());
    }

    /** Folders in which its input files may lie. */
    List<Path> places() {
        return rows.places();
    }

    /**
     * The decision of that name.
     *
     * @param id a decision, a chain from bar to order, or an order, or how one of them begins
     * @throws io.millrace.control.CommandFailure when several decisions answer to it
     */
    Optional<RecordedDecision> find(String id) {
        Names names = new Names(settings);
        Set<String> wanted = new LinkedHashSet<>();
        rows.each(RunRows.Kind.ORDERS, row -> names.ofOrder(row, id).ifPresent(wanted::add));
        List<RecordedDecision> found = new ArrayList<>();
        rows.each(
                RunRows.Kind.DECISIONS,
                row -> {
                    if (names.answers(row, id, wanted)) {
                        found.add(Rows.decision(row, names));
                    }
                });
        if (found.size() > 1) {
            throw ExplainCommand.unreadable(
                    id + ": " + found.size() + " decisions begin so (expected: more of it)");
        }
        return found.stream().findFirst().map(this::withInputs).map(one -> withOrders(one, names));
    }

    private RecordedDecision withInputs(RecordedDecision recorded) {
        List<RecordedDecision> known = new ArrayList<>();
        rows.audit(
                AuditKind.ASSESSMENT,
                node -> {
                    if (node.path("decisionId").asText().equals(recorded.id())) {
                        known.add(Rows.assessed(recorded, node));
                    }
                });
        return known.isEmpty() ? recorded : known.get(known.size() - 1);
    }

    private RecordedDecision withOrders(RecordedDecision recorded, Names names) {
        OrderStory story = new OrderStory(names.ordersOf(recorded.decision()));
        rows.each(RunRows.Kind.ORDERS, row -> story.step(Rows.order(row, names)));
        rows.each(RunRows.Kind.FILLS, row -> story.fill(Rows.fill(row)));
        return recorded.with(story.steps(), story.fills());
    }
}
