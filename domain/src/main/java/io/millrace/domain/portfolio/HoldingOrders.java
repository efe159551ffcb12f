package io.millrace.domain.portfolio;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The names of the orders that serve one holding; what became of them is in the order table.
 *
 * @param groupId the entry that opened it, which is the parent of all its protections
 * @param entryId its newest entry
 * @param takeProfitId the limit order above; empty before there was one
 * @param stopLossId the stop order below
 * @param takeProfit price of the one
 * @param stopLoss price of the other
 * @param exitId the market order that closes it; absent while none was sent
 * @param later exits and renewed protections so far, which gives each of them a name of its own
 */
public record HoldingOrders(
        String groupId,
        String entryId,
        String takeProfitId,
        String stopLossId,
        BigDecimal takeProfit,
        BigDecimal stopLoss,
        @Nullable String exitId,
        int later) {

    HoldingOrders enteredAgain(String id) {
        return new HoldingOrders(
                groupId, id, takeProfitId, stopLossId, takeProfit, stopLoss, exitId, later);
    }

    HoldingOrders leaving(String id) {
        return new HoldingOrders(
                groupId, entryId, takeProfitId, stopLossId, takeProfit, stopLoss, id, later + 1);
    }

    HoldingOrders protectedBy(String above, String below) {
        return new HoldingOrders(
                groupId, entryId, above, below, takeProfit, stopLoss, exitId, later + 1);
    }
}
