package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvSink;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import io.millrace.domain.order.Fill;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.flink.digest.CanonicalForms;
import io.millrace.flink.digest.Digests;
import io.millrace.flink.digest.StreamDigest;
import io.millrace.flink.inference.Forecast;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.job.ReplayStreams;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The fingerprints of everything that leaves a stage. */
public final class RunDigests {

    /** Name of the stream that a live run and a backtest have in common to the last bit. */
    public static final String DECISIONS = "decisions";

    /** Every stream that has a fingerprint, in the order of the stages. */
    public static final List<String> STREAMS =
            List.of(
                    "bars",
                    "late-trades",
                    "features",
                    "insights",
                    DECISIONS,
                    "risk",
                    "orders",
                    "fills",
                    "equity",
                    "violations");

    /** The same of a run with a model; a run without one has no such stream. */
    public static final String PREDICTIONS = "predictions";

    private RunDigests() {}

    /** Fingerprints the streams and writes one line per stream and key when the tape ends. */
    public static void attach(ReplayStreams streams, Path file) {
        InferenceStage.Streams inference = streams.inference();
        DataStream<StreamDigest> digests = of(streams);
        (inference == null
                        ? digests
                        : digests.union(
                                Digests.of(
                                        PREDICTIONS,
                                        inference.forecasts(),
                                        Forecast::symbol,
                                        CanonicalForms::forecast)))
                .sinkTo(
                        new CsvSink<>(
                                file.toString(),
                                "stream,key,records,sha256",
                                (digest, line) ->
                                        line.field(digest.stream())
                                                .field(digest.key())
                                                .field(digest.records())
                                                .field(digest.sha256())))
                .name("digests")
                .uid("digests")
                .setParallelism(1);
    }

    private static DataStream<StreamDigest> of(ReplayStreams streams) {
        return Digests.of("bars", streams.market().bars(), Bar::symbol, CanonicalForms::bar)
                .union(
                        Digests.of(
                                "late-trades",
                                streams.market().lateTrades(),
                                Trade::symbol,
                                CanonicalForms::trade),
                        Digests.of(
                                "features",
                                streams.features(),
                                observation -> observation.bar().symbol(),
                                (observation, out) ->
                                        CanonicalForms.features(observation.features(), out)),
                        Digests.of(
                                "insights",
                                streams.insights(),
                                Insight::symbol,
                                CanonicalForms::insight),
                        Digests.of(
                                DECISIONS,
                                streams.decisions(),
                                Decision::symbol,
                                CanonicalForms::decision),
                        Digests.of(
                                "risk",
                                streams.account().risk(),
                                risk -> risk.account(),
                                CanonicalForms::risk),
                        Digests.of(
                                "orders",
                                streams.account().orders(),
                                order -> order.account(),
                                CanonicalForms::order),
                        Digests.of(
                                "fills",
                                streams.account().fills(),
                                Fill::symbol,
                                CanonicalForms::fill),
                        Digests.of(
                                "equity",
                                streams.account().equity(),
                                EquityPoint::account,
                                CanonicalForms::equity),
                        Digests.of(
                                "violations",
                                streams.account().violations(),
                                IllegalOrderEvent::account,
                                CanonicalForms::violation));
    }
}
