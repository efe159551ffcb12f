/** Tensors as the Open Inference Protocol writes them. */
@NullMarked
package io.millrace.modelserver.tensor;

import org.jspecify.annotations.NullMarked;
