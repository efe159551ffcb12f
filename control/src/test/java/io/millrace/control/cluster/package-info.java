/** Jobs on a real cluster, over real topics. */
@NullMarked
package io.millrace.control.cluster;

import org.jspecify.annotations.NullMarked;
