package io.millrace.control.sql;

import io.millrace.control.CommandFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query whose parameters have values. {@code :name} and {@code :'name'} are parameters as in
 * psql, outside of texts and comments; their values travel beside the query and never become part
 * of it.
 */
final class BoundQuery {

    /** What may hide a colon, and a cast, before what is a parameter. */
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?s)(?<skip>--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]*\"|\\$(\\w*)\\$.*?\\$\\2\\$|::)"
                            + "|(?<!\\w):(?<plain>[A-Za-z_]\\w*)|:'(?<quoted>[A-Za-z_]\\w*)'|(?<mark>\\?)");

    private final String jdbc;
    private final List<String> values;

    private BoundQuery(String jdbc, List<String> values) {
        this.jdbc = jdbc;
        this.values = values;
    }

    /**
     * Gives every parameter its value.
     *
     * @param given by name
     * @throws CommandFailure when a parameter has no value, or a value no parameter
     */
    static BoundQuery of(Question question, Map<String, String> given) {
        StringBuilder jdbc = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher tokens = TOKENS.matcher(question.sql());
        while (tokens.find()) {
            String name = tokens.group("plain");
            name = name == null ? tokens.group("quoted") : name;
            if (name != null) {
                names.add(name);
                tokens.appendReplacement(jdbc, "?");
            } else if (tokens.group("mark") != null) {
                // an operator of PostgreSQL that the driver would take for a parameter
                tokens.appendReplacement(jdbc, "??");
            } else {
                tokens.appendReplacement(jdbc, Matcher.quoteReplacement(tokens.group()));
            }
        }
        tokens.appendTail(jdbc);
        Map<String, String> values = values(question, new TreeSet<>(names), given);
        return new BoundQuery(
                jdbc.toString(),
                names.stream().map(name -> values.getOrDefault(name, "")).toList());
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(jdbc);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return statement;
    }

    private static Map<String, String> values(
            Question question, Set<String> names, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw CommandFailure.usage(
                        "--param: "
                                + name
                                + " is not a parameter of "
                                + question.name()
                                + (names.isEmpty()
                                        ? " (expected: none)"
                                        : " (expected: " + String.join(", ", names) + ")"));
            }
        }
        Map<String, String> values = new TreeMap<>();
        for (Question.Parameter parameter : question.parameters()) {
            if (parameter.standard() != null) {
                values.put(parameter.name(), parameter.standard());
            }
        }
        values.putAll(given);
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw CommandFailure.usage(
                    "--param: "
                            + missing.stream()
                                    .map(name -> name + " is missing" + meaning(question, name))
                                    .collect(Collectors.joining("; ")));
        }
        return values;
    }

    private static String meaning(Question question, String name) {
        return question.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(parameter -> " (expected: --param " + name + "=" + parameter.meaning() + ")")
                .findFirst()
                .orElse(" (expected: --param " + name + "=VALUE)");
    }
}
