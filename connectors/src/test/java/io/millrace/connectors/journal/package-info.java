/** Tests of an account's journal. */
@NullMarked
package io.millrace.connectors.journal;

import org.jspecify.annotations.NullMarked;
