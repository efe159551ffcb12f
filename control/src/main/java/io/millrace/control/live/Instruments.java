package io.millrace.control.live;

import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.connectors.feed.Feed;
import io.millrace.domain.market.MarketEvent;

/** What a measurement puts around the ends of the live graph. */
public interface Instruments {

    /** The graph as it is. */
    Instruments NONE =
            new Instruments() {
                @Override
                public Feed<MarketEvent> around(Feed<MarketEvent> market) {
                    return market;
                }

                @Override
                public BrokerConnector around(BrokerConnector broker) {
                    return broker;
                }
            };

    Feed<MarketEvent> around(Feed<MarketEvent> market);

    BrokerConnector around(BrokerConnector broker);
}
