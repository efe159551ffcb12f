/** What Alpaca tells without being asked, made whole by what it tells when asked. */
@NullMarked
package io.millrace.connectors.alpaca.feed;

import org.jspecify.annotations.NullMarked;
