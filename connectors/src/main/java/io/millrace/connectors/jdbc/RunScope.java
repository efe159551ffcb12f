package io.millrace.connectors.jdbc;

import java.io.Serializable;

/**
 * Whose rows are written: what keeps several runs apart in the same tables.
 *
 * @param runId id of the run
 * @param account account that trades in it
 */
public record RunScope(String runId, String account) implements Serializable {

    private static final long serialVersionUID = 1L;

    <T> Column<T> run() {
        String id = runId;
        return Column.text("run_id", row -> id);
    }

    <T> Column<T> owner() {
        String name = account;
        return Column.text("account", row -> name);
    }
}
