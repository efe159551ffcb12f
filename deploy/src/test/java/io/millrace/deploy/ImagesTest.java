package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Millrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dockerfiles, the workflow and Terraform: pinned, without root, and nothing secret in them. */
class ImagesTest {

    /** The model server's module is not in the build yet. */
    private static final String MAIN_TO_COME = "io.millrace.modelserver.ModelServer";

    private static final Pattern MODULE =
            Pattern.compile(
                    "source\\s*=\\s*\"(terraform-aws-modules[^\"]+|hashicorp/[^\"]+)\"\\s*version\\s*=\\s*\"([^\"]+)\"");

    @Test
    void everyDockerfileIsPinnedStagedAndEndsWithoutRoot() throws IOException {
        List<Path> files = Repository.files("deploy/docker", "Dockerfile");
        assertThat(files).hasSize(3);
        for (Path file : files) {
            assertThat(complaints(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FROM a:1 AS build;FROM b;USER 1         | b: no version
                    FROM a:1;USER 1                         | one stage
                    FROM a:1 AS build;FROM b:2;USER root    | ends as root
                    FROM a:1 AS build;FROM b:2              | ends as root
                    FROM a:1 AS build;FROM b:2 AS c;FROM d:latest AS e;USER 1 | d:latest: no version
                    """)
    void aCarelessDockerfileIsSeen(String lines, String told) {
        assertThat(complaints(lines.replace(';', '\n'))).contains(told);
    }

    @Test
    void theFlinkImageIsTheOneOfTheBuild() throws IOException {
        String version = Repository.version("flink.version");
        assertThat(Repository.text("deploy/docker/flink/Dockerfile"))
                .contains("FROM flink:" + version + "-java17\n")
                .contains("flink-s3-fs-presto-" + version + ".jar");
    }

    @Test
    void everyEntryPointIsAClassWithAMainOrOneThatIsToCome() throws Exception {
        Pattern entry = Pattern.compile("ENTRYPOINT .*\"(io\\.millrace\\.[A-Za-z.]+)\"]");
        List<String> entries = new ArrayList<>();
        for (Path file : Repository.files("deploy/docker", "Dockerfile")) {
            Matcher found = entry.matcher(Files.readString(file));
            while (found.find()) {
                entries.add(found.group(1));
            }
        }
        assertThat(entries).hasSize(3).contains(Millrace.class.getName());
        entries.removeIf(MAIN_TO_COME::equals);
        for (String one : entries) {
            assertThat(Class.forName(one).getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void theWorkflowCallsTheSameCommandAsAnywhereElse() throws IOException {
        String workflow = Repository.text(".github/workflows/ci.yml");
        assertThat(Yaml.document(workflow)).containsKey("jobs");
        assertThat(workflow).contains("- run: .ci/run\n").doesNotContain("mvn ");
        assertThat(Files.isExecutable(Repository.ROOT.resolve(".ci/run"))).isTrue();
        assertThat(workflow.lines().filter(line -> line.contains("uses:")))
                .allSatisfy(line -> assertThat(line).matches(".*@v\\d+"));
    }

    @Test
    void everyTerraformModuleIsOneVersion() throws IOException {
        int modules = 0;
        StringBuilder all = new StringBuilder();
        for (Path file : Repository.files("terraform", ".tf")) {
            all.append(Files.readString(file));
        }
        Matcher module = MODULE.matcher(all);
        while (module.find()) {
            modules++;
            assertThat(module.group(2)).as(module.group(1)).matches("\\d+\\.\\d+\\.\\d+");
        }
        assertThat(modules).isEqualTo(all.toString().split("\\bsource\\s*=", -1).length - 1);
        assertThat(all.toString())
                .doesNotContainPattern("password\\s*=\\s*\"")
                .contains("manage_master_user_password = true");
    }

    @Test
    void terraformTakesTheFiles() throws Exception {
        if (Repository.has("terraform")) {
            assertThat(Repository.output("terraform", "fmt", "-check", "-recursive", "terraform"))
                    .as("files that terraform fmt would change")
                    .isEmpty();
        }
    }

    private static List<String> complaints(String dockerfile) {
        List<String> complaints = new ArrayList<>();
        String user = "root";
        int stages = 0;
        for (String line : dockerfile.lines().toList()) {
            if (line.startsWith("FROM ")) {
                // a stage begins as the user of its image; ours are root
                user = "root";
                stages++;
                String image = line.substring("FROM ".length()).split(" ", -1)[0];
                if (!PodRules.isPinned(image)) {
                    complaints.add(image + ": no version");
                }
            } else if (line.startsWith("USER ")) {
                user = line.substring("USER ".length());
            }
        }
        if (stages < 2) {
            complaints.add("one stage");
        }
        if (user.equals("root") || user.startsWith("0")) {
            complaints.add("ends as root");
        }
        return complaints;
    }
}
