package io.millrace.domain.indicator;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import java.util.Arrays;

/** TA-Lib over whole arrays, aligned to the bars: NaN where TA-Lib has no value. */
public final class TaLib {

    private static final Core CORE = new Core();

    private TaLib() {}

    private interface Function {
        Object over(MInteger begin, MInteger count, double[] out);
    }

    public static double[] sma(double[] in, int period) {
        return aligned(in, (b, n, out) -> CORE.sma(0, in.length - 1, in, period, b, n, out));
    }

    public static double[] ema(double[] in, int period) {
        return aligned(in, (b, n, out) -> CORE.ema(0, in.length - 1, in, period, b, n, out));
    }

    /** The EMA of a series that begins with NaN, as the signal of a MACD line does. */
    public static double[] emaOfTail(double[] in, int period) {
        int lead = 0;
        while (lead < in.length && Double.isNaN(in[lead])) {
            lead++;
        }
        double[] result = new double[in.length];
        Arrays.fill(result, Double.NaN);
        if (lead < in.length) {
            double[] tail = ema(Arrays.copyOfRange(in, lead, in.length), period);
            System.arraycopy(tail, 0, result, lead, tail.length);
        }
        return result;
    }

    public static double[] rsi(double[] in, int period) {
        return aligned(in, (b, n, out) -> CORE.rsi(0, in.length - 1, in, period, b, n, out));
    }

    /** The change over so many bars as a fraction. */
    public static double[] change(double[] in, int bars) {
        return aligned(in, (b, n, out) -> CORE.rocP(0, in.length - 1, in, bars, b, n, out));
    }

    /** The population variance. */
    public static double[] variance(double[] in, int period) {
        return aligned(
                in, (b, n, out) -> CORE.variance(0, in.length - 1, in, period, 1, b, n, out));
    }

    public static double[] upperBand(double[] in, int period, double factor) {
        double[] other = new double[in.length];
        return aligned(
                in,
                (b, n, out) ->
                        CORE.bbands(
                                0,
                                in.length - 1,
                                in,
                                period,
                                factor,
                                factor,
                                MAType.Sma,
                                b,
                                n,
                                out,
                                other,
                                other.clone()));
    }

    /**
     * Wilder's ATR whose first range is the first bar's high less its low. TA-Lib starts with the
     * second bar; a bar put in front that closes inside the first one makes its second our first.
     */
    public static double[] atr(double[] high, double[] low, double[] close, int period) {
        double[] highs = after(close[0], high);
        double[] lows = after(close[0], low);
        double[] closes = after(close[0], close);
        double[] all =
                aligned(
                        closes,
                        (b, n, out) ->
                                CORE.atr(
                                        0,
                                        closes.length - 1,
                                        highs,
                                        lows,
                                        closes,
                                        period,
                                        b,
                                        n,
                                        out));
        return Arrays.copyOfRange(all, 1, all.length);
    }

    private static double[] after(double first, double[] rest) {
        double[] all = new double[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static double[] aligned(double[] in, Function function) {
        double[] result = new double[in.length];
        Arrays.fill(result, Double.NaN);
        if (in.length > 0) {
            MInteger begin = new MInteger();
            MInteger count = new MInteger();
            double[] out = new double[in.length];
            function.over(begin, count, out);
            System.arraycopy(out, 0, result, begin.value, count.value);
        }
        return result;
    }
}
