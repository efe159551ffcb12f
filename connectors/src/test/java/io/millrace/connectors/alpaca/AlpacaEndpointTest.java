package io.millrace.connectors.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaEndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://paper-api.alpaca.markets",
                "http://127.0.0.1:8090",
                "http://localhost:8090",
                "http://localhost",
                "https://localhost:65535",
                "http://[::1]:8090",
                "http://[::1]"
            })
    void thesePlacesTakeOrders(String address) {
        assertThat(new AlpacaEndpoint(address, AlpacaEndpoint.MARKET_DATA).trading())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://api.alpaca.markets",
                "https://broker-api.alpaca.markets",
                "http://paper-api.alpaca.markets",
                "https://paper-api.alpaca.markets/",
                "https://paper-api.alpaca.markets:443",
                "https://paper-api.alpaca.markets.",
                "https://PAPER-API.alpaca.markets",
                "https://paper-api.alpaca.markets@api.alpaca.markets",
                "https://paper-api.alpaca.markets.evil.example",
                "https://p\u0430per-api.alpaca.markets",
                "https://paper%2dapi.alpaca.markets",
                "https://data.alpaca.markets",
                " https://paper-api.alpaca.markets",
                "https://paper-api.alpaca.markets\n",
                "http://127.0.0.2:8090",
                "http://127.1:8090",
                "http://0127.0.0.1",
                "http://2130706433",
                "http://[::ffff:127.0.0.1]",
                "http://0.0.0.0:8090",
                "http://localhost.:8090",
                "http://LOCALHOST:8090",
                "http://localhost:0",
                "http://localhost:08090",
                "http://localhost:65536",
                "http://localhost:8090/v2",
                "http://me@localhost:8090",
                "ftp://localhost:8090"
            })
    void noOtherPlaceDoes(String address) {
        assertThatThrownBy(() -> new AlpacaEndpoint(address, AlpacaEndpoint.MARKET_DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trading-url: " + address + " (expected: https://paper-");
        if (!address.equals(AlpacaEndpoint.MARKET_DATA)) {
            assertThatThrownBy(() -> new AlpacaEndpoint(AlpacaEndpoint.PAPER, address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("data-url: ");
        }
    }

    @Test
    void theStreamsFollowTheirBase() {
        AlpacaEndpoint here = new AlpacaEndpoint("http://[::1]:8090", "http://127.0.0.1:8091");

        assertThat(AlpacaEndpoint.paper().tradeUpdates())
                .hasToString("wss://paper-api.alpaca.markets/stream");
        assertThat(AlpacaEndpoint.paper().marketStream("/v2/iex"))
                .hasToString("wss://stream.data.alpaca.markets/v2/iex");
        assertThat(here.tradeUpdates()).hasToString("ws://[::1]:8090/stream");
        assertThat(here.marketStream("/v2/iex")).hasToString("ws://127.0.0.1:8091/v2/iex");
        assertThat(here.isPaper()).isFalse();
    }

    @Test
    void anAddressForgedOnTheWireIsRefusedOnArrival() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new AlpacaEndpoint("http://localhost:111", "http://localhost:112"));
        }
        String forged =
                bytes.toString(StandardCharsets.ISO_8859_1)
                        .replace("http://localhost:111", "https://10.0.0.12:99");

        assertThatThrownBy(
                        () ->
                                new ObjectInputStream(
                                                new ByteArrayInputStream(
                                                        forged.getBytes(
                                                                StandardCharsets.ISO_8859_1)))
                                        .readObject())
                .hasStackTraceContaining("trading-url: https://10.0.0.12:99");
    }
}
