/** What every broker's adapter offers. */
@NullMarked
package io.millrace.connectors.broker;

import org.jspecify.annotations.NullMarked;
