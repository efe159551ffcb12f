package io.millrace.broker.stream;

import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.Faults;

/** The faults that befall a socket whenever it has something to say. */
public final class SocketFaults {

    private final Faults faults;
    private final String occasion;

    /**
     * The faults of one kind of socket.
     *
     * @param path the path that clients open, such as {@code /stream}
     */
    public SocketFaults(Faults faults, String path) {
        this.faults = faults;
        this.occasion = "GET " + path;
    }

    /** Lets a fault strike, where one is in force; false when the socket is gone. */
    public boolean survives(Outbox outbox) {
        if (faults.strike(FaultKind.DROP_SOCKET, occasion).isPresent()) {
            outbox.drop();
            return false;
        }
        faults.strike(FaultKind.MUTE_SOCKET, occasion)
                .ifPresent(fault -> outbox.mute(fault.delayMillis()));
        return true;
    }
}
