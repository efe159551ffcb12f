package io.millrace.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked of every service of a compose file. */
final class ComposeRules {

    private static final Set<String> KEYS =
            Set.of(
                    "image",
                    "build",
                    "command",
                    "environment",
                    "volumes",
                    "ports",
                    "depends_on",
                    "networks",
                    "restart",
                    "healthcheck",
                    "read_only",
                    "tmpfs",
                    "secrets");

    private ComposeRules() {}

    /** What is wrong with the file. */
    static List<String> complaints(String text) {
        Map<String, Object> file = Yaml.document(text);
        Map<String, Object> services = Yaml.mapAt(file, "services");
        List<String> complaints = new ArrayList<>();
        services.forEach((name, service) -> service(file, name, service, complaints));
        return complaints;
    }

    private static void service(
            Map<String, Object> file, String name, Object service, List<String> complaints) {
        for (String key : Yaml.mapAt(service).keySet()) {
            if (!KEYS.contains(key)) {
                complaints.add(name + ": unknown key " + key);
            }
        }
        String image = Yaml.text(service, "image");
        if (!PodRules.isPinned(image)) {
            complaints.add(name + ": image " + image + " (expected: a version)");
        }
        List<String> check = Yaml.texts(service, "healthcheck", "test");
        if (check.isEmpty() || check.get(0).equals("NONE")) {
            complaints.add(name + ": no health check");
        }
        for (String port : Yaml.texts(service, "ports")) {
            if (!port.startsWith("127.0.0.1:")) {
                complaints.add(name + ": port " + port + " (expected: on loopback)");
            }
        }
        Yaml.mapAt(service, "environment")
                .forEach(
                        (key, value) -> {
                            if (PodRules.isSecret(key) && !String.valueOf(value).startsWith("${")) {
                                complaints.add(name + ": " + key + " (expected: a variable)");
                            }
                        });
        for (String other : Yaml.mapAt(service, "depends_on").keySet()) {
            if (Yaml.at(file, "services", other).isEmpty()) {
                complaints.add(name + ": depends on " + other + ", which is not there");
            }
        }
        for (String volume : Yaml.texts(service, "volumes")) {
            String source = volume.split(":", -1)[0];
            if (source.matches("[a-z][a-z-]*") && Yaml.at(file, "volumes", source).isEmpty()) {
                complaints.add(name + ": volume " + source + ", which is not there");
            }
        }
    }
}
