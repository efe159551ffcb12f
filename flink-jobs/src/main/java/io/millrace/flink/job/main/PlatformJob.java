package io.millrace.flink.job.main;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The jobs that a cluster runs, each with the class that starts it: the table of jobs. */
public enum PlatformJob {
    INGEST(IngestMain.class),
    SIGNALS(SignalsMain.class),
    TRADING(TradingMain.class),
    ARCHIVE(ArchiveMain.class);

    private final Class<?> mainClass;

    PlatformJob(Class<?> mainClass) {
        this.mainClass = mainClass;
    }

    /** What people and Flink call it, such as {@code signals}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the class whose {@code main} assembles and executes it. */
    public String mainClass() {
        return mainClass.getName();
    }

    /** The job of that label. */
    public static Optional<PlatformJob> labelled(String label) {
        return Arrays.stream(values()).filter(job -> job.label().equals(label)).findFirst();
    }
}
