package io.millrace.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seven faults, each alone. */
class SelfTestTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7, Long.MAX_VALUE})
    void allSevenAreNamedAndTheCleanLedgerIsClean(long seed, @TempDir Path folder)
            throws IOException {
        assertThat(SelfTest.run(seed, folder))
                .hasSize(8)
                .allSatisfy(outcome -> assertThat(outcome.caught()).as("%s", outcome).isTrue());
    }
}
