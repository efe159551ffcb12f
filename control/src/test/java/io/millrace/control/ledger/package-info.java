@NullMarked
package io.millrace.control.ledger;

import org.jspecify.annotations.NullMarked;
