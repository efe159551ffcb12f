/** The model's seat: what a prediction is, wherever it comes from. */
@NullMarked
package io.millrace.domain.model;

import org.jspecify.annotations.NullMarked;
