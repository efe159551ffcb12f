/** A real ZooKeeper as a process: the memory of a highly available Flink cluster. */
@NullMarked
package io.millrace.stack.zookeeper;

import org.jspecify.annotations.NullMarked;
