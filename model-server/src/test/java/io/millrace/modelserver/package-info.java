/** ONNX models behind the Open Inference Protocol. */
@NullMarked
package io.millrace.modelserver;

import org.jspecify.annotations.NullMarked;
