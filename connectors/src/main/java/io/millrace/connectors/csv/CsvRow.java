package io.millrace.connectors.csv;

import java.io.Serializable;

/**
 * How a record becomes one line of a file.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface CsvRow<T> extends Serializable {

    /** Appends the fields of the record to the line. */
    void write(T value, CsvLine line);
}
