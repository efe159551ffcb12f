package io.millrace.domain.risk;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account as the policy sees it: what is held and everything still in flight.
 *
 * @param killed whether the kill switch is on
 * @param sessionOpen whether the market is open
 * @param equity cash and every position at its last price
 * @param startEquity what the account opened with
 * @param dayStartEquity what the session began with
 * @param peakEquity the highest equity so far
 * @param spendableCash cash that no working entry has spoken for
 * @param exposures every symbol that is held or being entered, in the order of the symbols
 * @param openOrders orders that work, protections included
 * @param ordersLastMinute entries and exits sent in the last 60 seconds
 * @param slippageBlockedUntilMillis first instant at which entries may go out again
 * @param runOrders entries sent by this run
 * @param runNotional what they were worth
 * @param readiness whether what surrounds the account is fit for an entry
 * @param symbol what the account has done and is doing in the entry's symbol
 */
public record AccountView(
        TradingState state,
        boolean killed,
        boolean sessionOpen,
        BigDecimal equity,
        BigDecimal startEquity,
        BigDecimal dayStartEquity,
        BigDecimal peakEquity,
        BigDecimal spendableCash,
        List<Exposure> exposures,
        int openOrders,
        int ordersLastMinute,
        long slippageBlockedUntilMillis,
        int runOrders,
        BigDecimal runNotional,
        Readiness readiness,
        InSymbol symbol) {

    /**
     * The account's dealings in one symbol.
     *
     * @param held quantity of the position
     * @param entryWorking whether an entry has not ended yet
     * @param opposingQuantity open quantity of own sell orders that protect no position
     * @param orderNameTaken whether the entry's name was given to an order before
     * @param entriesToday entries sent in this session
     * @param lastTradeMillis when it was last entered or left; absent before that
     * @param lastEntryMillis when the last entry was sent; absent before that
     * @param lastEntryQuantity how much that entry was for
     */
    public record InSymbol(
            BigDecimal held,
            boolean entryWorking,
            BigDecimal opposingQuantity,
            boolean orderNameTaken,
            int entriesToday,
            @Nullable Long lastTradeMillis,
            @Nullable Long lastEntryMillis,
            BigDecimal lastEntryQuantity) {}

    /** What one symbol is worth in the account, entries in flight included. */
    BigDecimal exposureOf(String wanted) {
        for (Exposure exposure : exposures) {
            if (exposure.symbol().equals(wanted)) {
                return exposure.value();
            }
        }
        return BigDecimal.ZERO;
    }

    BigDecimal totalExposure() {
        BigDecimal total = BigDecimal.ZERO;
        for (Exposure exposure : exposures) {
            total = total.add(exposure.value());
        }
        return total;
    }
}
