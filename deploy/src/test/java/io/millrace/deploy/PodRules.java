package io.millrace.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a careful operator asks of every pod, whatever makes it. */
final class PodRules {

    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|SECRET|TOKEN|_KEY|KEY_ID|CREDENTIAL");
    private static final Pattern PINNED =
            Pattern.compile("[^:@]+:[A-Za-z0-9._-]*\\d[A-Za-z0-9._-]*");

    private PodRules() {}

    /** What is wrong with the pods of the document. */
    static List<String> complaints(Map<String, Object> document) {
        List<String> complaints = new ArrayList<>();
        String name = Yaml.text(document, "kind") + " " + Yaml.text(document, "metadata", "name");
        switch (Yaml.text(document, "kind")) {
            case "Deployment" -> {
                Map<String, Object> pod = Yaml.mapAt(document, "spec", "template", "spec");
                pod(name, pod, complaints);
                Yaml.maps(pod, "containers").forEach(one -> resources(name, one, complaints));
                Yaml.maps(pod, "containers").forEach(one -> probes(name, one, complaints));
            }
            case "CronJob" -> {
                Map<String, Object> pod =
                        Yaml.mapAt(document, "spec", "jobTemplate", "spec", "template", "spec");
                pod(name, pod, complaints);
                Yaml.maps(pod, "containers").forEach(one -> resources(name, one, complaints));
                need(
                        name,
                        "timeZone",
                        Yaml.text(document, "spec", "timeZone"),
                        "America/New_York",
                        complaints);
                need(
                        name,
                        "concurrencyPolicy",
                        Yaml.text(document, "spec", "concurrencyPolicy"),
                        "Forbid",
                        complaints);
            }
            case "FlinkDeployment" -> flink(name, Yaml.mapAt(document, "spec"), complaints);
            case "Secret" -> complaints.add(name + ": a secret in a file (expected: a reference)");
            default -> {}
        }
        return complaints;
    }

    /** Whether an image names one version for ever. */
    static boolean isPinned(String image) {
        return PINNED.matcher(image).matches() && !image.endsWith(":latest");
    }

    /** Whether a variable of that name would hold a secret. */
    static boolean isSecret(String variable) {
        return SECRET.matcher(variable.toUpperCase(Locale.ROOT)).find();
    }

    private static void flink(String name, Map<String, Object> spec, List<String> complaints) {
        if (!isPinned(Yaml.text(spec, "image"))) {
            complaints.add(name + ": image " + Yaml.text(spec, "image") + " (expected: a version)");
        }
        Map<String, Object> pod = Yaml.mapAt(spec, "podTemplate", "spec");
        pod(name, pod, complaints);
        Yaml.maps(pod, "containers").forEach(one -> probes(name, one, complaints));
        for (String part : List.of("jobManager", "taskManager")) {
            for (String resource : List.of("cpu", "memory")) {
                if (Yaml.text(spec, part, "resource", resource).isEmpty()) {
                    complaints.add(name + ": " + part + " without " + resource);
                }
            }
        }
    }

    private static void pod(String name, Map<String, Object> pod, List<String> complaints) {
        need(
                name,
                "runAsNonRoot",
                Yaml.text(pod, "securityContext", "runAsNonRoot"),
                "true",
                complaints);
        need(
                name,
                "seccompProfile",
                Yaml.text(pod, "securityContext", "seccompProfile", "type"),
                "RuntimeDefault",
                complaints);
        List<Map<String, Object>> containers = Yaml.maps(pod, "containers");
        if (containers.isEmpty()) {
            complaints.add(name + ": no container");
        }
        for (Map<String, Object> container : containers) {
            container(name + "/" + Yaml.text(container, "name"), container, complaints);
        }
    }

    private static void container(
            String name, Map<String, Object> container, List<String> complaints) {
        String image = Yaml.text(container, "image");
        if (!image.isEmpty() && !isPinned(image)) {
            complaints.add(name + ": image " + image + " (expected: a version)");
        }
        Map<String, Object> security = Yaml.mapAt(container, "securityContext");
        need(name, "runAsNonRoot", Yaml.text(security, "runAsNonRoot"), "true", complaints);
        need(
                name,
                "readOnlyRootFilesystem",
                Yaml.text(security, "readOnlyRootFilesystem"),
                "true",
                complaints);
        need(
                name,
                "allowPrivilegeEscalation",
                Yaml.text(security, "allowPrivilegeEscalation"),
                "false",
                complaints);
        need(
                name,
                "capabilities",
                Yaml.texts(security, "capabilities", "drop").toString(),
                "[ALL]",
                complaints);
        for (Map<String, Object> variable : Yaml.maps(container, "env")) {
            if (isSecret(Yaml.text(variable, "name")) && variable.containsKey("value")) {
                complaints.add(
                        name
                                + ": "
                                + variable.get("name")
                                + " has a value (expected: secretKeyRef)");
            }
        }
    }

    private static void resources(
            String name, Map<String, Object> container, List<String> complaints) {
        for (String side : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory")) {
                if (Yaml.text(container, "resources", side, resource).isEmpty()) {
                    complaints.add(name + ": no " + side + " of " + resource);
                }
            }
        }
    }

    private static void probes(
            String name, Map<String, Object> container, List<String> complaints) {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            if (!container.containsKey(probe)) {
                complaints.add(name + ": no " + probe);
            }
        }
    }

    private static void need(
            String name, String what, String actual, String expected, List<String> complaints) {
        if (!actual.equals(expected)) {
            complaints.add(name + ": " + what + ": " + actual + " (expected: " + expected + ")");
        }
    }
}
