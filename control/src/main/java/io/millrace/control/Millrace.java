package io.millrace.control;

import io.millrace.control.backtest.BacktestCommand;
import io.millrace.control.bench.BenchCommand;
import io.millrace.control.demo.DemoCommand;
import io.millrace.control.tape.TapeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Millrace. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        version = "Millrace 0.1.0",
        description = {
            "A streaming trading platform: market data to features, alphas, decisions, orders and a",
            "report, on Apache Flink. Paper trading only."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BacktestCommand.class,
            TapeCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Start with:",
            "  ./millrace demo                      real trades to orders and a report, in a minute",
            "  ./millrace backtest --data bars.csv --out result",
            "  ./millrace test                      all tests, on this machine alone",
            "",
            "Exit codes: 0 ok, 1 failed, 2 usage or configuration, 3 unusable input."
        })
public final class Millrace {

    private Millrace() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs one command and gives its exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(new Millrace())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            command.getErr().println(Failures.told(failure));
                            return Failures.exitCode(failure);
                        })
                .execute(arguments);
    }
}
