package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    // SQLSTATE codes by name: PostgreSQL documentation, appendix A
    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "08006, connection_failure, TRANSIENT",
        "57P01, admin_shutdown, TRANSIENT",
        "57P03, cannot_connect_now, TRANSIENT",
        "53300, too_many_connections, TRANSIENT",
        "40P01, deadlock_detected, TRANSIENT",
        "55P03, lock_not_available, TRANSIENT",
        "22008, datetime_field_overflow, DATA",
        "23502, not_null_violation, DATA",
        "54000, program_limit_exceeded, DATA",
        "28P01, invalid_password, PERMANENT",
        "3D000, invalid_catalog_name, PERMANENT",
        "42P01, undefined_table, PERMANENT",
        "42501, insufficient_privilege, PERMANENT",
        "'', none, PERMANENT",
    })
    void tellsWhatMaySucceedLaterFromWhatWillNot(String state, String name, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException(name, state))).isEqualTo(expected);
    }

    @Test
    void findsTheServersOwnExceptionBehindABatch() {
        SQLException server = new SQLException("why", "23502");
        BatchUpdateException batch = new BatchUpdateException("batch", "23502", new int[0]);
        batch.setNextException(server);

        assertThat((Object) SqlFailure.behind(new IOException(new IOException(batch))))
                .isSameAs(server);
    }

    @Test
    void findsNothingBehindAFailureThatIsNotSql() {
        assertThat((Object) SqlFailure.behind(new IOException("disk"))).isNull();
    }
}
