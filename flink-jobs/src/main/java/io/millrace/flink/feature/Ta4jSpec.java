package io.millrace.flink.feature;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TA4J indicator as the configuration writes it.
 *
 * @param indicator simple name of its class, such as {@code CCIIndicator}
 * @param of the indicator that it is computed over; absent means the close
 * @param params numbers, texts, flags or nested indicators, in the order of its constructor
 */
public record Ta4jSpec(String indicator, @Nullable Ta4jSpec of, List<Object> params)
        implements Serializable {}
