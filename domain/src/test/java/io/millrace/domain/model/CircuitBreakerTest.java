package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.model.CircuitBreaker.State;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final CircuitBreaker.Settings SETTINGS =
            new CircuitBreaker.Settings(3, 1_000, 250);

    @Test
    void itOpensWithTheThirdFailureWithinASecond() {
        CircuitBreaker two = CircuitBreaker.closed(SETTINGS).failed(0).failed(500);

        assertThat(two.isClosed()).isTrue();
        assertThat(two.failed(999).isClosed()).isFalse();
        assertThat(two.failed(1_000).isClosed()).isTrue();
    }

    @Test
    void probesEveryQuarterOfASecondOpenItWithinASecondOfADeath() {
        CircuitBreaker breaker = CircuitBreaker.closed(SETTINGS);
        long opened = -1;
        for (long at = 250; opened < 0; at += 250) { // died right after the probe at 0
            breaker = breaker.failed(at);
            opened = breaker.isClosed() ? -1 : at;
        }

        assertThat(opened).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aProbeDecidesWhetherItClosesOrStaysOpen() {
        CircuitBreaker open = CircuitBreaker.closed(SETTINGS).failed(0).failed(1).failed(2);

        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.probed(252).state()).isEqualTo(State.HALF_OPEN);
        assertThat(open.probed(252).isClosed()).isFalse();
        assertThat(open.probed(252).failed(260).state()).isEqualTo(State.OPEN);
        assertThat(open.probed(252).succeeded()).isEqualTo(CircuitBreaker.closed(SETTINGS));
    }

    @Test
    void aProbeOfAClosedOneChangesNothing() {
        CircuitBreaker one = CircuitBreaker.closed(SETTINGS).failed(0);

        assertThat(one.probed(10)).isSameAs(one);
    }

    @Property
    void itIsOpenExactlyWhenThreeFailuresFallIntoAWindowSinceTheLastSuccess(
            @ForAll @Size(max = 40) List<@IntRange(min = -200, max = 900) Integer> steps) {
        CircuitBreaker breaker = CircuitBreaker.closed(SETTINGS);
        List<Long> failures = new java.util.ArrayList<>();
        boolean open = false;
        long now = 0;
        for (int step : steps) {
            if (step < 0) {
                breaker = breaker.succeeded();
                failures.clear();
                open = false;
            } else {
                now += step;
                long at = now;
                failures.add(at);
                breaker = breaker.failed(at);
                open |= failures.stream().filter(one -> at - one < 1_000).count() >= 3;
            }
            assertThat(breaker.isClosed()).isEqualTo(!open);
            assertThat(breaker.failuresMillis()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aBreakerThatCouldNeverOpenOrCloseIsRefused() {
        assertThatThrownBy(() -> new CircuitBreaker.Settings(0, 1, 1))
                .hasMessage("failures: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new CircuitBreaker.Settings(1, 0, 1))
                .hasMessageContaining("window: 0");
        assertThatThrownBy(() -> new CircuitBreaker.Settings(1, 1, 0))
                .hasMessageContaining("probe: 0");
    }
}
