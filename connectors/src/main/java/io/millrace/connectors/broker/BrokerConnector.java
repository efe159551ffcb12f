package io.millrace.connectors.broker;

import java.io.Serializable;

/** Opens connections to one broker's account, wherever the job runs. */
public interface BrokerConnector extends Serializable {

    Broker connect();
}
