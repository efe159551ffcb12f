package io.millrace.trainer.run;

import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A learner that can be chosen by name.
 *
 * @param keeper writes what was learnt at the end
 */
public record LearnerEntry(String name, Maker maker, Keeper keeper) {

    /** Makes a learner when the symbols are known. */
    public interface Maker {

        /**
         * The learner of one fit.
         *
         * @param vocabulary symbols, the first of which is number 1
         * @param progress file in which a long fit may write down how far it is
         */
        Learner of(List<String> vocabulary, Path progress);
    }

    /** Writes a fitted model into the folder of its run, for whom it will be exported. */
    public interface Keeper {

        /** Writes nothing: for learners that nobody serves. */
        Keeper NONE = (forecaster, validation, lineage, folder) -> {};

        /**
         * Writes the model.
         *
         * @param validation windows that it was not trained on
         * @param lineage what it was made from, by name
         */
        void keep(
                Forecaster forecaster,
                WindowSet validation,
                Map<String, String> lineage,
                Path folder)
                throws IOException;
    }
}
