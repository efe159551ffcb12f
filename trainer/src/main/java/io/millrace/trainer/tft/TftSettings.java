package io.millrace.trainer.tft;

import io.millrace.domain.config.Settings;

/**
 * How the network is built and trained.
 *
 * @param hidden width of every layer
 * @param dropout share of values that training drops at random
 * @param learningRate step of Adam
 * @param batch windows in a step
 * @param epochs the most rounds that there can be
 * @param patience rounds without a better validation loss before the fit ends
 * @param gradientClip the longest that a step's gradient may be
 * @param windowsPerEpoch windows that a round sees, drawn anew for each; 0 for all
 * @param unknownShare share of windows that are trained under an unknown symbol, so that the model
 *     has something to say about those
 * @param threads of one operation; another number gives other last bits, and so another model
 */
public record TftSettings(
        int hidden,
        double dropout,
        double learningRate,
        int batch,
        int epochs,
        int patience,
        double gradientClip,
        int windowsPerEpoch,
        double unknownShare,
        int threads) {

    /** Read and checked; {@link Settings#finish()} tells what was wrong. */
    public static TftSettings from(Settings settings) {
        int hidden = settings.whole("tft.hidden", 16);
        double dropout = settings.number("tft.dropout", 0.1);
        double rate = settings.number("tft.learning-rate", 0.001);
        int batch = settings.whole("tft.batch", 64);
        int epochs = settings.whole("tft.epochs", 20);
        int patience = settings.whole("tft.patience", 3);
        double clip = settings.number("tft.gradient-clip", 1);
        int windows = settings.whole("tft.windows-per-epoch", 0);
        double unknown = settings.number("tft.unknown-share", 0.05);
        int threads = settings.whole("tft.threads", 1);
        settings.check(
                hidden >= 4 && hidden <= 512 && hidden % NetworkShape.HEADS == 0,
                "tft.hidden",
                hidden,
                "a multiple of 4, >= 4 and <= 512");
        settings.check(dropout >= 0 && dropout < 1, "tft.dropout", dropout, ">= 0 and < 1");
        settings.check(rate > 0 && rate <= 1, "tft.learning-rate", rate, "> 0 and <= 1");
        settings.check(batch >= 1 && batch <= 4096, "tft.batch", batch, ">= 1 and <= 4096");
        settings.check(epochs >= 1, "tft.epochs", epochs, ">= 1");
        settings.check(patience >= 1, "tft.patience", patience, ">= 1");
        settings.check(clip > 0, "tft.gradient-clip", clip, "> 0");
        settings.check(windows >= 0, "tft.windows-per-epoch", windows, ">= 0; 0 for all");
        settings.check(unknown >= 0 && unknown < 1, "tft.unknown-share", unknown, ">= 0 and < 1");
        settings.check(threads >= 1 && threads <= 256, "tft.threads", threads, ">= 1 and <= 256");
        return new TftSettings(
                hidden, dropout, rate, batch, epochs, patience, clip, windows, unknown, threads);
    }
}
