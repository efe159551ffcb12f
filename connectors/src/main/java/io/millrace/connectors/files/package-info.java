/** Tapes: market data in files, found, described and read in the order of event time. */
@NullMarked
package io.millrace.connectors.files;

import org.jspecify.annotations.NullMarked;
