package io.millrace.trainer.run;

import io.millrace.domain.config.Settings;
import io.millrace.trainer.baseline.BoostedTrees;
import io.millrace.trainer.baseline.LastValue;
import io.millrace.trainer.baseline.LinearQuantile;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.WindowSet;
import io.millrace.trainer.tft.ModelFolder;
import io.millrace.trainer.tft.TftForecaster;
import io.millrace.trainer.tft.TftLearner;
import io.millrace.trainer.tft.TftSettings;
import io.millrace.trainer.tft.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learners that there are, by name: the baselines, then the model. */
final class LearnerTable {

    private LearnerTable() {}

    /** Every learner with its settings read; mistakes are noted there. */
    static Map<String, LearnerEntry> read(Settings settings) {
        Map<String, LearnerEntry> table = new LinkedHashMap<>();
        for (LearnerEntry entry : List.of(lastValue(), linear(), trees(), tft(settings))) {
            table.put(entry.name(), entry);
        }
        return table;
    }

    private static LearnerEntry lastValue() {
        return baseline("last-value", (vocabulary, progress) -> new LastValue());
    }

    private static LearnerEntry linear() {
        return baseline("linear-quantile", (vocabulary, progress) -> new LinearQuantile());
    }

    private static LearnerEntry trees() {
        return baseline("boosted-trees", (vocabulary, progress) -> new BoostedTrees());
    }

    private static LearnerEntry tft(Settings settings) {
        TftSettings network = TftSettings.from(settings);
        return new LearnerEntry(
                "tft",
                (vocabulary, progress) -> new TftLearner(network, vocabulary).resumable(progress),
                LearnerTable::keep);
    }

    /** Leaves what {@code ./millrace export} turns into a model that is served. */
    private static void keep(
            Forecaster forecaster, WindowSet validation, Map<String, String> lineage, Path folder)
            throws IOException {
        TrainedModel.Provenance provenance =
                new TrainedModel.Provenance(
                        lineage.getOrDefault("run", ""),
                        Long.parseLong(lineage.getOrDefault("seed", "0")),
                        lineage.getOrDefault("code", ""),
                        lineage);
        new ModelFolder(folder)
                .write(((TftForecaster) forecaster).model().from(provenance), validation);
    }

    private static LearnerEntry baseline(String name, LearnerEntry.Maker maker) {
        return new LearnerEntry(name, maker, LearnerEntry.Keeper.NONE);
    }
}
