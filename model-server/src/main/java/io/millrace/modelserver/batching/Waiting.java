package io.millrace.modelserver.batching;

import io.millrace.modelserver.onnx.Workspace.Part;
import io.millrace.modelserver.tensor.Shape;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request that has been found right and waits for its run.
 *
 * @param outputs places of the outputs asked for, in the order of the answer
 * @param kind requests run together only if their kinds are equal: the shapes of their rows
 * @param level 0 is served first
 * @param answer is over before the run when the deadline passes or the caller leaves
 * @param sinceNanos when it was taken in
 * @param timeoutNanos after which it is not run any more; 0 for never
 */
record Waiting(
        String id,
        Part part,
        List<Integer> outputs,
        List<Shape> kind,
        int level,
        CompletableFuture<Answer> answer,
        long sinceNanos,
        long timeoutNanos) {

    int rows() {
        return part.rows();
    }

    /** By its own clock too: the timer that ends the answer may lag behind on a busy machine. */
    boolean isOver(long nowNanos) {
        return answer.isDone() || (timeoutNanos > 0 && nowNanos - sinceNanos >= timeoutNanos);
    }
}
