package io.millrace.domain.alpha;

import java.util.List;

/**
 * What one bar did to a symbol's alphas.
 *
 * @param said the insights that it caused; usually none
 * @param held the opinion of every alpha whose indicator is ready
 */
public record AlphaStep(AlphaState state, List<Insight> said, List<Opinion> held) {}
