package io.millrace.flink.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the forecasts of all symbols into one order, by time, symbol and role, for what is written
 * by one writer: which subtask was faster must not show in a file.
 */
public final class ForecastOrder extends KeyedProcessFunction<String, Forecast, Forecast> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Forecast> WITHIN_AN_INSTANT =
            Comparator.comparing(Forecast::symbol).thenComparing(Forecast::role);

    private transient MapState<Long, List<Forecast>> waiting;

    @SuppressWarnings("NullAway.Init") // open() sets the state before the first element
    private ForecastOrder() {}

    /** The forecasts in order. */
    public static DataStream<Forecast> of(DataStream<Forecast> forecasts) {
        return forecasts
                .keyBy(forecast -> "")
                .process(new ForecastOrder())
                .name("forecasts-in-order")
                .uid("forecasts-in-order")
                .setParallelism(1);
    }

    @Override
    public void open(OpenContext context) {
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(Forecast.class))));
    }

    @Override
    public void processElement(Forecast forecast, Context context, Collector<Forecast> out)
            throws Exception {
        List<Forecast> before = waiting.get(forecast.atMillis());
        List<Forecast> now = before == null ? new ArrayList<>() : new ArrayList<>(before);
        now.add(forecast);
        waiting.put(forecast.atMillis(), now);
        if (before == null) {
            context.timerService().registerEventTimeTimer(forecast.atMillis());
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<Forecast> out)
            throws Exception {
        List<Forecast> instant = waiting.get(atMillis);
        if (instant != null) {
            waiting.remove(atMillis);
            instant.stream().sorted(WITHIN_AN_INSTANT).forEach(out::collect);
        }
    }
}
