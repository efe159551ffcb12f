package io.millrace.domain.model;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, where and how.
 *
 * @param url of the server; empty: no model is asked
 * @param pointer who answers until somebody says otherwise
 * @param said about it before the run began, the oldest first
 * @param capacity questions of a subtask that are under way at a time
 * @param deadlineMillis for an answer in a live run, after which the bar goes without
 * @param patienceMillis for which a replay waits for a server that is away, before it fails
 * @param units of a predicted return in one, to which it is rounded; 0 keeps it as it is
 */
public record ModelSettings(
        String url,
        Transport transport,
        ModelPointer pointer,
        List<ModelPointer> said,
        int capacity,
        long deadlineMillis,
        long patienceMillis,
        CircuitBreaker.Settings breaker,
        ModelHealth.Bounds health,
        long units)
        implements Serializable {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern URL = Pattern.compile("https?://[^/\\s@]+(/[^\\s?#@]*)?");
    private static final String NONE = "none";

    /** How the Open Inference Protocol is spoken. */
    public enum Transport {
        REST,
        GRPC
    }

    /** Keeps what was said as it was said. */
    public ModelSettings {
        said = List.copyOf(said);
    }

    /** The {@code model} section; mistakes are noted in the settings. */
    public static ModelSettings from(Settings settings) {
        String url = settings.text("model.url", NONE);
        settings.check(
                url.equals(NONE) || URL.matcher(url).matches(),
                "model.url",
                url,
                "none or an address such as http://127.0.0.1:8001, without a token");
        Duration deadline = settings.duration("model.deadline", "PT0.25S");
        Duration patience = settings.duration("model.patience", "60s");
        int capacity = settings.whole("model.capacity", 100);
        settings.check(positive(deadline), "model.deadline", deadline, "> 0s");
        settings.check(positive(patience), "model.patience", patience, "> 0s");
        settings.check(capacity >= 1, "model.capacity", capacity, ">= 1");
        return new ModelSettings(
                url.equals(NONE) ? "" : url,
                settings.choice("model.transport", Transport.class, Transport.REST),
                pointer(settings),
                List.of(),
                capacity,
                deadline.toMillis(),
                patience.toMillis(),
                breaker(settings),
                health(settings),
                units(settings));
    }

    /** Nothing configured: no model. */
    public static ModelSettings none() {
        return from(new Settings(java.util.Map.of()));
    }

    public boolean isServed() {
        return !url.isEmpty();
    }

    /** The same models at another server. */
    public ModelSettings at(String otherUrl) {
        return new ModelSettings(
                otherUrl,
                transport,
                pointer,
                said,
                capacity,
                deadlineMillis,
                patienceMillis,
                breaker,
                health,
                units);
    }

    /** The same after something was said about who answers, the oldest first. */
    public ModelSettings after(List<ModelPointer> words) {
        return new ModelSettings(
                url,
                transport,
                pointer,
                words,
                capacity,
                deadlineMillis,
                patienceMillis,
                breaker,
                health,
                units);
    }

    /** Who answers when, as far as it is known when the run begins. */
    public PointerSchedule schedule() {
        List<ModelPointer> all = new ArrayList<>(List.of(pointer));
        all.addAll(said);
        return new PointerSchedule(all);
    }

    private static long units(Settings settings) {
        double step = settings.number("model.rounding", 0);
        long units = step > 0 && step <= 1 ? Math.round(1 / step) : 0;
        settings.check(
                step == 0 || (units > 0 && Math.abs(units * step - 1) < 1e-9),
                "model.rounding",
                step,
                "0, or a whole part of 1 such as 0.001");
        return units;
    }

    private static ModelPointer pointer(Settings settings) {
        ModelRef active = reference(settings, "model.", "tft");
        ModelRef candidate = reference(settings, "model.candidate.", NONE);
        boolean tried = !candidate.name().equals(NONE);
        double share = settings.number("model.candidate.canary-share", 0);
        settings.check(share >= 0 && share <= 1, "model.candidate.canary-share", share, "0 to 1");
        settings.check(
                tried || share == 0,
                "model.candidate.canary-share",
                share,
                "0 without a model.candidate.name");
        long until =
                parsed(
                        settings,
                        "model.expires",
                        ModelPointer.NEVER,
                        "none or an instant such as 2026-01-31T00:00:00Z",
                        text -> Instant.parse(text).toEpochMilli());
        boolean usable = tried && share >= 0 && share <= 1;
        return new ModelPointer(
                Long.MIN_VALUE, until, active, tried ? candidate : null, usable ? share : 0);
    }

    private static ModelRef reference(Settings settings, String prefix, String name) {
        String version = settings.text(prefix + "version", "newest");
        String hash = settings.text(prefix + "sha256", "any").toLowerCase(Locale.ROOT);
        settings.check(
                hash.equals("any") || SHA256.matcher(hash).matches(),
                prefix + "sha256",
                hash,
                "any or 64 hexadecimal digits");
        return new ModelRef(
                settings.text(prefix + "name", name),
                version.equals("newest") ? null : version,
                hash.equals("any") ? null : hash);
    }

    private static CircuitBreaker.Settings breaker(Settings settings) {
        int failures = settings.whole("model.breaker.failures", 3);
        Duration window = settings.duration("model.breaker.window", "1s");
        Duration probe = settings.duration("model.breaker.probe", "PT0.25S");
        settings.check(failures >= 1, "model.breaker.failures", failures, ">= 1");
        settings.check(positive(window), "model.breaker.window", window, "> 0s");
        settings.check(positive(probe), "model.breaker.probe", probe, "> 0s");
        return new CircuitBreaker.Settings(
                Math.max(1, failures),
                Math.max(1, window.toMillis()),
                Math.max(1, probe.toMillis()));
    }

    private static ModelHealth.Bounds health(Settings settings) {
        int window = settings.whole("model.health.window", 120);
        double least = settings.number("model.health.least-coverage", 0.6);
        double most = settings.number("model.health.most-coverage", 0.97);
        double fall = settings.number("model.health.most-fall", 0.2);
        settings.check(
                window >= 2 && window <= 10_000, "model.health.window", window, "2 to 10000");
        settings.check(
                least >= 0 && least < most, "model.health.least-coverage", least, ">= 0, < most");
        settings.check(most <= 1, "model.health.most-coverage", most, "<= 1");
        settings.check(fall > 0 && fall <= 1, "model.health.most-fall", fall, "> 0 and <= 1");
        return new ModelHealth.Bounds(window, least, most, fall);
    }

    private static <T> T parsed(
            Settings settings, String key, T standard, String expected, Function<String, T> parse) {
        String text = settings.text(key, NONE);
        if (text.equals(NONE)) {
            return standard;
        }
        @Nullable T value = null;
        try {
            value = parse.apply(text);
        } catch (DateTimeException unreadable) {
            settings.check(false, key, text, expected);
        }
        return value == null ? standard : value;
    }

    private static boolean positive(Duration duration) {
        return duration.toMillis() > 0;
    }
}
