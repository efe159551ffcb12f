package io.millrace.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketTest {

    @ParameterizedTest
    @CsvSource({
        "XNYS, America/New_York, 2024-07-04T15:00:00Z, false",
        "XNYS, America/New_York, 2024-07-05T15:00:00Z, true",
        "CRYPTO, Z, 2024-07-04T15:00:00Z, true",
        "CRYPTO, Z, 1970-01-01T00:00:00Z, true",
    })
    void knowsItsHours(Market market, String zone, Instant at, boolean open) {
        assertThat(market.calendar().zone()).hasToString(zone);
        assertThat(market.calendar().covers(at.toEpochMilli())).isTrue();
        assertThat(market.calendar().isOpen(at.toEpochMilli())).isEqualTo(open);
    }
}
