package io.millrace.flink.feature;

import io.millrace.domain.indicator.Window;
import io.millrace.domain.market.Bar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeries;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * A symbol's last bars, from which the configured indicators are computed.
 *
 * @param starts epoch milliseconds, which a double holds exactly
 * @param ends epoch milliseconds
 */
public record BarWindow(
        Window starts,
        Window ends,
        Window opens,
        Window highs,
        Window lows,
        Window closes,
        Window volumes) {

    /** A window over so many bars, without any. */
    public static BarWindow empty(int bars) {
        return new BarWindow(
                Window.empty(bars),
                Window.empty(bars),
                Window.empty(bars),
                Window.empty(bars),
                Window.empty(bars),
                Window.empty(bars),
                Window.empty(bars));
    }

    public BarWindow plus(Bar bar) {
        return new BarWindow(
                starts.plus((double) bar.startMillis()),
                ends.plus((double) bar.endMillis()),
                opens.plus(bar.open()),
                highs.plus(bar.high()),
                lows.plus(bar.low()),
                closes.plus(bar.close()),
                volumes.plus(bar.volume()));
    }

    public int count() {
        return closes.count();
    }

    /** The newest bars as TA4J knows them; a bar's amount is its close times its volume. */
    BarSeries series(int bars) {
        List<org.ta4j.core.Bar> list = new ArrayList<>(bars);
        for (int back = bars - 1; back >= 0; back--) {
            list.add(bar(back));
        }
        return new BaseBarSeries("", list, DoubleNum.ZERO);
    }

    private org.ta4j.core.Bar bar(int back) {
        long end = (long) ends.newest(back);
        Num close = DoubleNum.valueOf(closes.newest(back));
        Num volume = DoubleNum.valueOf(volumes.newest(back));
        return new BaseBar(
                Duration.ofMillis(end - (long) starts.newest(back)),
                Instant.ofEpochMilli(end).atZone(ZoneOffset.UTC),
                DoubleNum.valueOf(opens.newest(back)),
                DoubleNum.valueOf(highs.newest(back)),
                DoubleNum.valueOf(lows.newest(back)),
                close,
                volume,
                close.multipliedBy(volume));
    }
}
