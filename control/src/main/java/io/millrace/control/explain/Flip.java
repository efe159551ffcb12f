package io.millrace.control.explain;

import java.util.List;

/**
 * The smallest change that gives another outcome.
 *
 * @param changes all of which have to be made
 * @param before the outcome as recorded
 * @param after the outcome that the program's own functions give for the changed inputs
 * @param checkedOn what those functions were given
 * @param distance of the value from its limit, relative to the larger of the two; 1 where there is
 *     no such value
 */
record Flip(List<String> changes, String before, String after, String checkedOn, double distance) {}
