package io.millrace.connectors.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BrokerLanesTest {

    private final BrokerLanes<String> lanes = new BrokerLanes<>("test-lanes", 3);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch slow = new CountDownLatch(1);

    @AfterEach
    void close() {
        slow.countDown();
        lanes.close();
    }

    @Test
    void aLaneIsAskedInItsOrder() throws Exception {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String lane = "lane-" + i % 5;
            answers.add(lanes.ask(lane, i % 7 == 0, question(lane + " " + i)));
        }
        await(answers);

        for (int lane = 0; lane < 5; lane++) {
            String name = "lane-" + lane;
            assertThat(asked.stream().filter(one -> one.startsWith(name)).map(this::number))
                    .hasSize(40)
                    .isSorted();
        }
    }

    @Test
    void lanesDoNotWaitForEachOther() throws Exception {
        CompletableFuture<String> stuck = lanes.ask("slow", false, this::waitLong);

        assertThat(lanes.ask("quick", false, question("quick")).get(20, TimeUnit.SECONDS))
                .isEqualTo("quick");
        assertThat(stuck).isNotDone();
    }

    @Test
    void anExitGetsThroughWhileEntriesHoldAllTheThreadsTheyMay() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(lanes.ask("entry-" + i, false, this::waitLong)).isNotDone();
        }

        assertThat(lanes.ask("exit", true, question("exit")).get(20, TimeUnit.SECONDS))
                .isEqualTo("exit");
        assertThat(asked).containsExactly("exit");
    }

    @Test
    void whatIsUrgentGoesFirstAndTakesItsLaneWithIt() throws Exception {
        CountDownLatch reserved = new CountDownLatch(1);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(lanes.ask("a", false, this::waitLong));
        answers.add(lanes.ask("b", false, this::waitLong));
        answers.add(lanes.ask("c", true, () -> waitFor(reserved)));
        answers.add(lanes.ask("entry", false, question("entry")));
        answers.add(lanes.ask("both", false, question("both entry")));
        CompletableFuture<String> cancel = lanes.ask("both", true, question("both cancel"));

        reserved.countDown();
        cancel.get(20, TimeUnit.SECONDS);
        assertThat(asked).containsExactly("both entry", "both cancel");

        slow.countDown();
        await(answers);
        assertThat(asked).containsExactly("both entry", "both cancel", "entry");
    }

    @Test
    void aLongLaneDoesNotStarveTheOthers() throws Exception {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(lanes.ask("long", false, this::waitLong));
        answers.add(lanes.ask("longer", false, this::waitLong));
        for (int i = 0; i < 20; i++) {
            answers.add(lanes.ask("long", false, question("long")));
            answers.add(lanes.ask("longer", false, question("longer")));
        }
        answers.add(lanes.ask("short", false, question("short")));

        slow.countDown();
        await(answers);
        assertThat(asked.indexOf("short")).isLessThan(6);
    }

    @Test
    void aQuestionThatThrowsEndsNoLane() throws Exception {
        CompletableFuture<String> broken =
                lanes.ask(
                        "one",
                        false,
                        () -> {
                            throw new IllegalStateException("planted");
                        });

        assertThat(lanes.ask("one", false, question("next")).get(20, TimeUnit.SECONDS))
                .isEqualTo("next");
        assertThatThrownBy(broken::join).hasRootCauseMessage("planted");
    }

    @Test
    void oneThreadWouldLeaveNoneForExits() {
        assertThatThrownBy(() -> new BrokerLanes<String>("one", 1))
                .hasMessage("workers: 1 (expected: >= 2)");
    }

    private Supplier<String> question(String name) {
        return () -> {
            asked.add(name);
            return name;
        };
    }

    private String waitLong() {
        return waitFor(slow);
    }

    private static String waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "slow";
    }

    private int number(String question) {
        return Integer.parseInt(question.substring(question.indexOf(' ') + 1));
    }

    private static void await(List<CompletableFuture<String>> answers) throws Exception {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .get(20, TimeUnit.SECONDS);
    }
}
