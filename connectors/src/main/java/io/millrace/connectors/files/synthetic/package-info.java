/** Invented tapes for load and scale tests: seeded, plausible, and labelled as what they are. */
@NullMarked
package io.millrace.connectors.files.synthetic;

import org.jspecify.annotations.NullMarked;
