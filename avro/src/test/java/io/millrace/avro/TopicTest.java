package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicTest {

    /** The names are those of the specification, in its order. */
    @Test
    void theTopicsAreTheSpecifiedOnes() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::label))
                .containsExactly(
                        "market.raw",
                        "market.engineered",
                        "predictions.tft",
                        "alpha.signals",
                        "signals.scored",
                        "risk.approved",
                        "risk.rejected",
                        "execution.completed",
                        "execution.blocked",
                        "account.state",
                        "control.commands",
                        "audit.events",
                        "reddit.raw",
                        "dlq.failed");
    }

    @Test
    void aLabelFindsItsTopic() {
        assertThat(Topic.labelled("dlq.failed")).contains(Topic.DLQ_FAILED);
        assertThat(Topic.labelled("dlq")).isEmpty();
        assertThat(Topic.DLQ_FAILED.subject()).isEqualTo("dlq.failed-value");
    }
}
