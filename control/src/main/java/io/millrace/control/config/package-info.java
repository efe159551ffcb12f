/** Configuration files: YAML with environment overrides. */
@NullMarked
package io.millrace.control.config;

import org.jspecify.annotations.NullMarked;
