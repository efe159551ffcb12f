package io.millrace.trainer.run;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.trainer.data.DataOptions;
import io.millrace.trainer.fold.FoldPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a walk forward is made.
 *
 * @param learners in the order of the report; the last one is the model, the others are what it is
 *     held against
 * @param inForce every setting that was read, by key
 */
public record TrainSettings(
        DataOptions options,
        FoldPlan plan,
        long seed,
        List<LearnerEntry> learners,
        Map<String, String> inForce) {

    /**
     * Reads {@code market.*}, {@code train.*} and what the learners ask for.
     *
     * @throws io.millrace.domain.config.InvalidConfiguration naming every mistake
     */
    public static TrainSettings from(Settings settings, int folds) {
        DataOptions options = DataOptions.from(settings);
        int training = settings.whole("train.training-parts", 6);
        int validation = settings.whole("train.validation-parts", 2);
        int seed = settings.whole("train.seed", 1);
        settings.check(inRange(training), "train.training-parts", training, "1..1000");
        settings.check(inRange(validation), "train.validation-parts", validation, "1..1000");
        Map<String, LearnerEntry> table = LearnerTable.read(settings);
        List<String> chosen = settings.texts("train.learners");
        for (String name : chosen) {
            settings.check(
                    table.containsKey(name), "train.learners", name, "among " + table.keySet());
        }
        settings.finish();
        return new TrainSettings(
                options,
                new FoldPlan(folds, training, validation),
                seed,
                table.values().stream()
                        .filter(one -> chosen.isEmpty() || chosen.contains(one.name()))
                        .toList(),
                new TreeMap<>(settings.inForce()));
    }

    /** The market whose sessions the data follows. */
    public Market market() {
        return options.market();
    }

    private static boolean inRange(int parts) {
        return parts >= 1 && parts <= 1_000;
    }
}
