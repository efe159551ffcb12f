package io.millrace.domain.ensemble;

import java.util.List;

/** The counted votes of one bar. */
record Tally(List<Vote> votes, double score) {}
