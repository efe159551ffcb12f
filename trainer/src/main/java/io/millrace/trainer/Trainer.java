package io.millrace.trainer;

import io.millrace.connectors.files.TapeException;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.trainer.drift.DriftCommand;
import io.millrace.trainer.onnx.ExportCommand;
import io.millrace.trainer.run.TrainCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The commands of {@code ./millrace} that train models and export them. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        description = "Trains models on served features and exports them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TrainCommand.class, ExportCommand.class, DriftCommand.class})
public final class Trainer {

    private Trainer() {}

    public static void main(String[] arguments) {
        System.exit(execute(writer(System.out), writer(System.err), arguments));
    }

    /** Runs one command and gives its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    /** All commands, for who runs or describes them. */
    static CommandLine commandLine() {
        return new CommandLine(new Trainer())
                .setParameterExceptionHandler((wrong, arguments) -> tellUsage(wrong))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> tell(failure, command.getErr()));
    }

    private static int tellUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        if (String.valueOf(wrong.getMessage()).equals("Missing required subcommand")) {
            command.usage(err);
        } else {
            err.println("millrace: " + wrong.getMessage());
            err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        return TrainerFailure.USAGE;
    }

    private static int tell(Exception failure, PrintWriter err) {
        if (failure instanceof TrainerFailure known) {
            err.println("millrace: " + known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof InvalidConfiguration) {
            err.println("millrace: " + failure.getMessage());
            return TrainerFailure.USAGE;
        }
        if (failure instanceof TapeException) {
            err.println("millrace: " + failure.getMessage());
            return TrainerFailure.UNUSABLE_INPUT;
        }
        if (failure instanceof DatabaseException database) {
            err.println("millrace: " + database.getMessage());
            return database.isMisconfigured() ? TrainerFailure.USAGE : TrainerFailure.FAILED;
        }
        err.println("millrace: unexpected failure: " + failure);
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            err.println("  caused by: " + cause);
        }
        err.println("  MILLRACE_LOG=info shows more; please report it");
        return TrainerFailure.FAILED;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
