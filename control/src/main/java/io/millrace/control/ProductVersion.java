package io.millrace.control;

import org.apache.flink.runtime.util.EnvironmentInformation;

/** The versions that a run is made with. */
public final class ProductVersion {

    public static final String MILLRACE = "0.1.0";

    private ProductVersion() {}

    public static String flink() {
        return EnvironmentInformation.getVersion();
    }
}
