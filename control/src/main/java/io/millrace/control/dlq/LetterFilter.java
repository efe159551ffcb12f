package io.millrace.control.dlq;

import io.millrace.control.CommandFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant. */
final class LetterFilter {

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only those that came from this topic, or file.")
    private @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only those that failed from then on: 2024-01-02T14:30:00Z, 2024-01-02 (UTC), or"
                            + " an age such as 2h, 3d.")
    private @Nullable String since;

    @Nullable String topic() {
        return topic;
    }

    boolean isEmpty() {
        return topic == null && since == null;
    }

    /**
     * The instant that was said, or null.
     *
     * @param now what an age is counted back from
     * @throws CommandFailure when it is no time
     */
    @Nullable Instant since(Instant now) {
        if (since == null) {
            return null;
        }
        try {
            if (since.matches("(?i)\\d+[smhd]")) {
                String age = since.toUpperCase(Locale.ROOT);
                return now.minus(Duration.parse(age.endsWith("D") ? "P" + age : "PT" + age));
            }
            return since.length() == 10
                    ? LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(since);
        } catch (DateTimeException unreadable) {
            throw CommandFailure.usage(
                    "--since: "
                            + since
                            + " (expected: 2024-01-02T14:30:00Z, 2024-01-02, or an age such as 30m,"
                            + " 2h, 3d)");
        }
    }
}
