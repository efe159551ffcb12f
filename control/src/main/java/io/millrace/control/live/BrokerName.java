package io.millrace.control.live;

import io.millrace.control.CommandFailure;

/** The brokers that there are; real money is not among them. */
public enum BrokerName {
    /** The simulator, which is approved until somebody revokes it. */
    SIM("sim"),
    /** Alpaca's paper account, where nothing is sent before somebody approves it. */
    ALPACA_PAPER("alpaca-paper");

    private final String label;

    BrokerName(String label) {
        this.label = label;
    }

    /**
     * The broker of that name.
     *
     * @throws CommandFailure when there is none
     */
    public static BrokerName named(String label) {
        for (BrokerName broker : values()) {
            if (broker.label.equals(label)) {
                return broker;
            }
        }
        throw CommandFailure.usage("--broker: " + label + " (expected: sim or alpaca-paper)");
    }

    /** As users type it; also the name of its control folder. */
    public String label() {
        return label;
    }

    /** Whether it trades while nobody has said anything. */
    public boolean isApprovedUnlessRevoked() {
        return this == SIM;
    }
}
