/**
 * What a process shows of itself: metrics of one table, health with reasons, and where to read
 * them.
 */
@NullMarked
package io.millrace.observe;

import org.jspecify.annotations.NullMarked;
