package io.millrace.control.sql;

import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The questions that come with the program, and those that users bring along. */
final class Questions {

    /** In the order of a desk's day: money, decisions, data, models. */
    static final List<String> NAMES =
            List.of(
                    "pnl_today",
                    "exposure_over_time",
                    "decision_funnel",
                    "order_chain",
                    "rejections_by_rule",
                    "slippage_by_hour",
                    "unknown_orders",
                    "feed_gaps",
                    "late_data",
                    "feature_drift",
                    "alpha_hit_rate");

    private Questions() {}

    static List<Question> all() {
        return NAMES.stream().map(Questions::bundled).toList();
    }

    /**
     * What the user means: the name of a question, a file, or a statement.
     *
     * @throws CommandFailure when it is none of them
     */
    static Question named(String argument) {
        String text = argument.strip();
        String name = text.replaceFirst("\\.sql$", "");
        if (NAMES.contains(name)) {
            return bundled(name);
        }
        Optional<Path> file = file(text);
        if (file.isPresent()) {
            return Question.parse(text, read(file.get()));
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return Question.parse("query", argument);
        }
        throw CommandFailure.usage(
                "query: "
                        + argument
                        + " (expected: one of "
                        + String.join(", ", NAMES)
                        + "; a file; or a statement in quotes)");
    }

    private static Question bundled(String name) {
        String file = "/queries/" + name + ".sql";
        try (InputStream in = Questions.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return Question.parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isRegularFile);
        } catch (InvalidPathException statement) {
            return Optional.empty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw CommandFailure.unusableInput(
                    "query: "
                            + file
                            + ": "
                            + unreadable.getMessage()
                            + " (expected: a readable file in UTF-8)");
        }
    }
}
