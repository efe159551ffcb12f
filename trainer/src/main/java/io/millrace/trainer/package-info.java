/** The trainer's command line: a program of its own, because PyTorch's libraries are large. */
@NullMarked
package io.millrace.trainer;

import org.jspecify.annotations.NullMarked;
