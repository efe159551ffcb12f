package io.millrace.domain.config;

/** The name that a strategy's decisions and orders carry; their ids are made of it. */
public final class StrategyName {

    private StrategyName() {}

    /** The same wherever it is read, so that a decision and its order name one strategy. */
    public static String from(Settings settings) {
        return settings.text("strategy.name", "ensemble");
    }
}
