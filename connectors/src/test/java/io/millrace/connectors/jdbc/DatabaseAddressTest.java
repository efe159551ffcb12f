package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "postgresql://ann:s3cret@db.example:6432/trading, "
                + "jdbc:postgresql://db.example:6432/trading, ann, s3cret",
        "postgres://ann:s3cret@db.example/trading, "
                + "jdbc:postgresql://db.example/trading, ann, s3cret",
        "jdbc:postgresql://db.example/trading?user=ann&password=s3cret&sslmode=require, "
                + "jdbc:postgresql://db.example/trading?sslmode=require, ann, s3cret",
        "postgresql://ann:a%40b+c%3A@db.example/trading, "
                + "jdbc:postgresql://db.example/trading, ann, a@b+c:",
        "postgresql://ann:a:b@db.example/trading, jdbc:postgresql://db.example/trading, ann, a:b",
    })
    void readsAnAddressAsPeopleWriteIt(
            String written, String jdbcUrl, String user, String password) {
        assertThat(DatabaseAddress.parse(written))
                .isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:s3cret@db.example/trading",
                "postgresql://ann:s3cret@/trading",
                "postgresql://ann:s3cret@db.example",
                "postgresql://ann:s3cret@db.example:port/trading",
                "postgresql://ann:s3c ret@db.example/trading?password=s3cret",
                "trading",
                ""
            })
    void refusesWhatIsNoAddressWithoutShowingThePassword(String written) {
        assertThatThrownBy(() -> DatabaseAddress.parse(written))
                .isInstanceOf(DatabaseException.class)
                .hasNoCause()
                .hasMessageStartingWith("db: ")
                .hasMessageContaining("expected: postgresql://user:password@host:port/database")
                .hasMessageNotContaining("s3c");
    }

    @Test
    void printsItselfWithoutThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://ann:s3cret@db.example:6432/trading"))
                .hasToString("postgresql://db.example:6432/trading");
    }
}
