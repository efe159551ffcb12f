package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page and the help about the trainer's commands, against the commands. */
class TrainerPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)");

    static Iterable<CommandLine> commands() {
        return Trainer.commandLine().getSubcommands().values();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsOnThePageAndNoOther(CommandLine command) throws IOException {
        Set<String> options = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                options.add(option.longestName());
            }
        }

        assertThat(documented(command)).isEqualTo(options);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsEightyColumnsAndTeaches(CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help).contains("./millrace");
    }

    private static Set<String> documented(CommandLine command) throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("project.root"), "docs", "cli.md"));
        String heading = "\n## " + command.getCommandSpec().qualifiedName() + "\n";
        assertThat(page).contains(heading);
        String rest = page.substring(page.indexOf(heading) + heading.length());
        int end = rest.indexOf("\n## ");
        Set<String> names = new TreeSet<>();
        Matcher rows = ROW.matcher(end < 0 ? rest : rest.substring(0, end));
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }
}
