package io.millrace.domain.risk;

import io.millrace.domain.feature.ReturnWindow;
import java.math.BigDecimal;

/**
 * What an account stands to lose on one symbol.
 *
 * @param value the position at its last price plus what its working entry may still buy
 * @param returns the symbol's recent returns
 */
public record Exposure(String symbol, BigDecimal value, ReturnWindow returns) {}
