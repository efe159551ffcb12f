package io.millrace.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page and the help about the command line, against the command line. */
class CommandLinePageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)");

    static Stream<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>();
        collect(Millrace.commandLine(), commands);
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsOnThePageAndNoOther(CommandLine command) throws IOException {
        assertThat(documented(section(command))).isEqualTo(options(command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsEightyColumnsAndTeaches(CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help).contains("./millrace");
        assertThat(options(command))
                .allSatisfy(
                        option ->
                                assertThat(
                                                command.getCommandSpec()
                                                        .findOption(option)
                                                        .description())
                                        .isNotEmpty());
    }

    @Test
    void noCommandGetsTheHelp() {
        CliRun run = CliRun.of();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Usage: millrace", "demo", "backtest", "Exit codes:");
    }

    @Test
    void helpGoesToStdoutAndSucceeds() {
        CliRun run = CliRun.of("help", "backtest");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("--data=PATH");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aMisspelledCommandGetsASuggestion() {
        CliRun run = CliRun.of("backtset");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("backtset").contains("backtest");
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        if (command.getCommandName().equals("help")) {
            return;
        }
        if (command.getSubcommands().isEmpty()) {
            into.add(command);
        }
        command.getSubcommands().values().forEach(one -> collect(one, into));
    }

    private static Set<String> options(CommandLine command) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static Set<String> documented(String section) {
        Set<String> names = new TreeSet<>();
        Matcher rows = ROW.matcher(section);
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }

    private static String section(CommandLine command) throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("project.root"), "docs", "cli.md"));
        String heading = "\n## " + command.getCommandSpec().qualifiedName() + "\n";
        assertThat(page).contains(heading);
        String rest = page.substring(page.indexOf(heading) + heading.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }
}
