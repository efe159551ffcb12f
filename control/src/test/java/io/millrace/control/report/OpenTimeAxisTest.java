package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Market;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTimeAxisTest {

    /** Wednesday before Thanksgiving to the Monday after: the Friday closes at 13:00. */
    @ParameterizedTest(name = "{0} lies {1} open minutes from the start")
    @CsvSource({
        "2023-11-22T14:30:00Z, 0",
        "2023-11-22T14:31:00Z, 1",
        "2023-11-22T21:00:00Z, 390",
        "2023-11-23T18:00:00Z, 390",
        "2023-11-24T14:30:00Z, 390",
        "2023-11-24T18:00:00Z, 600",
        "2023-11-25T18:00:00Z, 600",
        "2023-11-27T14:30:00Z, 600",
        "2023-11-27T14:35:00Z, 605"
    })
    void closedTimeTakesNoRoom(Instant at, long openMinutes) {
        OpenTimeAxis axis =
                new OpenTimeAxis(
                        Market.XNYS.calendar(),
                        Instant.parse("2023-11-22T14:31:00Z").toEpochMilli(),
                        Instant.parse("2023-11-27T21:00:00Z").toEpochMilli());

        assertThat(axis.at(at.toEpochMilli())).isEqualTo(openMinutes * 60_000);
        assertThat(axis.stretches()).hasSize(3);
    }
}
