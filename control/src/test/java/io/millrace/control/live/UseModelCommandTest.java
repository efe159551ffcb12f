package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.control.PointerFile;
import io.millrace.control.CliRun;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseModelCommandTest {
    private static final String NOON = "2026-01-05T12:00:00Z";
    private static final long FROM = Instant.parse(NOON).toEpochMilli();

    @TempDir private Path home;

    @Test
    void whatIsSaidStandsInTheAccountsFolder() throws IOException {
        CliRun said =
                use(
                        "tft/2",
                        "--from",
                        NOON,
                        "--until",
                        "2026-02-01T00:00:00Z",
                        "--candidate",
                        "tft/3",
                        "--canary-share",
                        "0.1");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .isEqualTo(
                        "sim: tft/2 answers for bars that end from "
                                + NOON
                                + " on; no run trades the account now\n");
        assertThat(new PointerFile(ControlFolder.of(home, "sim")).pointers())
                .containsExactly(
                        new ModelPointer(
                                FROM,
                                Instant.parse("2026-02-01T00:00:00Z").toEpochMilli(),
                                new ModelRef("tft", "2", null),
                                new ModelRef("tft", "3", null),
                                0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tft/../x | 2026-01-05T12:00:00Z | 2026-02-01T00:00:00Z | 0 | ID: tft/../x (expected: NAME/VERSION",
                "tft/2 | noon | 2026-02-01T00:00:00Z | 0 | --from: noon (expected: an instant",
                "tft/2 | 2026-01-05T12:00:00Z | 2026-01-05T12:00:00Z | 0 | (expected: after",
                "tft/2 | 2026-01-05T12:00:00Z | 2026-02-01T00:00:00Z | 0.5 | (expected: 0 without a candidate)"
            })
    void aMistakeIsNamedAndNothingIsSaid(
            String id, String from, String until, String share, String message) throws IOException {
        CliRun refused = use(id, "--from", from, "--until", until, "--canary-share", share);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
        assertThat(new PointerFile(ControlFolder.of(home, "sim")).pointers()).isEmpty();
    }

    private CliRun use(String... arguments) {
        List<String> all = new ArrayList<>(List.of("models", "use"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return CliRun.of(all.toArray(String[]::new));
    }
}
