package io.millrace.trainer.run;

import io.millrace.domain.config.Settings;
import io.millrace.trainer.baseline.BoostedTrees;
import io.millrace.trainer.baseline.LastValue;
import io.millrace.trainer.baseline.LinearQuantile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learners that there are, by name: the baselines, then the model. */
final class LearnerTable {

    private LearnerTable() {}

    /** Every learner with its settings read; mistakes are noted there. */
    @SuppressWarnings("UnusedVariable") // no baseline has a setting; the model has
    static Map<String, LearnerEntry> read(Settings settings) {
        Map<String, LearnerEntry> table = new LinkedHashMap<>();
        for (LearnerEntry entry : List.of(lastValue(), linear(), trees())) {
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

    private static LearnerEntry baseline(String name, LearnerEntry.Maker maker) {
        return new LearnerEntry(name, maker, LearnerEntry.Keeper.NONE);
    }
}
