package io.millrace.connectors.alpaca;

import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.domain.market.Market;

/**
 * Opens connections to one account, at Alpaca's paper host or at a simulator; carries where the
 * keys are kept, never the keys.
 *
 * @param market crypto orders know no session
 */
public record AlpacaConnector(
        AlpacaEndpoint endpoint, AlpacaKeys keys, Market market, AlpacaOptions options)
        implements BrokerConnector {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses to knock at Alpaca's door with a key that only a simulator takes.
     *
     * @throws IllegalArgumentException for such a pair
     */
    public AlpacaConnector {
        if (endpoint.isPaper() && keys.source() == AlpacaKeys.Source.SIMULATOR) {
            throw new IllegalArgumentException(
                    "keys: SIMULATOR (expected: ENVIRONMENT or FILE for "
                            + endpoint.trading()
                            + ")");
        }
    }

    /**
     * A connection; nothing is sent before the first request.
     *
     * @throws IllegalArgumentException when the keys cannot be read here
     */
    @Override
    public AlpacaBroker connect() {
        return new AlpacaBroker(AlpacaHttp.open(endpoint, keys, options), market, options);
    }
}
