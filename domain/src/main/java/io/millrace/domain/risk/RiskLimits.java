package io.millrace.domain.risk;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an account may do; every fraction is of equity unless it says otherwise.
 *
 * @param maxPositionFraction the most that one position may be worth
 * @param maxOrderNotional the most that one order may be worth, in dollars
 * @param maxOrderShares the most shares or coins of one order
 * @param maxSymbolExposure the most that one symbol may be worth, in dollars
 * @param maxTotalExposure the most that all positions may be worth, in dollars
 * @param maxSectorExposure the most that one sector may be worth
 * @param sectors symbol to sector; a symbol that is not in it has no known sector
 * @param pyramiding whether an entry may add to a position
 * @param blockOnUnknown whether an entry is refused when its volatility, its last known price or
 *     its returns are not known
 * @param cashBuffer what an entry must leave over for slippage and fees, as a fraction of its worth
 * @param rates how often orders may go out
 * @param losses how much may be lost
 * @param market what the market must be like
 * @param fatFinger what nobody can have meant
 * @param run what one run may use up
 */
public record RiskLimits(
        BigDecimal maxPositionFraction,
        BigDecimal maxOrderNotional,
        BigDecimal maxOrderShares,
        BigDecimal maxSymbolExposure,
        BigDecimal maxTotalExposure,
        BigDecimal maxSectorExposure,
        Map<String, String> sectors,
        boolean pyramiding,
        boolean blockOnUnknown,
        BigDecimal cashBuffer,
        OrderRates rates,
        LossLimits losses,
        MarketLimits market,
        FatFinger fatFinger,
        RunBudget run)
        implements Serializable {

    /**
     * How often orders may go out.
     *
     * @param maxPerMinute entries and exits in any 60 seconds
     * @param maxPerSymbolDay entries per symbol and session
     * @param cooldownMillis pause between a symbol's last entry or exit and its next entry
     * @param maxOpenOrders orders that work at once, protections included
     * @param duplicateWindowMillis how long the same symbol, side and quantity counts as a repeat
     */
    public record OrderRates(
            int maxPerMinute,
            int maxPerSymbolDay,
            long cooldownMillis,
            int maxOpenOrders,
            long duplicateWindowMillis)
            implements Serializable {}

    /**
     * How much may be lost; reaching a limit is breaching it.
     *
     * @param maxDaily since the session began, as a fraction of what it began with
     * @param maxDrawdown below the peak, as a fraction of the peak
     * @param killSwitch since the account opened, as a fraction of what it opened with
     * @param maxCvar expected loss of the worst bars after the trade
     * @param cvarConfidence which bars are the worst: 0.95 means the worst 5 %
     * @param minScenarios returns that must be known to speak of a tail or a correlation
     */
    public record LossLimits(
            BigDecimal maxDaily,
            BigDecimal maxDrawdown,
            BigDecimal killSwitch,
            double maxCvar,
            double cvarConfidence,
            int minScenarios)
            implements Serializable {}

    /**
     * What the market must be like.
     *
     * @param maxVolatility standard deviation of the last five returns
     * @param maxCorrelation with any held symbol
     * @param priceCollar how far a price may be from the last known one, as a fraction of it
     * @param expectedSlippageBps what a fill is expected to slip, in hundredths of a percent
     * @param slippageTolerance a fill may slip this many times as much
     * @param slippageBlockMillis how long entries wait after one that slipped more
     * @param entriesWhenClosed whether an entry may go out while the market is closed, to wait for
     *     the next open; daily bars need it, because they are only known at the close
     */
    public record MarketLimits(
            double maxVolatility,
            double maxCorrelation,
            BigDecimal priceCollar,
            BigDecimal expectedSlippageBps,
            BigDecimal slippageTolerance,
            long slippageBlockMillis,
            boolean entriesWhenClosed)
            implements Serializable {}

    /**
     * Hard maxima on what sizing may ask for, before anything is resized.
     *
     * @param maxQuantity shares or coins
     * @param maxNotional dollars
     * @param maxVolumeShare of the average session volume, after resizing
     */
    public record FatFinger(BigDecimal maxQuantity, BigDecimal maxNotional, double maxVolumeShare)
            implements Serializable {}

    /**
     * What one run may use up; zero is no limit.
     *
     * @param maxLoss dollars below what the account opened with
     * @param maxOrders entries
     * @param maxNotional dollars, over all entries
     */
    public record RunBudget(BigDecimal maxLoss, int maxOrders, BigDecimal maxNotional)
            implements Serializable {}

    public RiskLimits {
        sectors = Map.copyOf(sectors);
    }

    public static RiskLimits standard() {
        return from(new Settings(Map.of()));
    }

    public static RiskLimits from(Settings settings) {
        return RiskSettings.read(settings);
    }

    static Map<String, String> sectors(Settings settings, List<Map<String, Object>> sections) {
        Map<String, String> sectors = new HashMap<>();
        for (Map<String, Object> section : sections) {
            String symbol = String.valueOf(section.get("symbol"));
            String sector = String.valueOf(section.get("sector"));
            boolean usable = section.keySet().equals(Set.of("symbol", "sector"));
            settings.check(usable, "risk.sectors", section, "sections of symbol and sector");
            boolean first = !usable || sectors.putIfAbsent(symbol, sector) == null;
            settings.check(first, "risk.sectors", symbol, "every symbol once");
        }
        return sectors;
    }
}
