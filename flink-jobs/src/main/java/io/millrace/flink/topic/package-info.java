/** The topics' ends of a job: records in and out, in an order that does not depend on timing. */
@NullMarked
package io.millrace.flink.topic;

import org.jspecify.annotations.NullMarked;
