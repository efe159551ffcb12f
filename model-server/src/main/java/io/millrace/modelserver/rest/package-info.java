/** The protocol over HTTP. */
@NullMarked
package io.millrace.modelserver.rest;

import org.jspecify.annotations.NullMarked;
