package io.millrace.trainer.learn;

/** A way to fit quantiles to windows. The same sets and the same seed give the same forecaster. */
public interface Learner {

    /** As reports call it, such as {@code tft} or {@code last-value}. */
    String name();

    /**
     * Fits to the training windows; whatever is chosen by looking at data, scalers and the moment
     * to stop included, looks at these two sets only.
     *
     * @param training windows in the order of time
     * @param validation later than all of them
     */
    Forecaster fit(WindowSet training, WindowSet validation, long seed, Rounds rounds);

    /** Hears of each round of a fit. */
    interface Rounds {

        /** Hears nothing and ends nothing. */
        Rounds SILENT = (round, of, training, validation) -> {};

        /**
         * A round is over.
         *
         * @param of the most rounds that there can be
         * @param training mean pinball loss of the round
         * @param validation mean pinball loss after it
         */
        void over(int round, int of, double training, double validation);
    }
}
