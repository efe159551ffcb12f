/**
 * Alpaca's trading API, spoken to its paper host or to a simulator on loopback and to nobody else.
 */
@NullMarked
package io.millrace.connectors.alpaca;

import org.jspecify.annotations.NullMarked;
