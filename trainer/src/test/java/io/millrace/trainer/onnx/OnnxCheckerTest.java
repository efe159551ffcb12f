package io.millrace.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.trainer.tft.TrainedModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exported model before ONNX's own checker, where Python and PyPI are within reach. */
class OnnxCheckerTest {

    private static final Path ENVIRONMENT =
            Path.of(System.getProperty("project.root"), "trainer", "target", "onnx-checker");

    private static final String CHECK =
            """
            import sys, onnx
            model = onnx.load(sys.argv[1])
            onnx.checker.check_model(model, full_check=True)
            inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
            for output in inferred.graph.output:
                dims = output.type.tensor_type.shape.dim
                print(output.name, [d.dim_param or d.dim_value for d in dims])
            """;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path python = python();
        boolean isThere =
                Files.exists(python)
                        || run(List.of("python3", "-m", "venv", ENVIRONMENT.toString())).code()
                                == 0;
        assumeTrue(isThere, "python3 with venv is not here: onnx.checker is not asked");
        Answer installed =
                run(
                        List.of(
                                python.toString(),
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--timeout",
                                "20",
                                "--retries",
                                "1",
                                "onnx==1.19.1"));
        assumeTrue(installed.code() == 0, "PyPI is not in reach: onnx.checker is not asked");
    }

    @Test
    void theCheckerFindsNothingAndInfersEveryShape(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path model = folder.resolve("model.onnx");
        Files.write(model, OnnxExport.bytes(TrainedModels.untrained(16)));

        Answer answer = run(List.of(python().toString(), "-c", CHECK, model.toString()));

        assertThat(answer)
                .isEqualTo(
                        new Answer(
                                0,
                                """
                                quantiles ['batch', 3, 3]
                                attention ['batch', 3, 123]
                                variable_weights ['batch', 120, 20]
                                """));
    }

    @Test
    void theCheckerSeesAnEdgeThatLeadsNowhere(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path model = folder.resolve("model.onnx");
        var exported = OnnxExport.model(TrainedModels.untrained(16)).toBuilder();
        exported.getGraphBuilder().getNodeBuilder(5).setInput(0, "nowhere");
        Files.write(model, exported.build().toByteArray());

        assertThat(run(List.of(python().toString(), "-c", CHECK, model.toString())).code())
                .isNotZero();
    }

    private record Answer(int code, String text) {}

    private static Path python() {
        return ENVIRONMENT.resolve("bin").resolve("python");
    }

    private static Answer run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(3, TimeUnit.MINUTES)
                    ? new Answer(process.exitValue(), text)
                    : new Answer(-1, text);
        } catch (IOException absent) {
            return new Answer(-1, String.valueOf(absent.getMessage()));
        }
    }
}
