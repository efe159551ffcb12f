/** From what accounts did to hash chains. */
@NullMarked
package io.millrace.flink.audit;

import org.jspecify.annotations.NullMarked;
