package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.report.MetricsJson;
import io.millrace.control.report.ReportPage;
import io.millrace.control.report.RunReport;
import io.millrace.control.report.RunResults;
import io.millrace.control.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run whose job has ended, and what came of it. */
public final class FinishedRun {

    private final ReplayRequest request;
    private final Manifest manifest;
    private final DigestFile digest;
    private final RunReport report;
    private final long blocked;

    private FinishedRun(
            ReplayRequest request,
            Manifest manifest,
            DigestFile digest,
            RunReport report,
            long blocked) {
        this.request = request;
        this.manifest = manifest;
        this.digest = digest;
        this.report = report;
        this.blocked = blocked;
    }

    /** Counts the results of the files in the folder. */
    static FinishedRun of(ReplayRequest request, Manifest manifest, Path folder)
            throws IOException {
        String account = request.strategy().account().id();
        ResultFiles files = new ResultFiles(folder);
        files.sortDeadLetters();
        DigestFile digest = DigestFile.read(folder.resolve(DigestFile.PER_KEY));
        if (digest.count("bars") == 0) {
            throw CommandFailure.unusableInput(
                    request.data() + ": no usable row" + files.refusals());
        }
        DecisionFile decisions = files.decisions(account, manifest.strategy());
        RunResults results =
                files.records(account, decisions, digest.count("bars"))
                        .results(
                                request.strategy().market().calendar(),
                                request.plan().performance());
        Map<String, String> made = new TreeMap<>(manifest.versions());
        made.put("run id", manifest.runId());
        manifest.data().forEach((file, hash) -> made.put("sha256 of " + file, hash));
        RunReport report =
                new RunReport(
                        heading(request, manifest, decisions, digest),
                        results,
                        new RunReport.DataQuality(
                                digest.count("bars"),
                                files.deadLetters(),
                                digest.count("late-trades"),
                                request.tape().isSynthetic()),
                        manifest.configuration(),
                        made);
        files.removeWorkingFiles();
        return new FinishedRun(
                request,
                manifest,
                digest,
                report,
                request.approved() == null ? 0 : files.blocked());
    }

    /** Writes what is made of the results: metrics, report, digest and manifest. */
    void write(Path folder) throws IOException {
        JsonFile.write(folder.resolve(DigestFile.NAME), digest.streams());
        JsonFile.write(folder.resolve("manifest.json"), manifest);
        MetricsJson.write(report, folder.resolve("metrics.json"));
        MetricsText.write(report, manifest.runId(), folder.resolve("metrics.prom"));
        ReportPage.write(report, folder.resolve("report.html"));
    }

    /** Writes the run itself into its database. */
    void record(DatabaseAddress address) {
        RunRecord.write(address, request, manifest, report, digest);
    }

    RunReport report() {
        return report;
    }

    DigestFile digest() {
        return digest;
    }

    private static RunReport.Heading heading(
            ReplayRequest request, Manifest manifest, DecisionFile decisions, DigestFile digest) {
        return new RunReport.Heading(
                "Millrace " + request.kind(),
                request.data(),
                decisions.symbols(),
                decisions.isEmpty() ? 0 : decisions.firstMillis(),
                decisions.isEmpty() ? 0 : decisions.lastMillis(),
                request.strategy().market().calendar().zone(),
                manifest.strategy(),
                manifest.profile(),
                digest.whole(),
                "USD");
    }

    /**
     * The end of the run in plain words.
     *
     * @param terminal whether a person sees it, in colour
     */
    public String summary(boolean terminal) {
        return new RunSummary(report, rows(), request.plan().departures(), request.out(), query())
                .text(terminal)
                .stripTrailing();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>(digest.records());
        if (request.approved() != null) {
            rows.put("execution.blocked", blocked);
        }
        return rows;
    }

    private @Nullable String query() {
        return switch (request.database().kind()) {
            case NONE -> null;
            case URL ->
                    "psql "
                            + DatabaseAddress.parse(request.database().url())
                            + " -c \"select * from trades limit 5\"";
            case EMBEDDED ->
                    "./millrace sql --run " + request.out() + " \"select * from trades limit 5\"";
        };
    }
}
