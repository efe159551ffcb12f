package io.millrace.connectors.alpaca;

/** Clients of a fake that lose their patience soon. */
final class Clients {

    static final AlpacaOptions OPTIONS = new AlpacaOptions(2_000, 1_000, 3, 250, 5_000, 3_600_000);

    static final AlpacaKeys.Pair KEYS = new AlpacaKeys.Pair("KEYID", "SECRETSECRET");

    private Clients() {}

    static AlpacaHttp http(AlpacaEndpoint endpoint, Pace pace) {
        return new AlpacaHttp(endpoint, KEYS, OPTIONS, PaperOnlySockets.system(), pace);
    }
}
