/** Asks a model server by the Open Inference Protocol v2, over REST or gRPC. */
@NullMarked
package io.millrace.connectors.inference;

import org.jspecify.annotations.NullMarked;
