package io.millrace.trainer.run;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.data.TrainingData;
import io.millrace.trainer.drift.InputSample;
import io.millrace.trainer.drift.Reference;
import io.millrace.trainer.fold.Fold;
import io.millrace.trainer.fold.WalkForward;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.window.FeatureRows;
import io.millrace.trainer.window.Gathering;
import io.millrace.trainer.window.TrainingSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A walk forward over all learners, and the model that is fitted to the newest data after it. Every
 * fit is written down when it is over; the same run started again goes on behind the last one.
 */
public final class TrainRun {

    /** Version of the program, part of a run's identity. */
    public static final String CODE = "0.1.0";

    private static final long BARS_BETWEEN_LINES = 200_000;
    private static final int CRYPTO_DAYS = 365;
    private static final int SESSION_DAYS = 252;

    private final TrainSettings settings;
    private final ModelDefinition model;
    private final TrainingData data;
    private final Path out;
    private final PrintWriter err;

    /**
     * A run that has not begun.
     *
     * @param out a new folder, or that of the same run
     * @param err hears how far it is
     */
    public TrainRun(
            TrainSettings settings,
            ModelDefinition model,
            TrainingData data,
            Path out,
            PrintWriter err) {
        this.settings = settings;
        this.model = model;
        this.data = data;
        this.out = out;
        this.err = err;
    }

    /** Does what is left to do and gives the whole. */
    public RunSummary execute() throws IOException {
        RunIdentity identity = identity();
        RunFiles files = RunFiles.open(out, identity);
        Gathering gathered = gathered();
        tell(gathered);
        WalkForward walk = new WalkForward(gathered.windows(), settings.plan());
        int steps = settings.plan().folds() * settings.learners().size() + 1;
        Eta eta = new Eta(err, steps, System::nanoTime); // determinism: shown to a person only
        List<FoldResult> results = new ArrayList<>();
        for (Fold fold : walk.folds()) {
            for (LearnerEntry entry : settings.learners()) {
                results.add(result(fold, entry, files, eta));
            }
        }
        RunSummary summary = summary(identity, gathered, results);
        keepModel(walk.last(), files, identity, eta);
        files.write(RunFiles.RESULTS, summary);
        files.write("walk_forward.csv", WalkForwardTable.csv(summary));
        files.write(RunFiles.REPORT, WalkForwardPage.html(summary, model));
        return summary;
    }

    private RunIdentity identity() {
        Map<String, String> facts = new TreeMap<>(data.identity());
        facts.put("code", CODE);
        facts.put("definition", model.toString());
        facts.put("folds", settings.plan().toString());
        facts.put(
                "learners",
                String.join(", ", settings.learners().stream().map(LearnerEntry::name).toList()));
        settings.inForce().forEach((key, value) -> facts.put("setting " + key, value));
        return new RunIdentity(facts);
    }

    private Gathering gathered() throws IOException {
        try (FeatureRows rows = data.open()) {
            return Gathering.of(
                    rows,
                    model,
                    settings.market().calendar(),
                    bars -> {
                        if (bars % BARS_BETWEEN_LINES == 0) {
                            err.printf(Locale.ROOT, "windows: %,d bars read%n", bars);
                        }
                    });
        }
    }

    private void tell(Gathering gathered) {
        err.printf(
                Locale.ROOT,
                "windows: %,d of %d symbols from %,d bars; left out: %,d without a target,"
                        + " %,d not over at the end%n",
                gathered.windows().size(),
                gathered.windows().vocabulary().size(),
                gathered.bars(),
                gathered.withoutTarget(),
                gathered.unfinished());
    }

    private FoldResult result(Fold fold, LearnerEntry entry, RunFiles files, Eta eta)
            throws IOException {
        Optional<FoldResult> known = files.result(fold.number(), entry.name());
        if (known.isPresent()) {
            eta.found();
            return known.get();
        }
        try (Forecaster fitted = fitted(fold, entry, files, eta)) {
            FoldResult result =
                    FoldScoring.of(fold, entry.name(), fitted, settings.market().calendar().zone());
            files.write(result);
            eta.done(
                    "fold %d, %s".formatted(fold.number(), entry.name()),
                    String.format(
                            Locale.ROOT,
                            "pinball %.4g, coverage %.3f, %d trades",
                            result.scores().pinball(),
                            result.scores().coverage(),
                            result.trades().trades()));
        }
        // read back, so that a run in one go and one in two say the same to the last digit
        return files.result(fold.number(), entry.name()).orElseThrow();
    }

    private Forecaster fitted(Fold fold, LearnerEntry entry, RunFiles files, Eta eta) {
        TrainingSet training = fold.training();
        Learner learner =
                entry.maker()
                        .of(training.vocabulary(), files.progress(fold.number(), entry.name()));
        String step = "fold %d, %s".formatted(fold.number(), entry.name());
        return learner.fit(
                training,
                fold.validation(),
                settings.seed(),
                (round, of, learnt, validated) ->
                        eta.within(
                                step,
                                round,
                                of,
                                String.format(
                                        Locale.ROOT,
                                        "loss %.4g, validation %.4g",
                                        learnt,
                                        validated)));
    }

    /** Fits the model to the newest data and keeps it with what it was made for. */
    private void keepModel(Fold last, RunFiles files, RunIdentity identity, Eta eta)
            throws IOException {
        if (Files.exists(files.folder().resolve(RunFiles.REFERENCE))) {
            eta.found();
            return;
        }
        LearnerEntry entry = settings.learners().get(settings.learners().size() - 1);
        try (Forecaster fitted = fitted(last, entry, files, eta)) {
            Map<String, String> lineage = new LinkedHashMap<>(identity.facts());
            lineage.put("run", identity.id());
            entry.keeper().keep(fitted, last.validation(), lineage, files.folder());
            double confidence =
                    Reference.medianConfidence(model, fitted.quantiles(last.validation()));
            files.write(
                    RunFiles.REFERENCE, new Reference(InputSample.of(last.training()), confidence));
            eta.done("last fit, " + entry.name(), "kept");
        }
    }

    private RunSummary summary(RunIdentity identity, Gathering gathered, List<FoldResult> results) {
        int daysAYear = daysAYear();
        List<LearnerSummary> learners = new ArrayList<>();
        for (LearnerEntry entry : settings.learners()) {
            List<FoldResult> own =
                    results.stream().filter(one -> one.learner().equals(entry.name())).toList();
            learners.add(LearnerSummary.of(entry.name(), own, daysAYear));
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("bars", gathered.bars());
        counts.put("windows", (long) gathered.windows().size());
        counts.put("symbols", (long) gathered.windows().vocabulary().size());
        counts.put("windows without a target", (long) gathered.withoutTarget());
        counts.put("windows not over at the end", (long) gathered.unfinished());
        return new RunSummary(
                identity.id(),
                model.version(),
                identity.facts(),
                daysAYear,
                counts,
                learners,
                RunSummary.verdict(learners, results),
                results);
    }

    private int daysAYear() {
        long fullDay = 24 * 60;
        return settings.market().calendar().fullSessionMinutes() == fullDay
                ? CRYPTO_DAYS
                : SESSION_DAYS;
    }
}
