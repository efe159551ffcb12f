package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    @Test
    void waitsForAServerThatSaysThatItIsRecoveringAndForNoOther() throws Exception {
        List<String> answers = List.of("57P03", "57P03", "28P01");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> asked =
                    CompletableFuture.supplyAsync(() -> refuse(server, answers));
            DatabaseAddress address =
                    DatabaseAddress.parse(
                            "postgresql://ann:s3cret@127.0.0.1:"
                                    + server.getLocalPort()
                                    + "/trading?sslmode=disable&gssEncMode=disable");

            assertThatThrownBy(address::connect)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            last -> assertThat(last.getSQLState()).isEqualTo("28P01"));
            assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(answers.size());
        }
    }

    /** PostgreSQL's protocol: a startup message of its own length, answered by an error. */
    private static int refuse(ServerSocket server, List<String> states) {
        int asked = 0;
        try {
            for (String state : states) {
                try (Socket client = server.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    in.readNBytes(in.readInt() - Integer.BYTES);
                    String fields = "SFATAL\0VFATAL\0C" + state + "\0Mplanted\0\0";
                    DataOutputStream out = new DataOutputStream(client.getOutputStream());
                    out.writeByte('E');
                    out.writeInt(Integer.BYTES + fields.length());
                    out.writeBytes(fields);
                    out.flush();
                    asked++;
                }
            }
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
