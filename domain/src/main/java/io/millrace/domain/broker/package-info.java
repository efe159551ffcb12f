/** What a broker says and is asked, in words that no single broker owns. */
@NullMarked
package io.millrace.domain.broker;

import org.jspecify.annotations.NullMarked;
