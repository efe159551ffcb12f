/** Says things to an account and looks what it hears. */
@NullMarked
package io.millrace.connectors.control;

import org.jspecify.annotations.NullMarked;
