/** What an account has heard, in the order in which it took it, kept where a crash leaves it. */
@NullMarked
package io.millrace.connectors.journal;

import org.jspecify.annotations.NullMarked;
