package io.millrace.connectors.files;

import java.io.Serializable;
import java.util.List;

/** Hears how far a tape was read, whenever that much is safe in a checkpoint. */
@FunctionalInterface
public interface TapeListener extends Serializable {

    /** Nobody listens. */
    TapeListener NOBODY = files -> {};

    /** Everything up to these positions will not be read again. */
    void safe(List<FilePosition> files);
}
