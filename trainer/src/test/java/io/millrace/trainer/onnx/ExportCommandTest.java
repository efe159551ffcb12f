package io.millrace.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.models.ModelRegistry;
import io.millrace.trainer.Trainer;
import io.millrace.trainer.tft.AutoregressiveWindows;
import io.millrace.trainer.tft.ModelFolder;
import io.millrace.trainer.tft.TrainedModel;
import io.millrace.trainer.tft.TrainedModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir private Path folder;

    @Test
    void writesAModelThatTheRuntimeAgreesOn() throws Exception {
        TrainedModel model = TrainedModels.small();
        new ModelFolder(folder).write(model, new AutoregressiveWindows(70, 4));
        Path out = folder.resolve("models/tft/1/model.onnx");

        Run run = export("--run", folder.toString(), "--out", out.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("model.onnx: autoregressive-1", "largest difference");
        assertThat(run.err()).contains("random windows, batch 64", "real windows, batch 1");
        assertThat(Files.readAllBytes(out)).isEqualTo(OnnxExport.bytes(model));
        assertThat(folder.resolve("export.json"))
                .content()
                .contains(ModelRegistry.sha256(out), "\"parity\" : ");
    }

    @Test
    void anExistingFileIsKept() throws IOException {
        Path out = Files.writeString(folder.resolve("model.onnx"), "mine");

        Run run = export("--run", folder.toString(), "--out", out.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("exists (expected: a new file)");
        assertThat(out).hasContent("mine");
    }

    @Test
    void aFolderWithoutAModelIsNamed() {
        Run run = export("--run", folder.toString(), "--out", folder.resolve("x").toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("model.safetensors is not there");
    }

    @Test
    void aMissingOptionIsNamed() {
        Run run = export("--out", "x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--run", "See ./millrace export --help");
    }

    private record Run(int code, String out, String err) {}

    private static Run export(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "export";
        System.arraycopy(options, 0, arguments, 1, options.length);
        int code = Trainer.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(code, out.toString(), err.toString());
    }
}
