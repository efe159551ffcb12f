/** One typed configuration that complains once, about everything. */
@NullMarked
package io.millrace.domain.config;

import org.jspecify.annotations.NullMarked;
