/** A folder of models, what of it is served, and the change from one version to the next. */
@NullMarked
package io.millrace.modelserver.repository;

import org.jspecify.annotations.NullMarked;
