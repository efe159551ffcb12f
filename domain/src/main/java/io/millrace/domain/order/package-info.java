/** Orders: their names, their types and every move they can make. */
@NullMarked
package io.millrace.domain.order;

import org.jspecify.annotations.NullMarked;
