/** What tests share: tapes, and the properties that every operator has to hold. */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
