package io.millrace.deploy;

import io.millrace.observe.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query of Prometheus asks for: names and labels, as far as this project writes queries. */
final class Queries {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*\\{([^}]*)\\}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
    private static final Pattern FUNCTION = Pattern.compile("[a-zA-Z_]+\\s*\\(");

    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "sum", "max", "min", "count", "bool", "offset");

    /** Labels that the one who scrapes puts on everything, and those of summaries. */
    private static final Set<String> GIVEN = Set.of("job", "instance", "quantile", "subtask_index");

    private Queries() {}

    /** What the query asks for in vain. */
    static List<String> complaints(String query) {
        List<String> complaints = new ArrayList<>();
        String plain = TEXT.matcher(query).replaceAll("\"\"");
        Set<String> labels = new HashSet<>(GIVEN);
        boolean foreign = false;
        String names = RANGE.matcher(GROUPING.matcher(plain).replaceAll(" ")).replaceAll(" ");
        String bare = SELECTOR.matcher(names).replaceAll("$1 ");
        Matcher name = NAME.matcher(FUNCTION.matcher(bare).replaceAll("("));
        while (name.find()) {
            String one = name.group();
            if (WORDS.contains(one)) {
                continue;
            }
            if (one.startsWith("flink_") || one.equals("up")) {
                foreign = true;
            } else {
                metric(one)
                        .ifPresentOrElse(
                                known -> labels.addAll(known.labels()),
                                () -> complaints.add(one + ": no such metric"));
            }
        }
        selectors(names, complaints);
        if (!foreign && complaints.isEmpty()) {
            groupings(plain, labels, complaints);
        }
        return complaints;
    }

    private static void selectors(String query, List<String> complaints) {
        Matcher selector = SELECTOR.matcher(query);
        while (selector.find()) {
            String name = selector.group(1);
            metric(name)
                    .ifPresent(
                            known -> {
                                for (String match : selector.group(2).split(",", -1)) {
                                    String label = match.split("[=!]", -1)[0].strip();
                                    if (!known.labels().contains(label) && !GIVEN.contains(label)) {
                                        complaints.add(name + ": no label " + label);
                                    }
                                }
                            });
        }
    }

    private static void groupings(String query, Set<String> labels, List<String> complaints) {
        Matcher grouping = GROUPING.matcher(query);
        while (grouping.find()) {
            for (String label : grouping.group(1).split(",", -1)) {
                if (!label.isBlank() && !labels.contains(label.strip())) {
                    complaints.add(label.strip() + ": no metric of the query has this label");
                }
            }
        }
    }

    private static Optional<Metric> metric(String name) {
        if (name.endsWith("_count")) {
            Optional<Metric> summary =
                    Metric.named(name.substring(0, name.length() - "_count".length()))
                            .filter(known -> known.kind() == Metric.Kind.SUMMARY);
            if (summary.isPresent()) {
                return summary;
            }
        }
        return Metric.named(name);
    }
}
