package io.millrace.trainer.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.data.DataOptions;
import io.millrace.trainer.data.SettingsYaml;
import io.millrace.trainer.data.TrainingData;
import io.millrace.trainer.window.FeatureRows;
import io.millrace.trainer.window.Gathering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace drift}: whether a model still sees and says what it was made for. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Hold recent inputs, and the confidence of recent predictions, against what a",
            "model was trained on."
        },
        footer = {
            "",
            "Exit codes: 0 no drift; 1 drift; 2 usage; 3 no window to look at.",
            "",
            "Example:",
            "  ./millrace drift --data bars.csv --reference out/train-1"
        })
public final class DriftCommand implements Callable<Integer> {

    private static final String REFERENCE = "reference.json";

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of market data.")
    private List<Path> data = List.of();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database with predictions, and with the features without --data.")
    private @Nullable String db;

    @Option(names = "--run-id", paramLabel = "ID", description = "Run whose rows are read there.")
    private @Nullable String runId;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Source of that run's bars in the database.")
    private @Nullable String source;

    @Option(
            names = "--reference",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the training run.")
    private @Nullable Path reference;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, SQLException {
        Reference known = reference(Objects.requireNonNull(reference).resolve(REFERENCE));
        Settings settings = SettingsYaml.read(config, System.getenv());
        DatabaseAddress address = db == null ? null : DatabaseAddress.parse(db);
        DataOptions options = DataOptions.from(settings);
        settings.finish();
        TrainingData recent =
                options.data(data, Resolution.MINUTE, address, runId, source, Long.MAX_VALUE);
        Gathering gathered;
        try (FeatureRows rows = recent.open()) {
            gathered =
                    Gathering.of(
                            rows,
                            ModelDefinition.STANDARD,
                            options.market().calendar(),
                            bars -> {});
        }
        if (gathered.windows().size() == 0) {
            throw TrainerFailure.unusableInput(
                    "windows: none of %,d bars (expected: at least 1)".formatted(gathered.bars()));
        }
        Double confidence =
                address == null || runId == null
                        ? null
                        : PredictionConfidence.median(address, runId);
        Drift drift = Drift.between(known, InputSample.of(gathered.windows()), confidence);
        tell(drift);
        return drift.isThere() ? TrainerFailure.FAILED : 0;
    }

    private static Reference reference(Path file) {
        try {
            return new ObjectMapper().readValue(file.toFile(), Reference.class);
        } catch (IOException e) {
            throw TrainerFailure.usage(
                    "--reference: " + e.getMessage() + " (expected: the folder of a training run)");
        }
    }

    private void tell(Drift drift) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(drift));
            return;
        }
        out.println("input                      PSI      KS");
        for (Drift.Input input : drift.inputs()) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %7.3f %7.3f%s%n",
                    input.name(),
                    input.stabilityIndex(),
                    input.kolmogorovSmirnov(),
                    input.drifted() ? "  drifted" : "");
        }
        Double now = drift.confidenceNow();
        if (now == null) {
            out.println("confidence: no predictions to look at");
        } else {
            out.printf(
                    Locale.ROOT,
                    "confidence: median %.4f, %.4f after training%s%n",
                    now,
                    drift.confidenceThen(),
                    drift.confidenceIsLost() ? "  lost" : "");
        }
    }
}
