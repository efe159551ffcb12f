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
 */
record Waiting(
        String id,
        Part part,
        List<Integer> outputs,
        List<Shape> kind,
        int level,
        CompletableFuture<Answer> answer,
        long sinceNanos) {

    int rows() {
        return part.rows();
    }

    boolean isOver() {
        return answer.isDone();
    }
}
