package io.millrace.domain.venue;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How the simulated venue fills and what it charges.
 *
 * @param volumeShare the most of a bar's volume that our orders on the symbol may take together
 * @param lot fills that the volume cuts short are whole multiples of it, in shares or coins
 * @param limitNeedsTradeThrough whether a limit order fills only when the bar trades beyond its
 *     price; otherwise a touch is enough
 * @param priceDecimals decimals of a fill price, rounded against us; a price below a dollar gets
 *     more where six significant digits need them
 * @param slippage which model
 * @param slippageBps for FIXED_BPS: basis points of the price
 * @param priceImpact for VOLUME_SHARE: share of the price lost when we are the whole volume
 * @param fees which model
 * @param cryptoTakerBps for CRYPTO_TAKER: basis points of the traded value
 */
public record VenueSettings(
        BigDecimal volumeShare,
        BigDecimal lot,
        boolean limitNeedsTradeThrough,
        int priceDecimals,
        Slippage slippage,
        BigDecimal slippageBps,
        BigDecimal priceImpact,
        Fees fees,
        BigDecimal cryptoTakerBps)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The slippage models that a configuration can name. */
    public enum Slippage {
        NONE,
        FIXED_BPS,
        VOLUME_SHARE
    }

    /** The fee models that a configuration can name. */
    public enum Fees {
        NONE,
        /** No commission; the SEC's and FINRA's fees on sales. */
        US_EQUITY,
        CRYPTO_TAKER,
        /** Interactive Brokers' fixed plan, as Lean charges it. */
        PER_SHARE
    }

    public static VenueSettings from(Settings settings) {
        VenueSettings read =
                new VenueSettings(
                        settings.decimal("venue.volume-share", "0.1"),
                        settings.decimal("venue.lot", "1"),
                        settings.flag("venue.limit-needs-trade-through", true),
                        settings.whole("venue.price-decimals", 4),
                        settings.choice("venue.slippage", Slippage.class, Slippage.FIXED_BPS),
                        settings.decimal("venue.slippage-bps", "5"),
                        settings.decimal("venue.price-impact", "0.1"),
                        settings.choice("venue.fees", Fees.class, Fees.US_EQUITY),
                        settings.decimal("venue.crypto-taker-bps", "25"));
        read.check(settings);
        return read;
    }

    public static VenueSettings standard() {
        return from(new Settings(Map.of()));
    }

    /** The same at a venue that charges nothing. */
    public VenueSettings withoutFees() {
        return new VenueSettings(
                volumeShare,
                lot,
                limitNeedsTradeThrough,
                priceDecimals,
                slippage,
                slippageBps,
                priceImpact,
                Fees.NONE,
                cryptoTakerBps);
    }

    SlippageModel slippageModel() {
        return switch (slippage) {
            case NONE -> SlippageModel.none();
            case FIXED_BPS -> SlippageModel.fixedBps(slippageBps);
            case VOLUME_SHARE -> SlippageModel.volumeShare(priceImpact);
        };
    }

    FeeModel feeModel() {
        return switch (fees) {
            case NONE -> FeeModel.none();
            case US_EQUITY -> new RegulatoryFees();
            case CRYPTO_TAKER -> FeeModel.takerBps(cryptoTakerBps);
            case PER_SHARE -> FeeModel.perShare();
        };
    }

    private void check(Settings settings) {
        settings.check(
                volumeShare.signum() > 0 && volumeShare.compareTo(BigDecimal.ONE) <= 0,
                "venue.volume-share",
                volumeShare,
                "> 0 and <= 1");
        settings.check(lot.signum() > 0, "venue.lot", lot, "> 0");
        settings.check(
                priceDecimals >= 0 && priceDecimals <= 12,
                "venue.price-decimals",
                priceDecimals,
                ">= 0 and <= 12");
        checkBps(settings, "venue.slippage-bps", slippageBps);
        settings.check(
                priceImpact.signum() >= 0 && priceImpact.compareTo(BigDecimal.ONE) < 0,
                "venue.price-impact",
                priceImpact,
                ">= 0 and < 1");
        checkBps(settings, "venue.crypto-taker-bps", cryptoTakerBps);
    }

    private static void checkBps(Settings settings, String key, BigDecimal bps) {
        settings.check(
                bps.signum() >= 0 && bps.compareTo(new BigDecimal("10000")) < 0,
                key,
                bps,
                ">= 0 and < 10000");
    }
}
