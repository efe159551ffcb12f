package io.millrace.trainer.fold;

/**
 * How time is cut: equal parts, of which a fold learns from some, stops by the next and is tested
 * on the one after; the next fold moves on by one part.
 *
 * @param folds how many there are
 * @param trainingParts parts that a fold learns from
 * @param validationParts parts that it stops by
 */
public record FoldPlan(int folds, int trainingParts, int validationParts) {

    public FoldPlan {
        require(folds, "folds");
        require(trainingParts, "training parts");
        require(validationParts, "validation parts");
    }

    /** How many parts there are of all windows. */
    public int parts() {
        return folds + trainingParts + validationParts;
    }

    private static void require(int value, String name) {
        if (value < 1 || value > 1_000) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1..1000)");
        }
    }
}
