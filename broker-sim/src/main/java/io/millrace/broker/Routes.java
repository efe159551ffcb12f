package io.millrace.broker;

import com.linecorp.armeria.server.ServerBuilder;

/** A part of the API that adds its paths to the server. */
public interface Routes {

    void addTo(ServerBuilder server);
}
