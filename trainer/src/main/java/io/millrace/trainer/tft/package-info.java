/**
 * The Temporal Fusion Transformer: written once against tensor operations, trained by PyTorch, and
 * told to other interpreters, such as the export, as it is.
 */
@NullMarked
package io.millrace.trainer.tft;

import org.jspecify.annotations.NullMarked;
