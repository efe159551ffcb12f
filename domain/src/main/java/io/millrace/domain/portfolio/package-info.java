/** The account: cash, positions, sizing and exits. */
@NullMarked
package io.millrace.domain.portfolio;

import org.jspecify.annotations.NullMarked;
