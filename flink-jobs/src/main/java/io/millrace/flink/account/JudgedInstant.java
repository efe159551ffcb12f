package io.millrace.flink.account;

import java.util.List;

/**
 * Decisions of one instant with the verdicts that they were given, in the order of their symbols.
 */
public record JudgedInstant(List<Judged> judged) {}
