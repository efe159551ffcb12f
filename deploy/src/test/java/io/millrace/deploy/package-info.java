/**
 * Deployment files held to the code, to the models of who reads them, and to what a careful
 * operator asks for.
 */
@NullMarked
package io.millrace.deploy;

import org.jspecify.annotations.NullMarked;
