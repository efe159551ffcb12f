/**
 * The event contract: what travels on the topics, generated from the schemas beside this source.
 */
@NullMarked
package io.millrace.avro;

import org.jspecify.annotations.NullMarked;
