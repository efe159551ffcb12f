package io.millrace.domain.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one question to a model: a prediction, or why there is none.
 *
 * @param detail what was seen, in words; empty beside a prediction
 */
public record ModelAnswer(
        @Nullable Prediction prediction, @Nullable Absence absence, String detail) {

    /**
     * Refuses to be both or neither.
     *
     * @throws IllegalArgumentException when it is
     */
    public ModelAnswer {
        if ((prediction == null) == (absence == null)) {
            throw new IllegalArgumentException(
                    "answer: " + prediction + " and " + absence + " (expected: exactly one)");
        }
    }

    public static ModelAnswer of(Prediction prediction) {
        return new ModelAnswer(prediction, null, "");
    }

    public static ModelAnswer absent(Absence why, String detail) {
        return new ModelAnswer(null, why, detail);
    }

    /** Which artifact answered; empty where none did. */
    public String artifact() {
        Prediction said = prediction;
        return said == null
                ? ""
                : Objects.toString(said.modelVersion(), "") + "@" + said.modelSha256();
    }
}
