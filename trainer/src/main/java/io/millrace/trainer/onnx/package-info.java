/** The trained network as an ONNX graph, and the gate that it has to pass before it is one. */
@NullMarked
package io.millrace.trainer.onnx;

import org.jspecify.annotations.NullMarked;
