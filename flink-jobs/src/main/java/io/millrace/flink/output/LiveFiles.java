package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvLine;
import io.millrace.connectors.latest.LatestFile;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.order.OrderRequest;
import io.millrace.flink.execution.Execution;
import io.millrace.flink.job.LiveStreams;
import java.nio.file.Path;

/** The files of a live run beside those of a replay. */
public final class LiveFiles {

    public static final String REQUESTS = "requests.csv";
    public static final String DIFFERENCES = "differences.csv";
    public static final String ALERTS = "alerts.csv";
    public static final String STATUS = "status.json";

    private LiveFiles() {}

    /**
     * Writes the streams into the folder, which exists.
     *
     * @param status where the account tells how it stands
     */
    public static void attach(LiveStreams streams, Path folder, Path status) {
        RunFiles.attach(streams.run(), folder);
        RunFiles.attachBlocked(streams.run().account().blocked(), folder);
        RunFiles.write(
                streams.execution().completed(),
                folder.resolve(REQUESTS),
                "ts,kind,client_order_id,carrier_id,symbol,outcome,gate,look_first,reason,note",
                LiveFiles::request);
        RunFiles.write(
                streams.account().differences(),
                folder.resolve(DIFFERENCES),
                "ts,code,subject,local,broker,action",
                (one, line) ->
                        line.time(one.atMillis())
                                .field(one.code())
                                .field(one.subject())
                                .field(one.local())
                                .field(one.broker())
                                .field(one.action()));
        RunFiles.write(
                streams.account().alerts(),
                folder.resolve(ALERTS),
                "ts,code,text",
                (alert, line) ->
                        line.time(alert.atMillis()).field(alert.code()).field(alert.text()));
        streams.account()
                .status()
                .sinkTo(new LatestFile<>(status, new StatusJson()))
                .name(STATUS)
                .uid(STATUS)
                .setParallelism(1);
    }

    private static void request(Execution execution, CsvLine line) {
        OrderRequest request = execution.request().request();
        OrderAddress address = execution.request().address();
        BrokerAnswer answer = execution.answer();
        line.time(answer.atMillis())
                .field(request.kind())
                .field(request.clientOrderId())
                .field(address.carrierId())
                .field(execution.lane())
                .field(answer.outcome())
                .field(answer.gate())
                .field(execution.request().lookFirst())
                .field(request.reason())
                .field(answer.note());
    }
}
