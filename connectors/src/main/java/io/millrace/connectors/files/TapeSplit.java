package io.millrace.connectors.files;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A whole tape and how far it was read.
 *
 * <p>A tape is one split: its files are merged by time, so no two readers could share it, and the
 * watermark belongs to all of them together.
 *
 * @param files positions of the files that were begun
 * @param clock what the next watermark depends on
 */
public record TapeSplit(List<FilePosition> files, TapeClock clock) implements SourceSplit {

    public TapeSplit {
        files = List.copyOf(files);
    }

    /** A tape of which nothing was read. */
    public static TapeSplit unread() {
        return new TapeSplit(List.of(), TapeClock.START);
    }

    @Override
    public String splitId() {
        return "tape";
    }
}
