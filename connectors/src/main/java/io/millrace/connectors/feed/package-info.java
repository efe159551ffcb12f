/** Sources that are fed by a connection instead of a file. */
@NullMarked
package io.millrace.connectors.feed;

import org.jspecify.annotations.NullMarked;
