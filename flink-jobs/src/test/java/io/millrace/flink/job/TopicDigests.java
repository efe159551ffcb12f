package io.millrace.flink.job;

import io.millrace.connectors.csv.CsvSink;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.digest.CanonicalForms;
import io.millrace.flink.digest.Digests;
import io.millrace.flink.digest.StreamDigest;
import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Fingerprints of what the jobs between topics give, under the names that a replay has for them.
 */
final class TopicDigests {

    static final String HEADER = "stream,key,records,sha256";

    private TopicDigests() {}

    static void attach(SignalsStreams signals, Path file) {
        keep(
                Digests.of("bars", signals.market().bars(), Bar::symbol, CanonicalForms::bar)
                        .union(
                                Digests.of(
                                        "insights",
                                        signals.insights(),
                                        Insight::symbol,
                                        CanonicalForms::insight),
                                Digests.of(
                                        "decisions",
                                        signals.decisions(),
                                        Decision::symbol,
                                        CanonicalForms::decision)),
                file);
    }

    static void attach(AccountStage.Streams account, Path file) {
        keep(
                Digests.of(
                                "decisions",
                                account.judged(),
                                judged -> judged.decision().symbol(),
                                (judged, out) -> CanonicalForms.decision(judged.decision(), out))
                        .union(
                                Digests.of(
                                        "risk",
                                        account.risk(),
                                        risk -> risk.account(),
                                        CanonicalForms::risk),
                                Digests.of(
                                        "orders",
                                        account.orders(),
                                        order -> order.account(),
                                        CanonicalForms::order),
                                Digests.of(
                                        "fills",
                                        account.fills(),
                                        Fill::symbol,
                                        CanonicalForms::fill),
                                Digests.of(
                                        "equity",
                                        account.equity(),
                                        EquityPoint::account,
                                        CanonicalForms::equity)),
                file);
    }

    private static void keep(DataStream<StreamDigest> digests, Path file) {
        digests.sinkTo(
                        new CsvSink<>(
                                file.toString(),
                                HEADER,
                                (digest, line) ->
                                        line.field(digest.stream())
                                                .field(digest.key())
                                                .field(digest.records())
                                                .field(digest.sha256())))
                .uid("digests")
                .setParallelism(1);
    }
}
