package io.millrace.trainer.onnx;

import io.millrace.connectors.models.ExportRecord;
import io.millrace.connectors.models.ModelRegistry;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.tft.ModelFolder;
import io.millrace.trainer.tft.TrainedModel;
import io.millrace.trainer.tft.WindowBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace export}: a trained model as ONNX, if the runtime agrees with the trainer. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a trained model as ONNX, after ONNX Runtime has said on random and",
            "real windows what the trainer says, to 0.00001. Otherwise nothing is written."
        },
        footer = {
            "",
            "Example:",
            "  ./millrace export --run out/train-1 --out models/tft/1/model.onnx"
        })
public final class ExportCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the training run that holds the model.")
    private @Nullable Path run;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The ONNX file to make; it must not exist yet.")
    private @Nullable Path out;

    @Override
    public void run() {
        Path target = Objects.requireNonNull(out);
        if (Files.exists(target)) {
            throw TrainerFailure.usage("--out: " + target + " exists (expected: a new file)");
        }
        ModelFolder folder = new ModelFolder(Objects.requireNonNull(run));
        TrainedModel model;
        WindowBatch real;
        try {
            model = folder.model();
            real = folder.windows(model.shape());
        } catch (NoSuchFileException e) {
            throw TrainerFailure.unusableInput(
                    "--run: " + e.getMessage() + " is not there (expected: a training run)");
        } catch (IOException e) {
            throw TrainerFailure.unusableInput("--run: " + e.getMessage());
        }
        byte[] exported = OnnxExport.bytes(model);
        Parity parity;
        try {
            parity = ParityGate.require(model, exported, real);
        } catch (ParityFailure e) {
            throw TrainerFailure.failed(target + " is not written: " + e.getMessage());
        }
        write(exported, target.toAbsolutePath(), parity, folder.folder());
        tell(target, model, exported.length, parity);
    }

    /**
     * Whole or not at all: a server may be looking at the folder. The registry takes only what the
     * run's folder says was compared.
     */
    private static void write(byte[] exported, Path target, Parity parity, Path run) {
        try {
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
            Files.write(unfinished, exported);
            new ExportRecord(ModelRegistry.sha256(unfinished), parity.largest()).write(run);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw TrainerFailure.failed("--out: " + e);
        }
    }

    private void tell(Path target, TrainedModel model, int bytes, Parity parity) {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        command.getErr().println(parity.table());
        command.getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %s, %d weights, %d bytes; largest difference to the trainer %.2g%n",
                        target,
                        model.shape().definition().version(),
                        model.weights().count(),
                        bytes,
                        parity.largest());
    }
}
