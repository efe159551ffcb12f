@NullMarked
package io.millrace.flink.observe;

import org.jspecify.annotations.NullMarked;
