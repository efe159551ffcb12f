package io.millrace.control.stack;

import io.millrace.stack.supervisor.StackFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the stack of this machine lives: below Millrace's own folder. */
public final class StackHome {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:MILLRACE_STATE:-${sys:user.home}/.millrace}",
            description = "Millrace's own folder; MILLRACE_STATE or ~/.millrace unless said.")
    private Path home = Path.of(".millrace");

    StackFolder folder() {
        return in(home);
    }

    /** The stack of a folder that something else has found. */
    public static StackFolder in(Path home) {
        return new StackFolder(home.toAbsolutePath().resolve("stack"));
    }
}
