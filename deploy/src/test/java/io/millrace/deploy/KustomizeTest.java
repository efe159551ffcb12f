package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of kustomizations without kustomize: nothing points to what is not there. */
class KustomizeTest {

    @TempDir private Path folder;

    @Test
    void everyResourceIsThereAndEveryPatchMeetsOne() throws IOException {
        for (String overlay : List.of("dev", "staging", "production")) {
            assertThat(complaints(Repository.ROOT.resolve("k8s/overlays/" + overlay))).isEmpty();
        }
    }

    @Test
    void everyManifestOfTheBaseIsNamed() throws IOException {
        Map<String, Object> base = Yaml.document(Repository.text("k8s/base/kustomization.yaml"));
        Set<String> named = new HashSet<>(Yaml.texts(base, "resources"));
        Yaml.maps(base, "patches").forEach(one -> named.add(Yaml.text(one, "path")));
        named.add("kustomization.yaml");

        assertThat(Repository.files("k8s/base", ".yaml"))
                .allSatisfy(file -> assertThat(named).contains(file.getFileName().toString()));
    }

    @Test
    void whatPointsNowhereIsSeen() throws IOException {
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                """
                resources: [one.yaml, gone.yaml]
                patches:
                  - path: p.yaml
                  - {path: p.yaml, target: {kind: CronJob}}
                """);
        Files.writeString(folder.resolve("one.yaml"), "kind: Service\nmetadata: {name: a}\n");
        Files.writeString(folder.resolve("p.yaml"), "kind: Service\nmetadata: {name: b}\n");

        assertThat(complaints(folder))
                .containsExactly(
                        "gone.yaml: not there",
                        "p.yaml: patches Service b, which is not there",
                        "p.yaml: patches CronJob, which is not there");
    }

    private static List<String> complaints(Path kustomization) throws IOException {
        List<String> complaints = new ArrayList<>();
        resources(kustomization, complaints);
        return complaints;
    }

    /** Kinds and names of everything below, patched or not. */
    private static Set<String> resources(Path folder, List<String> complaints) throws IOException {
        Map<String, Object> here =
                Yaml.document(Files.readString(folder.resolve("kustomization.yaml")));
        Set<String> known = new HashSet<>();
        for (String resource : Yaml.texts(here, "resources")) {
            Path path = folder.resolve(resource).normalize();
            if (!Files.exists(path)) {
                complaints.add(resource + ": not there");
            } else if (Files.isDirectory(path)) {
                known.addAll(resources(path, complaints));
            } else {
                for (Map<String, Object> one : Yaml.documents(Files.readString(path))) {
                    known.add(Yaml.text(one, "kind"));
                    known.add(identity(one));
                }
            }
        }
        for (Map<String, Object> patch : Yaml.maps(here, "patches")) {
            patch(folder, patch, known, complaints);
        }
        return known;
    }

    private static void patch(
            Path folder, Map<String, Object> patch, Set<String> known, List<String> complaints)
            throws IOException {
        String path = Yaml.text(patch, "path");
        if (!Files.exists(folder.resolve(path))) {
            complaints.add(path + ": not there");
            return;
        }
        List<String> targets = new ArrayList<>();
        if (patch.containsKey("target")) {
            targets.add(
                    (Yaml.text(patch, "target", "kind") + " " + Yaml.text(patch, "target", "name"))
                            .strip());
        } else {
            for (Map<String, Object> one : Yaml.documents(Files.readString(folder.resolve(path)))) {
                targets.add(identity(one));
            }
        }
        for (String target : targets) {
            if (!known.contains(target)) {
                complaints.add(path + ": patches " + target + ", which is not there");
            }
        }
    }

    private static String identity(Map<String, Object> document) {
        return Yaml.text(document, "kind") + " " + Yaml.text(document, "metadata", "name");
    }
}
