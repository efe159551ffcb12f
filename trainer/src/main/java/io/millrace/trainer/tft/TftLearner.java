package io.millrace.trainer.tft;

import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;
import io.millrace.trainer.tft.TrainedModel.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fits the Temporal Fusion Transformer: pinball loss, Adam, and the weights of the round that the
 * validation liked best. The same windows, settings and seed give the same weights, to the bit, on
 * the same kind of processor.
 */
public final class TftLearner implements Learner {

    private final TftSettings settings;
    private final List<String> symbols;
    private final @Nullable Path progressFile;

    /**
     * A learner.
     *
     * @param symbols the vocabulary that the windows' symbols are places of, from 1
     */
    public TftLearner(TftSettings settings, List<String> symbols) {
        this(settings, symbols, null);
    }

    private TftLearner(TftSettings settings, List<String> symbols, @Nullable Path progressFile) {
        this.settings = settings;
        this.symbols = List.copyOf(symbols);
        this.progressFile = progressFile;
    }

    /**
     * The same learner, which writes down each round in a file and goes on from there if it finds
     * one; the file goes when the fit is over.
     */
    public TftLearner resumable(Path file) {
        return new TftLearner(settings, symbols, file);
    }

    @Override
    public String name() {
        return "tft";
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException when progress cannot be read or written, or is of another fit
     */
    @Override
    public TftForecaster fit(WindowSet training, WindowSet validation, long seed, Rounds rounds) {
        Torch.useThreads(settings.threads());
        requireWindows("training", training);
        requireWindows("validation", validation);
        NetworkShape shape =
                new NetworkShape(training.definition(), settings.hidden(), symbols.size() + 1);
        Scalers scalers = Scalers.of(training);
        FitProgress progress = stored(identity(training, validation, scalers, seed));
        try (TftFit fit = new TftFit(shape, scalers, settings, seed, progress)) {
            while (!progress.isOver(settings)) {
                int round = progress.round() + 1;
                double learnt = fit.round(round, training);
                double validated = fit.loss(validation);
                if (!Double.isFinite(learnt + validated)) {
                    throw new IllegalStateException(
                            "round "
                                    + round
                                    + ": loss "
                                    + learnt
                                    + ", validation "
                                    + validated
                                    + " (expected: finite; are all inputs?)");
                }
                progress = progress.after(fit, validated);
                store(progress);
                rounds.over(round, settings.epochs(), learnt, validated);
            }
        }
        forget();
        return new TftForecaster(
                new TrainedModel(
                        shape,
                        symbols,
                        scalers,
                        progress.best(),
                        new Provenance("", seed, "", details(progress))));
    }

    private Map<String, String> details(FitProgress progress) {
        return Map.of(
                "best-round", String.valueOf(progress.bestRound()),
                "threads", String.valueOf(settings.threads()));
    }

    private void requireWindows(String name, WindowSet windows) {
        if (windows.size() == 0) {
            throw new IllegalArgumentException(name + " windows: 0 (expected: > 0)");
        }
        for (int window = 0; window < windows.size(); window++) {
            if (windows.symbol(window) < 0 || windows.symbol(window) > symbols.size()) {
                throw new IllegalArgumentException(
                        name
                                + " window "
                                + window
                                + ": symbol "
                                + windows.symbol(window)
                                + " (expected: 0 to "
                                + symbols.size()
                                + ")");
            }
        }
    }

    /** What a fit's outcome depends on: the settings, the seed and, by their moments, the data. */
    private String identity(WindowSet training, WindowSet validation, Scalers scalers, long seed) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        String text = settings + " " + seed + " " + symbols + " " + scalers;
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        for (WindowSet windows : List.of(training, validation)) {
            ByteBuffer times = ByteBuffer.allocate(Long.BYTES * (windows.size() + 1));
            times.putLong(windows.size());
            for (int window = 0; window < windows.size(); window++) {
                times.putLong(windows.atMillis(window));
            }
            digest.update(times.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private FitProgress stored(String fit) {
        try {
            return progressFile == null
                    ? FitProgress.none(fit)
                    : FitProgress.read(progressFile, fit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(FitProgress progress) {
        if (progressFile != null) {
            try {
                progress.write(progressFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void forget() {
        if (progressFile != null) {
            try {
                Files.deleteIfExists(progressFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
