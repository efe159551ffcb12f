package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;

/**
 * One voter's share in a decision.
 *
 * @param weight its weight after the absent voters' weights were shared out; the weights of a
 *     decision add up to 1
 * @param confidence 0..1
 */
public record Vote(AlphaName alpha, Direction direction, double weight, double confidence) {}
