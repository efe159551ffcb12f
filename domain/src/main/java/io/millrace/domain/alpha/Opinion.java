package io.millrace.domain.alpha;

/**
 * What an alpha holds at this bar: the direction of its insight that is still open, or {@code FLAT}
 * when it has none. An alpha whose indicator is not ready has no opinion at all.
 *
 * @param confidence 0..1; Lean's alphas state none and count as 1
 */
public record Opinion(AlphaName alpha, Direction direction, double confidence) {}
