package io.millrace.control.stack;

import io.millrace.control.Millrace;
import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of this program that serves HTTP, as a server of the stack. */
abstract class ProgramServer extends JvmServer {

    private static final List<String> STANDARD_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String heap;
    private final String question;

    /**
     * A server that is not launched yet.
     *
     * @param heap as the JVM takes it, such as {@code 512m}
     * @param question path that answers 200 when all is well
     */
    ProgramServer(String name, Place place, String heap, String question) {
        super(name, place);
        this.heap = heap;
        this.question = question;
    }

    /** What follows {@code ./millrace}. */
    abstract List<String> arguments() throws IOException;

    @Override
    public String address() {
        return "http://" + Loopback.HOST + ":" + port();
    }

    @Override
    protected JavaCommand command() throws IOException {
        return millrace(heap, arguments(), folder());
    }

    @Override
    protected boolean answers() {
        return HttpAnswer.get(address() + question).filter(HttpAnswer::isOk).isPresent();
    }

    /** A command of this program in a JVM of its own. */
    static JavaCommand millrace(String heap, List<String> arguments, Path directory) {
        List<String> options = new ArrayList<>(STANDARD_OPTIONS);
        options.add("-Xmx" + heap);
        return new JavaCommand(
                options,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                Millrace.class.getName(),
                arguments,
                directory);
    }
}
