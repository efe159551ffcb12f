package io.millrace.domain.market;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What others publish about the days on which New York keeps unusual hours. */
final class PublishedXnysDays {

    private PublishedXnysDays() {}

    /** {@code closed} or {@code 09:30-13:00} by date; every other weekday is 09:30-16:00. */
    static Map<LocalDate, String> unusual() {
        try (InputStream in =
                Objects.requireNonNull(
                        PublishedXnysDays.class.getResourceAsStream(
                                "/market/xnys-2000-2030.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(pair -> LocalDate.parse(pair[0]), pair -> pair[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
