/** ONNX Runtime, its sessions and the buffers around a run. */
@NullMarked
package io.millrace.modelserver.onnx;

import org.jspecify.annotations.NullMarked;
