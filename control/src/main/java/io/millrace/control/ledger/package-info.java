/**
 * The check of a run against the broker's own ledger. It reads files and knows nothing of the
 * program that wrote them: what it finds would mean little otherwise.
 */
@NullMarked
package io.millrace.control.ledger;

import org.jspecify.annotations.NullMarked;
