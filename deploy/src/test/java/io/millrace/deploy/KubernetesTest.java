package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Millrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests as they are written, and as kustomize builds them where kubectl is there. */
class KubernetesTest {

    /** Jobs of the cluster whose classes come with the jobs; until then their names are held. */
    private static final Set<String> JOBS =
            Set.of(
                    "io.millrace.flink.job.main.IngestMain",
                    "io.millrace.flink.job.main.SignalsMain",
                    "io.millrace.flink.job.main.TradingMain",
                    "io.millrace.flink.job.main.ArchiveMain");

    /** Verbs that schedules use and that come with training and the operating commands. */
    private static final Set<String> VERBS_TO_COME = Set.of("train", "eod");

    private static final Set<String> SECRETS =
            Set.of("millrace-database", "millrace-kafka", "millrace-broker");

    @Test
    void everyManifestIsTakenByItsModelFieldByField() throws IOException {
        assertThat(complaints(written(), KubernetesModel::complaints)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void everyOverlayIsBuiltAndStillTakenByItsModels(String overlay) throws Exception {
        List<Map<String, Object>> built = built(overlay);

        assertThat(complaints(built, KubernetesModel::complaints)).isEmpty();
        assertThat(complaints(built, PodRules::complaints)).isEmpty();
        assertThat(complaints(built, KubernetesTest::unknownSecrets)).isEmpty();
        assertThat(built.stream().map(one -> Yaml.text(one, "metadata", "namespace")).distinct())
                .containsExactlyInAnyOrder("millrace-" + overlay, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void everyJobKeepsItsStateOnS3AndGoesThroughSavepoints(String overlay) throws Exception {
        Set<String> entries = new TreeSet<>();
        for (Map<String, Object> job : built(overlay)) {
            if (!Yaml.text(job, "kind").equals("FlinkDeployment")) {
                continue;
            }
            String name = Yaml.text(job, "metadata", "name");
            Map<String, Object> spec = Yaml.mapAt(job, "spec");
            Map<String, Object> settings = Yaml.mapAt(spec, "flinkConfiguration");
            String state = "s3://millrace-" + overlay + "-state/" + name + "/";
            assertThat(settings)
                    .as(name)
                    .containsEntry("execution.checkpointing.dir", state + "checkpoints")
                    .containsEntry("execution.checkpointing.savepoint-dir", state + "savepoints")
                    .containsEntry("high-availability.storageDir", state + "ha")
                    .containsEntry("high-availability.type", "kubernetes")
                    .containsEntry("kubernetes.operator.job.savepoint-on-deletion", "true")
                    .containsEntry("pipeline.max-parallelism", "240")
                    .containsEntry("web.submit.enable", "false");
            assertThat(Yaml.text(spec, "job", "upgradeMode")).isEqualTo("savepoint");
            assertThat(Yaml.text(spec, "flinkVersion")).isEqualTo(flinkVersion());
            assertThat(Yaml.text(spec, "job", "jarURI"))
                    .isEqualTo("local:///opt/flink/usrlib/flink-jobs.jar");
            entries.add(Yaml.text(spec, "job", "entryClass"));
        }
        assertThat(entries).isEqualTo(JOBS);
    }

    @Test
    void anEntryClassThatExistsHasAMain() throws Exception {
        for (String job : JOBS) {
            Class<?> known;
            try {
                known = Class.forName(job);
            } catch (ClassNotFoundException toCome) {
                continue;
            }
            assertThat(known.getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void schedulesUseVerbsOfTheCommandLineInNewYorkTime() throws IOException {
        Set<String> verbs = Millrace.commandLine().getSubcommands().keySet();
        List<String> schedules = new ArrayList<>();
        for (Map<String, Object> document : written()) {
            if (Yaml.text(document, "kind").equals("CronJob")) {
                Map<String, Object> pod =
                        Yaml.mapAt(document, "spec", "jobTemplate", "spec", "template", "spec");
                String verb = Yaml.texts(Yaml.maps(pod, "containers").get(0), "args").get(0);
                assertThat(verbs.contains(verb) || VERBS_TO_COME.contains(verb)).as(verb).isTrue();
                schedules.add(verb + " " + Yaml.text(document, "spec", "schedule"));
            }
        }
        assertThat(schedules)
                .containsExactlyInAnyOrder(
                        "train 0 2 * * *", "preflight 30 8 * * 1-5", "eod 30 16 * * 1-5");
    }

    @Test
    void onlyWhatTradesReachesTheBrokerAndHasItsKeys() throws Exception {
        List<String> outside = new ArrayList<>();
        List<String> withKeys = new ArrayList<>();
        for (Map<String, Object> document : built("production")) {
            String name = Yaml.text(document, "metadata", "name");
            if (Yaml.text(document, "kind").equals("NetworkPolicy")
                    && document.toString().contains("0.0.0.0/0")) {
                outside.add(name);
            }
            if (document.toString().contains("millrace-broker")) {
                withKeys.add(name);
            }
        }
        assertThat(outside).containsExactlyInAnyOrder("trading-to-broker", "ingest-to-market-data");
        assertThat(withKeys).containsExactlyInAnyOrder("trading", "morning-check", "end-of-day");
    }

    @Test
    void everythingIsDeniedThatIsNotAllowed() throws IOException {
        assertThat(written())
                .anySatisfy(
                        one -> {
                            assertThat(Yaml.text(one, "kind")).isEqualTo("NetworkPolicy");
                            assertThat(Yaml.mapAt(one, "spec", "podSelector")).isEmpty();
                            assertThat(Yaml.texts(one, "spec", "policyTypes"))
                                    .containsExactly("Ingress", "Egress");
                            assertThat(Yaml.mapAt(one, "spec")).doesNotContainKey("egress");
                        });
    }

    @Test
    void whateverMayBeDisruptedHasABudget() throws IOException {
        List<String> budgets =
                written().stream()
                        .filter(one -> Yaml.text(one, "kind").equals("PodDisruptionBudget"))
                        .map(one -> Yaml.text(one, "metadata", "name"))
                        .toList();

        assertThat(budgets)
                .containsExactlyInAnyOrder(
                        "ingest", "signals", "trading", "archive", "model-server");
    }

    @Test
    void theModelServerHasAGpuAndItsPort() throws Exception {
        for (Map<String, Object> one : built("production")) {
            if (Yaml.text(one, "kind").equals("Deployment")) {
                Map<String, Object> container =
                        Yaml.maps(one, "spec", "template", "spec", "containers").get(0);
                assertThat(Yaml.text(container, "resources", "limits", "nvidia.com/gpu"))
                        .isEqualTo("1");
                assertThat(Yaml.text(container, "image")).endsWith("-cuda");
                assertThat(Yaml.maps(container, "ports").get(0))
                        .containsEntry("containerPort", 8001);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jobs.yaml           | upgradeMode: savepoint         | upgradeMode: save         | upgradeMode
                    jobs.yaml           | entryClass:                    | mainClass:                | mainClass
                    flink-common.yaml   | serviceAccount: flink          | serviceAcount: flink      | serviceAcount
                    model-server.yaml   | readinessProbe:                | readynessProbe:           | readynessProbe
                    model-server.yaml   | maxUnavailable: 0              | maxUnavailabel: 0         | maxUnavailabel
                    schedules.yaml      | timeZone:                      | timezone:                 | timezone
                    network.yaml        | podSelector: {}                | podSelectors: {}          | podSelectors
                    disruption.yaml     | minAvailable: 1                | minimum: 1                | minimum
                    """)
    void aMisspeltFieldIsSeen(String file, String right, String wrong, String told)
            throws IOException {
        String text = Repository.text("k8s/base/" + file);
        assertThat(text).contains(right);

        List<String> seen =
                complaints(Yaml.documents(text.replace(right, wrong)), KubernetesModel::complaints);

        assertThat(seen).isNotEmpty().allSatisfy(one -> assertThat(one).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    model-server:0.1.0-cuda            | model-server:latest                 | model-server:latest
                    model-server:0.1.0-cuda            | model-server                        | expected: a version
                    readOnlyRootFilesystem: true       | readOnlyRootFilesystem: false       | readOnlyRootFilesystem
                    runAsNonRoot: true                 | runAsNonRoot: false                 | runAsNonRoot
                    allowPrivilegeEscalation: false    | allowPrivilegeEscalation: true      | allowPrivilegeEscalation
                    drop: [ALL]                        | drop: [NET_RAW]                     | capabilities
                    'limits: {cpu: "4", memory: 8Gi,'  | 'limits: {cpu: "4",'                | no limits of memory
                    livenessProbe:                     | lifelessProbe:                      | no livenessProbe
                    """)
    void aCarelessPodIsSeen(String right, String wrong, String told) throws IOException {
        String text = Repository.text("k8s/base/model-server.yaml");
        assertThat(text).contains(right);

        assertThat(complaints(Yaml.documents(text.replace(right, wrong)), PodRules::complaints))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one).contains(told));
    }

    @Test
    void aSecretInAFileIsSeen() throws IOException {
        String text = Repository.text("k8s/base/schedules.yaml");
        String wrong =
                text.replaceAll(
                        "valueFrom:\\s+secretKeyRef: \\{name: millrace-broker, key: secret-key}",
                        "value: s3cret");

        assertThat(complaints(Yaml.documents(wrong), PodRules::complaints))
                .allSatisfy(one -> assertThat(one).contains("APCA_API_SECRET_KEY has a value"))
                .hasSize(2);
        assertThat(PodRules.complaints(Map.of("kind", "Secret"))).hasSize(1);
    }

    private static List<Map<String, Object>> written() throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Path file : Repository.files("k8s", ".yaml")) {
            for (Map<String, Object> one : Yaml.documents(readable(file))) {
                if (!Yaml.text(one, "kind").equals("Kustomization")) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    /** A patch of single operations is no manifest. */
    private static String readable(Path file) throws IOException {
        String text = Files.readString(file);
        return text.contains("\n- op: ") ? "" : text;
    }

    private static List<Map<String, Object>> built(String overlay) throws Exception {
        Assumptions.assumeTrue(Repository.has("kubectl"), "no kubectl on PATH");
        return Yaml.documents(Repository.output("kubectl", "kustomize", "k8s/overlays/" + overlay));
    }

    private static List<String> unknownSecrets(Map<String, Object> document) {
        List<String> complaints = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("secretKeyRef=\\{[^}]*name=([^,}]+)").matcher(document.toString());
        while (matcher.find()) {
            if (!SECRETS.contains(matcher.group(1))) {
                complaints.add(matcher.group(1) + ": no such secret (expected: " + SECRETS + ")");
            }
        }
        return complaints;
    }

    private static String flinkVersion() throws IOException {
        String[] parts = Repository.version("flink.version").split("\\.", -1);
        return "v" + parts[0] + "_" + parts[1];
    }

    private static List<String> complaints(
            List<Map<String, Object>> documents, Function<Map<String, Object>, List<String>> rule) {
        return documents.stream().flatMap(one -> rule.apply(one).stream()).toList();
    }
}
