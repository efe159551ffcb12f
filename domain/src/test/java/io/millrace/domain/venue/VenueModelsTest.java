package io.millrace.domain.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.Side;
import io.millrace.domain.venue.VenueSettings.Fees;
import io.millrace.domain.venue.VenueSettings.Slippage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueModelsTest {

    /**
     * The SEC's fee rate advisories and FINRA's Schedule A, the sum of both rounded up to the cent
     * one by one; instants are in UTC, rates change at midnight in New York.
     */
    @ParameterizedTest(name = "{0} {1} at {2} on {3} -> {4}")
    @CsvSource({
        // 20.60 per million from 2026-04-04; 0.000195 a share, at most 9.79
        "SELL, 100,    50,     2026-06-01T15:00:00Z, 0.13", // 0.103 -> 0.11, 0.0195 -> 0.02
        "SELL, 10000,  100,    2026-06-01T15:00:00Z, 22.55", // 20.60, 1.95
        "SELL, 50205,  1,      2026-06-01T15:00:00Z, 10.83", // 1.0342 -> 1.04, 9.789975 -> 9.79
        "SELL, 50206,  1,      2026-06-01T15:00:00Z, 10.83", // 9.79017 is capped
        "SELL, 500000, 1,      2026-06-01T15:00:00Z, 20.09", // 10.30, 9.79
        "SELL, 0.5,    10,     2026-06-01T15:00:00Z, 0.02", // a cent each
        "BUY,  10000,  100,    2026-06-01T15:00:00Z, 0",
        // FINRA takes nothing in the last quarter of 2026
        "SELL, 10000,  100,    2026-10-01T03:59:59Z, 22.55",
        "SELL, 10000,  100,    2026-10-01T04:00:00Z, 20.60",
        "SELL, 10000,  100,    2027-01-01T04:59:59Z, 20.60",
        "SELL, 10000,  100,    2027-01-01T05:00:00Z, 22.55",
        // the SEC took nothing from 2025-05-14 to 2026-04-03
        "SELL, 10000,  100,    2025-05-13T15:00:00Z, 29.46", // 27.80, 1.66
        "SELL, 10000,  100,    2025-05-14T15:00:00Z, 1.66",
        "SELL, 10000,  100,    2025-12-31T15:00:00Z, 1.66",
        "SELL, 10000,  100,    2026-01-02T15:00:00Z, 1.95",
        "SELL, 10000,  100,    2026-04-03T15:00:00Z, 1.95",
        "SELL, 10000,  100,    2026-04-04T15:00:00Z, 22.55",
        // every earlier step: the last day before it and the first day of it
        "SELL, 10000,  100,    2024-05-21T15:00:00Z, 9.66",
        "SELL, 10000,  100,    2024-05-22T15:00:00Z, 29.46",
        "SELL, 10000,  100,    2023-12-29T15:00:00Z, 9.45",
        "SELL, 10000,  100,    2023-02-27T15:00:00Z, 9.45",
        "SELL, 10000,  100,    2023-02-26T15:00:00Z, 24.35",
        "SELL, 10000,  100,    2022-12-30T15:00:00Z, 24.20",
        "SELL, 10000,  100,    2022-05-14T15:00:00Z, 24.20",
        "SELL, 10000,  100,    2022-05-13T15:00:00Z, 6.40",
        "SELL, 10000,  100,    2021-12-31T15:00:00Z, 6.29",
        "SELL, 10000,  100,    2021-02-25T15:00:00Z, 6.29",
        "SELL, 10000,  100,    2021-02-24T15:00:00Z, 23.29",
        "SELL, 10000,  100,    2020-02-17T15:00:00Z, 21.89",
        "SELL, 10000,  100,    2019-04-15T15:00:00Z, 14.19",
        "SELL, 10000,  100,    2018-05-21T15:00:00Z, 24.29",
        "SELL, 10000,  100,    2017-07-03T15:00:00Z, 22.99",
        "SELL, 10000,  100,    2016-02-15T15:00:00Z, 19.59",
        "SELL, 10000,  100,    2015-02-13T15:00:00Z, 23.29",
        "SELL, 10000,  100,    2014-03-17T15:00:00Z, 18.59",
        "SELL, 10000,  100,    2013-05-24T15:00:00Z, 23.59",
        "SELL, 10000,  100,    2012-06-29T15:00:00Z, 23.35",
        "SELL, 10000,  100,    2012-02-29T15:00:00Z, 23.30",
        "SELL, 10000,  100,    2005-02-28T15:00:00Z, 23.30",
        // the caps of each FINRA step
        "SELL, 100000, 0.0001, 2025-06-02T15:00:00Z, 8.30",
        "SELL, 100000, 0.0001, 2023-06-02T15:00:00Z, 7.28",
        "SELL, 100000, 0.0001, 2022-06-02T15:00:00Z, 6.50",
        "SELL, 100000, 0.0001, 2020-06-02T15:00:00Z, 5.96",
        "SELL, 100000, 0.0001, 2012-06-01T15:00:00Z, 4.76",
        "SELL, 100000, 0.0001, 2011-08-01T15:00:00Z, 4.51",
    })
    void chargesTheRegulatorsFees(
            Side side, BigDecimal quantity, BigDecimal price, String at, BigDecimal fee) {
        assertThat(
                        new RegulatoryFees()
                                .fee(side, quantity, price, Instant.parse(at).toEpochMilli()))
                .isEqualByComparingTo(fee);
    }

    @ParameterizedTest(name = "{0} shares at {1} -> {2}")
    @CsvSource({
        // Lean: 0.005 a share; below a dollar a dollar, otherwise at most half a percent
        "688,  144.7731, 3.44",
        "100,  50,       1.00",
        "199,  50,       1.00",
        "200,  50,       1.00",
        "201,  50,       1.01",
        "1000, 0.5,      2.50",
        "200,  0.5,      0.50",
        "1,    0.5,      1.00",
    })
    void chargesByTheShareAsLeanDoes(BigDecimal quantity, BigDecimal price, BigDecimal fee) {
        assertThat(FeeModel.perShare().fee(Side.BUY, quantity, price, 0)).isEqualByComparingTo(fee);
    }

    @Test
    void chargesCryptoByTheTradedValueOnBothSides() {
        FeeModel taker = FeeModel.takerBps(new BigDecimal("25"));

        assertThat(taker.fee(Side.BUY, new BigDecimal("0.5"), new BigDecimal("40000"), 0))
                .isEqualByComparingTo("50");
        assertThat(taker.fee(Side.SELL, new BigDecimal("0.001"), new BigDecimal("100.01"), 0))
                .isEqualByComparingTo("0.0003");
        assertThat(FeeModel.none().fee(Side.SELL, BigDecimal.TEN, BigDecimal.TEN, 0)).isZero();
    }

    @ParameterizedTest(name = "{0} of {1} at 100 -> {2}")
    @CsvSource({"1000, 10000, 0.1", "10000, 10000, 10", "0, 10000, 0", "1, 3, 1.11111111"})
    void theImpactGrowsWithTheSquareOfOurShare(
            BigDecimal quantity, BigDecimal volume, BigDecimal distance) {
        SlippageModel model = SlippageModel.volumeShare(new BigDecimal("0.1"));

        assertThat(model.perShare(new BigDecimal("100"), quantity, volume))
                .isCloseTo(distance, org.assertj.core.data.Offset.offset(new BigDecimal("1e-8")));
    }

    @Test
    void fixedSlippageIsAShareOfThePrice() {
        BigDecimal price = new BigDecimal("200");

        assertThat(
                        SlippageModel.fixedBps(new BigDecimal("5"))
                                .perShare(price, BigDecimal.ONE, BigDecimal.TEN))
                .isEqualByComparingTo("0.1");
        assertThat(SlippageModel.none().perShare(price, BigDecimal.ONE, BigDecimal.TEN)).isZero();
    }

    @Test
    void theStandardSettingsAreThoseOfTheSpecification() {
        assertThat(VenueSettings.standard())
                .isEqualTo(
                        new VenueSettings(
                                new BigDecimal("0.1"),
                                new BigDecimal("1"),
                                true,
                                4,
                                Slippage.FIXED_BPS,
                                new BigDecimal("5"),
                                new BigDecimal("0.1"),
                                Fees.US_EQUITY,
                                new BigDecimal("25")));
    }

    @ParameterizedTest(name = "venue.{0}: {1} -> usable {2}")
    @CsvSource({
        "volume-share, 0, false",
        "volume-share, 0.0001, true",
        "volume-share, 1, true",
        "volume-share, 1.0001, false",
        "lot, 0, false",
        "lot, 0.00000001, true",
        "price-decimals, -1, false",
        "price-decimals, 0, true",
        "price-decimals, 12, true",
        "price-decimals, 13, false",
        "slippage-bps, -0.1, false",
        "slippage-bps, 0, true",
        "slippage-bps, 9999, true",
        "slippage-bps, 10000, false",
        "price-impact, -0.1, false",
        "price-impact, 0, true",
        "price-impact, 0.99, true",
        "price-impact, 1, false",
        "crypto-taker-bps, -1, false",
        "crypto-taker-bps, 0, true",
        "crypto-taker-bps, 10000, false",
        "slippage, volume-share, true",
        "slippage, wild, false",
        "fees, per-share, true",
        "fees, free, false",
        "limit-needs-trade-through, maybe, false",
    })
    void refusesWhatCannotBeMeant(String key, String value, boolean usable) {
        Settings settings = new Settings(Map.of("venue." + key, value));
        VenueSettings.from(settings);

        if (usable) {
            settings.finish();
        } else {
            assertThatThrownBy(settings::finish)
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("venue." + key + ": " + value + " (expected: ");
        }
    }

    @ParameterizedTest(name = "{0} and {1}: sold at {2} for {3}")
    @CsvSource({
        "none,         none,         100,   0",
        "fixed-bps,    us-equity,    99.95, 0.10",
        "fixed-bps,    crypto-taker, 99.95, 24.9875",
        "volume-share, per-share,    99.9,  1",
    })
    void theConfigurationNamesTheModels(
            String slippage, String fees, BigDecimal price, BigDecimal fee) {
        VenueRun run = VenueRun.standard("venue.slippage", slippage, "venue.fees", fees);
        run.submit(VenueRun.market("o", Side.SELL, "100"));
        run.bar(0, 100, 101, 99, 100, 1_000);

        assertThat(run.onlyFill().price()).isEqualByComparingTo(price);
        assertThat(run.onlyFill().fee()).isEqualByComparingTo(fee);
    }

    @Test
    void modelsOfOnesOwnTakeThePlaceOfTheNamedOnes() {
        SimulatedVenue venue =
                new SimulatedVenue(
                        VenueSettings.standard(),
                        Market.CRYPTO.calendar(),
                        (price, quantity, volume) -> BigDecimal.ONE,
                        (side, quantity, price, atMillis) -> BigDecimal.TEN);
        VenueRun run = new VenueRun(venue);
        run.submit(VenueRun.market("o", Side.BUY, "100"));

        assertThat(run.bar(0, 100, 101, 99, 100)).isEqualTo(List.of("o FINAL_FILL 100 @ 101"));
        assertThat(run.onlyFill().fee()).isEqualTo(BigDecimal.TEN);
    }

    @Test
    void theSettingsTravel() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(VenueSettings.standard());
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(VenueSettings.standard());
        }
    }
}
