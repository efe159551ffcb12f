@NullMarked
package io.millrace.connectors.alpaca;

import org.jspecify.annotations.NullMarked;
