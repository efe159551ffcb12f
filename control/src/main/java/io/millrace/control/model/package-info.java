/** The commands about models: their registry, and the server of them. */
@NullMarked
package io.millrace.control.model;

import org.jspecify.annotations.NullMarked;
