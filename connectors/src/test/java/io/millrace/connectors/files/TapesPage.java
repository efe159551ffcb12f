package io.millrace.connectors.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The guide to tapes, as its tests read it. */
final class TapesPage {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private TapesPage() {}

    static String text() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("project.root", ".."), "docs", "tapes.md"));
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(text()).results().map((MatchResult one) -> one.group(1)).toList();
    }
}
