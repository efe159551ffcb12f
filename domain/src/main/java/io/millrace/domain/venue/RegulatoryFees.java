package io.millrace.domain.venue;

import io.millrace.domain.market.Market;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fees that a commission-free US broker passes on, on sales only: the SEC's Section 31 fee and
 * FINRA's trading activity fee, each rounded up to the cent.
 *
 * <p>The rates are those of the trade date in New York; a trade before the first row pays the first
 * row's.
 */
public final class RegulatoryFees implements FeeModel {

    private static final ZoneId NEW_YORK = Market.XNYS.calendar().zone();

    /**
     * One row of FINRA's schedule.
     *
     * @param perShare dollars
     * @param most dollars per trade
     */
    record Activity(BigDecimal perShare, BigDecimal most) {
        BigDecimal of(BigDecimal quantity) {
            return quantity.multiply(perShare).min(most);
        }
    }

    /** Dollars per million dollars sold. */
    private static final NavigableMap<LocalDate, BigDecimal> SECTION_31 = new TreeMap<>();

    private static final NavigableMap<LocalDate, Activity> ACTIVITY = new TreeMap<>();

    static {
        section31("2012-04-01", "22.40");
        section31("2013-05-25", "17.40");
        section31("2014-03-18", "22.10");
        section31("2015-02-14", "18.40");
        section31("2016-02-16", "21.80");
        section31("2017-07-04", "23.10");
        section31("2018-05-22", "13.00");
        section31("2019-04-16", "20.70");
        section31("2020-02-18", "22.10");
        section31("2021-02-25", "5.10");
        section31("2022-05-14", "22.90");
        section31("2023-02-27", "8.00");
        section31("2024-05-22", "27.80");
        section31("2025-05-14", "0.00");
        section31("2026-04-04", "20.60");

        activity("2011-07-01", "0.000090", "4.50");
        activity("2012-03-01", "0.000095", "4.75");
        activity("2012-07-01", "0.000119", "5.95");
        activity("2022-01-01", "0.000130", "6.49");
        activity("2023-01-01", "0.000145", "7.27");
        activity("2024-01-01", "0.000166", "8.30");
        activity("2026-01-01", "0.000195", "9.79");
        activity("2026-10-01", "0", "0");
        activity("2027-01-01", "0.000195", "9.79");
    }

    @Override
    public BigDecimal fee(Side side, BigDecimal quantity, BigDecimal price, long atMillis) {
        if (side == Side.BUY) {
            return BigDecimal.ZERO;
        }
        LocalDate date = Instant.ofEpochMilli(atMillis).atZone(NEW_YORK).toLocalDate();
        BigDecimal perMillion = inForce(SECTION_31, date);
        BigDecimal section31 = quantity.multiply(price).multiply(perMillion).movePointLeft(6);
        BigDecimal activity = inForce(ACTIVITY, date).of(quantity);
        return cents(section31).add(cents(activity));
    }

    private static <R> R inForce(NavigableMap<LocalDate, R> rates, LocalDate date) {
        Map.Entry<LocalDate, R> row = rates.floorEntry(date);
        return row == null ? rates.firstEntry().getValue() : row.getValue();
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.CEILING);
    }

    private static void section31(String from, String perMillion) {
        SECTION_31.put(LocalDate.parse(from), new BigDecimal(perMillion));
    }

    private static void activity(String from, String perShare, String most) {
        ACTIVITY.put(
                LocalDate.parse(from),
                new Activity(new BigDecimal(perShare), new BigDecimal(most)));
    }
}
