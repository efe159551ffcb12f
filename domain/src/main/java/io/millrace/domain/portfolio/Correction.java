package io.millrace.domain.portfolio;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an account holds in truth, said by somebody who knows better than the account.
 *
 * @param cash all of it
 * @param positions those that differ from the account's; a quantity of zero is no position
 * @param opens whether the account begins with it: then losses count from there. Otherwise the
 *     difference counts as a gain or a loss
 */
public record Correction(BigDecimal cash, List<Position> positions, boolean opens, long atMillis) {}
