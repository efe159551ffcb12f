/** The commands about the registry of models. */
@NullMarked
package io.millrace.control.model;

import org.jspecify.annotations.NullMarked;
