/** The protocol over gRPC. */
@NullMarked
package io.millrace.modelserver.grpc;

import org.jspecify.annotations.NullMarked;
