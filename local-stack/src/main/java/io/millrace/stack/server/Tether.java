package io.millrace.stack.server;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class in front of a server's own: ties the server's life to the process that started it.
 *
 * <p>The parent holds the other end of standard input and never writes. However it ends, by a kill
 * -9 too, the system closes that end, and the server is gone at once. This works for any user on
 * any system, leaves no moment in which the parent could die unseen, and needs no program beside
 * Java. What the servers keep has to survive a crash anyway.
 */
public final class Tether {

    private static final int KILLED = 137;

    private Tether() {}

    /** Runs {@code main(rest)} of the class that the first argument names. */
    public static void main(String[] arguments) throws Throwable {
        Thread watch = new Thread(Tether::awaitEndOfParent, "tether");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static void awaitEndOfParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // as good as the end
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
