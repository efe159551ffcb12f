/** What servers outside tell of themselves, as metrics of ours. */
@NullMarked
package io.millrace.connectors.observe;

import org.jspecify.annotations.NullMarked;
