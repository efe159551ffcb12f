package io.millrace.domain.risk;

import io.millrace.domain.feature.ReturnWindow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An entry that somebody wants, before the policy has judged it.
 *
 * @param clientOrderId the name that its order would have
 * @param price what it is valued at: the close that the decision was made on
 * @param requested the quantity that sizing asks for
 * @param takeProfit limit price of the first protection
 * @param stopLoss stop price of the second
 * @param lot the smallest step of a quantity
 * @param volatility5 standard deviation of the last five returns; absent when not known
 * @param averageVolume shares or coins per session; absent when not known
 * @param returns the symbol's recent returns, the last one up to {@code price}
 * @param atMillis event time of the decision
 */
public record ProposedEntry(
        String symbol,
        String clientOrderId,
        BigDecimal price,
        BigDecimal requested,
        BigDecimal takeProfit,
        BigDecimal stopLoss,
        BigDecimal lot,
        @Nullable Double volatility5,
        @Nullable Double averageVolume,
        ReturnWindow returns,
        long atMillis) {}
