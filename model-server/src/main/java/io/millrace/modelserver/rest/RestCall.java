package io.millrace.modelserver.rest;

import io.millrace.modelserver.batching.Call;
import java.util.Map;

/**
 * A call and how its answer is to be written.
 *
 * @param binary whether outputs are binary where nothing is said of them
 * @param binaryOutputs what is said of single ones
 */
record RestCall(Call call, boolean binary, Map<String, Boolean> binaryOutputs) {

    boolean isBinary(String output) {
        return binaryOutputs.getOrDefault(output, binary);
    }
}
