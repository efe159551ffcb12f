package io.millrace.control;

import io.millrace.control.audit.AuditCommand;
import io.millrace.control.backfill.BackfillCommand;
import io.millrace.control.backtest.BacktestCommand;
import io.millrace.control.bench.BenchCommand;
import io.millrace.control.broker.BrokerSimCommand;
import io.millrace.control.chaos.ChaosCommand;
import io.millrace.control.cluster.ClusterCommand;
import io.millrace.control.demo.DemoCommand;
import io.millrace.control.dlq.DlqCommand;
import io.millrace.control.explain.ExplainCommand;
import io.millrace.control.ledger.LedgerCommand;
import io.millrace.control.live.ApproveCommand;
import io.millrace.control.live.KillCommand;
import io.millrace.control.live.PreflightCommand;
import io.millrace.control.live.ReconcileCommand;
import io.millrace.control.live.ResumeCommand;
import io.millrace.control.live.RevokeCommand;
import io.millrace.control.live.RunCommand;
import io.millrace.control.live.StatusCommand;
import io.millrace.control.model.ModelServerCommand;
import io.millrace.control.model.ModelsCommand;
import io.millrace.control.sql.SqlCommand;
import io.millrace.control.stack.DownCommand;
import io.millrace.control.stack.UpCommand;
import io.millrace.control.state.StateCommand;
import io.millrace.control.tape.TapeCommand;
import io.millrace.control.topics.TopicsCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of Millrace. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        version = "Millrace " + ProductVersion.MILLRACE,
        description = {
            "A streaming trading platform on Apache Flink: market data to features, alphas,",
            "decisions, orders and a report. Paper trading only."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BacktestCommand.class,
            BackfillCommand.class,
            BrokerSimCommand.class,
            ModelServerCommand.class,
            RunCommand.class,
            PreflightCommand.class,
            SqlCommand.class,
            DlqCommand.class,
            ApproveCommand.class,
            RevokeCommand.class,
            KillCommand.class,
            ResumeCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ClusterCommand.class,
            ReconcileCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            ModelsCommand.class,
            TapeCommand.class,
            TopicsCommand.class,
            StateCommand.class,
            LedgerCommand.class,
            ChaosCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Of the trainer, a program of its own that is built when it is first wanted:",
            "  export   Writes a trained model as ONNX.",
            "",
            "Start with:",
            "  ./millrace demo              real trades to orders and a report, in a minute",
            "  ./millrace backtest --data bars.csv --out result",
            "  ./millrace test              all tests of a checkout, on this machine alone",
            "",
            "Results go to stdout, progress and errors to stderr.",
            "Exit codes: 0 ok, 1 failed (may work later), 2 usage or configuration,",
            "3 unusable input. MILLRACE_LOG=info shows what Flink logs; docs/cli.md has it all."
        })
public final class Millrace {

    private Millrace() {}

    public static void main(String[] arguments) {
        System.exit(execute(writer(System.out), writer(System.err), arguments));
    }

    /** Runs one command and gives its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    /** All commands, for who runs or describes them. */
    public static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setParameterExceptionHandler(
                        (wrong, arguments) -> {
                            tellUsage(wrong);
                            return ExitCode.USAGE;
                        })
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            if (!isEnding()) {
                                command.getErr().println(Failures.told(failure));
                            }
                            return Failures.exitCode(failure);
                        });
    }

    private static void tellUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        if (String.valueOf(wrong.getMessage()).equals("Missing required subcommand")) {
            command.usage(err);
            return;
        }
        err.println("millrace: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
    }

    /** After Ctrl-C whatever still runs fails for that reason, which nobody needs to be told. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
