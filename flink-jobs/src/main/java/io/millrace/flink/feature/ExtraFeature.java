package io.millrace.flink.feature;

import java.io.Serializable;

/**
 * A configured feature beyond the built-in ones.
 *
 * @param name as columns and files spell it, such as {@code cci_20}
 * @param readyAfter bars before which its value would still depend on where the tape begins
 */
public record ExtraFeature(String name, Ta4jSpec indicator, int readyAfter)
        implements Serializable {}
