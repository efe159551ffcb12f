/** Cuts, repeats and reorders what Alpaca tells, and looks whether anybody notices. */
@NullMarked
package io.millrace.connectors.alpaca.feed;

import org.jspecify.annotations.NullMarked;
