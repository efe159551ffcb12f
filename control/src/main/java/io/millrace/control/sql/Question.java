package io.millrace.control.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query with what its header says about it.
 *
 * @param name what users type
 * @param title what it answers, in a sentence
 * @param remarks the rest of what its users must know; empty if nothing
 * @param parameters in the order of the header
 * @param columns meaning of each column of the answer, by its name
 * @param sql the file as it is
 */
record Question(
        String name,
        String title,
        String remarks,
        List<Parameter> parameters,
        Map<String, String> columns,
        String sql) {

    private static final Pattern PARAMETER =
            Pattern.compile(" {2}:(?<name>\\w+)(?: = (?<value>.*?))? {2,}(?<meaning>.+)");
    private static final Pattern COLUMN = Pattern.compile(" {2}(?<name>\\w+) {2,}(?<meaning>.+)");

    /**
     * A value that its users may give.
     *
     * @param standard what counts unless they do; absent when they must
     */
    record Parameter(String name, @Nullable String standard, String meaning) {}

    /** Reads the comment at the start of the file. */
    static Question parse(String name, String sql) {
        List<String> header =
                sql.lines()
                        .takeWhile(line -> line.startsWith("--"))
                        .map(line -> line.substring(2).replaceFirst("^ ", ""))
                        .toList();
        List<String> prose = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        Map<String, String> columns = new LinkedHashMap<>();
        String section = "";
        for (String line : header) {
            Matcher parameter = PARAMETER.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (line.equals("Parameters:") || line.equals("Columns:")) {
                section = line;
            } else if (section.isEmpty()) {
                prose.add(line);
            } else if (section.equals("Parameters:") && parameter.matches()) {
                parameters.add(parameter(parameter));
            } else if (section.equals("Columns:") && column.matches()) {
                columns.put(column.group("name"), column.group("meaning"));
            }
        }
        String title = prose.isEmpty() ? name : prose.get(0);
        String remarks = prose.stream().skip(1).collect(Collectors.joining(" ")).strip();
        return new Question(name, title, remarks, List.copyOf(parameters), columns, sql);
    }

    private static Parameter parameter(Matcher written) {
        String value = written.group("value");
        return new Parameter(
                written.group("name"),
                value == null ? null : value.replaceFirst("^'(.*)'$", "$1"),
                written.group("meaning"));
    }
}
