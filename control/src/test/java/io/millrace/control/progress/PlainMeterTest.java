package io.millrace.control.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlainMeterTest {

    private final StringWriter text = new StringWriter();
    private long nowNanos = 77;
    private final PlainMeter meter =
            new PlainMeter(new PrintWriter(text), "replay", "bars", 100_000, () -> nowNanos);

    @Test
    void tellsRateAndRestEveryFiveSeconds() {
        afterSeconds(4);
        meter.at(9_000);
        afterSeconds(1);
        meter.at(20_000);
        afterSeconds(4);
        meter.at(30_000);
        afterSeconds(1);
        meter.done(100_000);
        meter.close();

        assertThat(text.toString().lines())
                .containsExactly(
                        "replay: 20,000 of 100,000 bars (20 %), 4,000 bars/s, ETA 0:00:20",
                        "replay: 100,000 bars in 10.0 s, 10,000 bars/s");
    }

    @Test
    void promisesNothingBeforeTheFirstRow() {
        afterSeconds(6);
        meter.at(0);
        meter.close();

        assertThat(text.toString().strip()).endsWith("0 bars/s, starting");
    }

    @Test
    void growsWithATapeThatIsLongerThanExpected() {
        afterSeconds(5);
        meter.at(200_000);
        meter.close();

        assertThat(text.toString()).contains("200,000 of 200,000 bars (100 %)", "ETA 0:00:00");
    }

    private void afterSeconds(int seconds) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
    }
}
