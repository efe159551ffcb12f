/** The clients against fakes and a real peer. */
@NullMarked
package io.millrace.connectors.inference;

import org.jspecify.annotations.NullMarked;
