package io.millrace.connectors.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Market;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaKeysTest {

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PKID\nhush\n",
                "# paper account\n\n  PKID\nhush",
                "APCA_API_KEY_ID=PKID\nAPCA_API_SECRET_KEY=hush\n",
                "export APCA_API_SECRET_KEY='hush'\nexport APCA_API_KEY_ID=\"PKID\"\nOTHER=1\n"
            })
    void aFileHoldsTwoLinesOrTwoNames(String text) throws IOException {
        assertThat(AlpacaKeys.file(file(text, "rw-------")).read())
                .isEqualTo(new AlpacaKeys.Pair("PKID", "hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "r--------", "rw-rw-rw-"})
    void aFileThatOthersMayReadIsRefusedWithTheCommandThatHelps(String permissions)
            throws IOException {
        Path file = file("PKID\nhush\n", permissions);

        assertThatThrownBy(() -> AlpacaKeys.file(file).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has permissions " + permissions)
                .hasMessageContaining("chmod 600 '" + file + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PKID", "PKID\nhush hush", "PKID\nhush\u00e9", "a\nb\nhush"})
    void aKeyThatIsNoneIsRefusedWithoutBeingShown(String text) throws IOException {
        Path file = file(text, "rw-------");

        assertThatThrownBy(() -> AlpacaKeys.file(file).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: a key)")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> AlpacaKeys.file(folder.resolve("none")).read())
                .hasMessageContaining("none (expected: a readable file");
    }

    @Test
    void theEnvironmentIsReadByAlpacasNames() {
        Map<String, String> environment =
                Map.of("APCA_API_KEY_ID", "PKID", "APCA_API_SECRET_KEY", "hush");

        assertThat(AlpacaKeys.environment().read(environment).secret()).isEqualTo("hush");
        assertThatThrownBy(() -> AlpacaKeys.environment().read(Map.of()))
                .hasMessage(
                        "APCA_API_KEY_ID: missing or not printable in the environment"
                                + " (expected: a key)");
    }

    @Test
    void neitherTextNorWireShowsAKey() throws IOException {
        AlpacaKeys keys = AlpacaKeys.file(file("PKID\nhush\n", "rw-------"));
        AlpacaKeys.Pair pair = keys.read();
        AlpacaConnector connector =
                new AlpacaConnector(
                        AlpacaEndpoint.paper(), keys, Market.XNYS, AlpacaOptions.standard());
        connector.connect().close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(connector);
        }

        assertThat(pair + " " + connector + bytes.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("hush", "PKID");
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }
}
