package io.millrace.connectors.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a broker on a few threads of its own: questions of one lane are asked one after the
 * other in the order in which they came, those of different lanes at the same time.
 *
 * <p>A lane with an urgent question in it goes first, and one thread is never lent to a lane that
 * has none: while the broker is slow with entries, an exit still gets through.
 *
 * @param <A> what a question is answered with
 */
public final class BrokerLanes<A> implements AutoCloseable {

    private final int workers;
    private final ExecutorService threads;

    // guarded by this
    private final Map<String, Deque<Question<A>>> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> busy = new LinkedHashMap<>();
    private boolean closed;

    private record Question<A>(Supplier<A> ask, boolean urgent, CompletableFuture<A> answer) {}

    private record Turn<A>(String lane, Question<A> question) {}

    /**
     * Lanes without questions.
     *
     * @param name of the threads
     * @param workers how many questions are asked at a time, at least 2
     */
    public BrokerLanes(String name, int workers) {
        if (workers < 2) {
            throw new IllegalArgumentException("workers: " + workers + " (expected: >= 2)");
        }
        this.workers = workers;
        this.threads =
                Executors.newFixedThreadPool(
                        workers,
                        work -> {
                            Thread thread = new Thread(work, name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Asks as soon as it is this question's turn. The answer is completed on a thread of the lanes,
     * before the next question of its lane is asked; a question that throws completes it with what
     * it threw.
     */
    public CompletableFuture<A> ask(String lane, boolean urgent, Supplier<A> question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("lanes: closed");
            }
            waiting.computeIfAbsent(lane, fresh -> new ArrayDeque<>())
                    .add(new Question<>(question, urgent, answer));
        }
        start();
        return answer;
    }

    /** Lets go of the threads; what was not asked yet never is. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        threads.shutdownNow();
    }

    private void start() {
        for (Turn<A> turn = next(); turn != null; turn = next()) {
            Turn<A> mine = turn;
            threads.execute(() -> take(mine));
        }
    }

    private void take(Turn<A> turn) {
        Question<A> question = turn.question();
        try {
            question.answer().complete(question.ask().get());
        } catch (RuntimeException | Error e) {
            question.answer().completeExceptionally(e);
        } finally {
            leave(turn.lane());
        }
    }

    private void leave(String lane) {
        synchronized (this) {
            busy.remove(lane);
            if (closed) {
                return;
            }
        }
        start();
    }

    /** The question whose turn it is, or absent when every thread that may take one is busy. */
    private synchronized @Nullable Turn<A> next() {
        if (closed || busy.size() >= workers) {
            return null;
        }
        String lane = idleLane(true);
        if (lane == null && patient() < workers - 1) {
            lane = idleLane(false);
        }
        if (lane == null) {
            return null;
        }
        Deque<Question<A>> questions = waiting.get(lane);
        if (questions == null) {
            throw new IllegalStateException("lane " + lane + ": empty");
        }
        boolean urgent = isUrgent(questions);
        Question<A> question = questions.remove();
        waiting.remove(lane);
        if (!questions.isEmpty()) {
            waiting.put(lane, questions); // behind the others: a long lane must not starve them
        }
        busy.put(lane, urgent);
        return new Turn<>(lane, question);
    }

    private @Nullable String idleLane(boolean urgent) {
        Iterator<Map.Entry<String, Deque<Question<A>>>> lanes = waiting.entrySet().iterator();
        while (lanes.hasNext()) {
            Map.Entry<String, Deque<Question<A>>> lane = lanes.next();
            if (!busy.containsKey(lane.getKey()) && isUrgent(lane.getValue()) == urgent) {
                return lane.getKey();
            }
        }
        return null;
    }

    private long patient() {
        return busy.values().stream().filter(urgent -> !urgent).count();
    }

    /** What is urgent is behind what came before it in its lane, which is urgent by that. */
    private static boolean isUrgent(Deque<? extends Question<?>> questions) {
        return questions.stream().anyMatch(Question::urgent);
    }
}
