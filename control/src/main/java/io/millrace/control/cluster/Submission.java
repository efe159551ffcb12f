package io.millrace.control.cluster;

import java.util.List;

/**
 * What a job was started with, kept so that it can be started again.
 *
 * @param jar file name of the jar, which is made of what is in it
 * @param arguments of its main class
 */
record Submission(String job, String jar, List<String> arguments, int parallelism) {

    Submission {
        arguments = List.copyOf(arguments);
    }

    Submission withJar(String other) {
        return new Submission(job, other, arguments, parallelism);
    }

    Submission withParallelism(int other) {
        return new Submission(job, jar, arguments, other);
    }
}
