package io.millrace.control.explain;

/** A row of a result file, or of a table under the columns of that file. */
@FunctionalInterface
interface Row {

    /** The cell of the column; empty where there is no value. */
    String get(String column);
}
