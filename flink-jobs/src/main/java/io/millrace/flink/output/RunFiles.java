package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvRow;
import io.millrace.connectors.csv.CsvSink;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.flink.inference.ForecastOrder;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.job.ReplayStreams;
import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The result files of a run, each written by one writer in the order of events. */
public final class RunFiles {

    public static final String DECISIONS = "decisions.csv";
    public static final String ORDERS = "orders.csv";
    public static final String FILLS = "fills.csv";
    public static final String EQUITY = "equity.csv";
    public static final String BLOCKED = "blocked.csv";
    public static final String PREDICTIONS = "predictions.csv";
    public static final String MODEL_ALERTS = "model-alerts.csv";
    public static final String DEAD_LETTERS = "deadletter.csv";

    /** Equity with its cash, for the statistics; not among the files that a user gets. */
    public static final String ACCOUNT = ".account.csv";

    private RunFiles() {}

    /** Writes the streams into the folder, which exists. */
    public static void attach(ReplayStreams streams, Path folder) {
        write(
                streams.account().judged(),
                folder.resolve(DECISIONS),
                DecisionRow.HEADER,
                new DecisionRow());
        write(
                streams.account().orders(),
                folder.resolve(ORDERS),
                OrderRows.ORDER_HEADER,
                OrderRows::order);
        write(
                streams.account().fills(),
                folder.resolve(FILLS),
                OrderRows.FILL_HEADER,
                OrderRows::fill);
        write(
                streams.account().equity(),
                folder.resolve(EQUITY),
                "ts,equity",
                (point, line) -> line.time(point.atMillis()).decimal(point.equity()));
        write(
                streams.account().equity(),
                folder.resolve(ACCOUNT),
                "ts,cash,equity",
                (point, line) ->
                        line.time(point.atMillis()).decimal(point.cash()).decimal(point.equity()));
        write(
                streams.market().deadLetters(),
                folder.resolve(DEAD_LETTERS),
                "file,line,code,value,expected",
                (letter, line) ->
                        line.field(letter.source())
                                .field(letter.line())
                                .field(letter.code())
                                .field(letter.value())
                                .field(letter.expectation()));
        InferenceStage.Streams inference = streams.inference();
        if (inference != null) {
            attach(inference, folder);
        }
    }

    private static void attach(InferenceStage.Streams inference, Path folder) {
        write(
                ForecastOrder.of(inference.forecasts()),
                folder.resolve(PREDICTIONS),
                PredictionRow.HEADER,
                new PredictionRow());
        write(
                inference.alerts(),
                folder.resolve(MODEL_ALERTS),
                "ts,symbol,code,text",
                (alert, line) ->
                        line.time(alert.atMillis())
                                .field(alert.symbol())
                                .field(alert.code())
                                .field(alert.text()));
    }

    /** Writes what gates kept back into the folder, for runs that have gates. */
    public static void attachBlocked(DataStream<BlockedOrder> blocked, Path folder) {
        write(
                blocked,
                folder.resolve(BLOCKED),
                "ts,client_order_id,symbol,side,leg,quantity,gate,detail",
                (one, line) ->
                        line.time(one.atMillis())
                                .field(one.order().clientOrderId())
                                .field(one.order().symbol())
                                .field(one.order().side())
                                .field(one.order().leg())
                                .decimal(one.order().quantity())
                                .field(one.gate())
                                .field(one.detail()));
    }

    static <T> void write(DataStream<T> records, Path file, String header, CsvRow<T> row) {
        String name = file.getFileName().toString();
        records.sinkTo(new CsvSink<>(file.toString(), header, row))
                .name(name)
                .uid(name)
                .setParallelism(1);
    }
}
