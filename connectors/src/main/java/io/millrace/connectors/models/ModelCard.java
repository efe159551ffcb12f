package io.millrace.connectors.models;

import io.millrace.domain.model.GateReading;
import io.millrace.domain.model.PromotionGates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is known of one version of a model.
 *
 * @param sha256 hash of the artifact
 * @param bytes size of the artifact
 * @param definition version of what goes in and what comes out
 * @param trainedAtMillis end of the training run
 * @param metrics out of sample, by name; among them what the gates read
 * @param lineage what it was made from: code, settings and the hash of every input
 * @param verdict how it stands against the baselines, in plain words
 * @param history every state since it was registered, the newest last
 */
public record ModelCard(
        String name,
        String version,
        String sha256,
        long bytes,
        String definition,
        long trainedAtMillis,
        Map<String, Double> metrics,
        Map<String, String> lineage,
        List<String> verdict,
        List<Step> history) {

    static final String SHARPE = "sharpe";
    static final String WIN_RATE = "win_rate";
    static final String WORST_FOLD = "worst_fold";

    /**
     * A change of state.
     *
     * @param who who answers for it
     */
    public record Step(ModelState state, long atMillis, String who, String why) {}

    public ModelCard {
        metrics = new TreeMap<>(metrics);
        lineage = new TreeMap<>(lineage);
        verdict = List.copyOf(verdict);
        history = List.copyOf(history);
        if (history.isEmpty()) {
            throw new IllegalArgumentException("history: empty (expected: at least one state)");
        }
    }

    /** As commands name it. */
    public String id() {
        return name + "/" + version;
    }

    public ModelState state() {
        return history.get(history.size() - 1).state();
    }

    /** What the gates say of its metrics; one that is not there does not pass. */
    public List<GateReading> gates() {
        return PromotionGates.read(
                metrics.getOrDefault(SHARPE, Double.NaN),
                metrics.getOrDefault(WIN_RATE, Double.NaN),
                metrics.getOrDefault(WORST_FOLD, Double.NaN));
    }

    /** The card with one more state. */
    public ModelCard with(Step step) {
        List<Step> longer = new ArrayList<>(history);
        longer.add(step);
        return new ModelCard(
                name,
                version,
                sha256,
                bytes,
                definition,
                trainedAtMillis,
                metrics,
                lineage,
                verdict,
                longer);
    }

    /** The card for people. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Model " + id() + "\n\n");
        text.append("State **").append(state()).append("**, definition `").append(definition);
        text.append("`, trained until ").append(Instant.ofEpochMilli(trainedAtMillis));
        text.append(", ").append(bytes).append(" bytes, sha256 `").append(sha256).append("`.\n");
        text.append("\n## Against the baselines\n\n");
        verdict.forEach(one -> text.append("- ").append(one).append('\n'));
        text.append("\n## Promotion gates\n\n");
        row(text, "gate", "verdict", "shown", "expected");
        text.append("|---|---|---|---|\n");
        for (GateReading gate : gates()) {
            row(
                    text,
                    gate.name(),
                    gate.passed() ? "passed" : "refused",
                    gate.actual(),
                    gate.expected());
        }
        text.append("\n## Out of sample\n\n| metric | value |\n|---|---|\n");
        metrics.forEach(
                (metric, value) -> row(text, metric, String.format(Locale.ROOT, "%.6g", value)));
        text.append("\n## Made from\n\n| fact | value |\n|---|---|\n");
        lineage.forEach((fact, value) -> row(text, fact, "`" + value + "`"));
        text.append("\n## History\n\n| state | at | who | why |\n|---|---|---|---|\n");
        for (Step step : history) {
            row(
                    text,
                    step.state().name(),
                    Instant.ofEpochMilli(step.atMillis()).toString(),
                    step.who(),
                    step.why());
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|").replace("\n", " ")).append(' ');
        }
        text.append("|\n");
    }
}
