package io.millrace.domain.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is asked for.
 *
 * @param name under which the server knows it
 * @param version absent: whichever the server has made its newest
 * @param sha256 hash that the artifact must have; absent: any
 */
public record ModelRef(String name, @Nullable String version, @Nullable String sha256)
        implements Serializable {

    /** The model's newest version. */
    public static ModelRef newest(String name) {
        return new ModelRef(name, null, null);
    }

    /** Such as {@code tft/3@0a1b2c3d}. */
    @Override
    public String toString() {
        return name
                + (version == null ? "" : "/" + version)
                + (sha256 == null ? "" : "@" + sha256.substring(0, Math.min(8, sha256.length())));
    }
}
