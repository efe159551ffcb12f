package io.millrace.broker.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.broker.BrokerServer;
import io.millrace.broker.Keys;
import io.millrace.broker.tape.TapeBroker;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Alpaca's libraries have a trader's session with the broker: {@code src/test/sdk/session.*}.
 *
 * <p>The libraries are taken from their registries, once per build folder; where that cannot be
 * done, the test says so and is left out.
 */
class OfficialSdkTest {

    private static final double SPEED = 120;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aSessionGoesAsItWouldAtAlpaca(Peer peer) throws Exception {
        String missing = peer.missing();
        assumeTrue(missing.isEmpty(), missing);

        Peer.Ended session;
        try (BrokerServer broker = TapeBroker.start(folder, SPEED, Keys.any())) {
            session = peer.session(broker.tradingUri(), broker.dataUri());
        }

        assertThat(session.status()).as(session.text()).isZero();
        assertThat(session.lines()).filteredOn(line -> line.startsWith("ok ")).hasSize(steps(peer));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithNobodyFails(Peer peer) throws Exception {
        String missing = peer.missing();
        assumeTrue(missing.isEmpty(), missing);

        URI nobody = URI.create("http://127.0.0.1:1");
        Peer.Ended session = peer.session(nobody, nobody);

        assertThat(session.status()).isEqualTo(1);
        assertThat(session.text()).contains("FAILED account");
    }

    private static int steps(Peer peer) throws Exception {
        int steps = (int) peer.steps();
        assertThat(steps).isGreaterThan(20);
        return steps;
    }
}
