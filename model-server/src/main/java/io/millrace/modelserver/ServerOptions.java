package io.millrace.modelserver;

import io.millrace.modelserver.onnx.Device;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started.
 *
 * @param models the folder: {@code <name>/<version>/model.onnx}
 * @param host the address to listen at
 * @param port 0 for a free one
 * @param token what callers have to show; none for everybody
 * @param watch how long between two looks at the folder
 */
public record ServerOptions(
        Path models,
        String host,
        int port,
        Device device,
        @Nullable String token,
        Limits limits,
        Duration watch) {

    public static final String LOOPBACK = "127.0.0.1";

    /**
     * What a request may at most be.
     *
     * @param bodyBytes of the whole request
     * @param tensorElements of one tensor
     * @param drainSeconds how long requests that have begun may take after the end was asked for
     */
    public record Limits(long bodyBytes, long tensorElements, int drainSeconds) {

        /** 64 MiB, as Triton has it, and as many floats as they hold. */
        public static Limits standard() {
            return new Limits(64L << 20, 16L << 20, 30);
        }
    }

    /** On a free port of this machine, on the processor, for everybody. */
    public static ServerOptions local(Path models) {
        return new ServerOptions(
                models, LOOPBACK, 0, Device.CPU, null, Limits.standard(), Duration.ofMillis(500));
    }

    public ServerOptions withToken(String shown) {
        return new ServerOptions(models, host, port, device, shown, limits, watch);
    }

    public ServerOptions withLimits(Limits other) {
        return new ServerOptions(models, host, port, device, token, other, watch);
    }

    public ServerOptions withWatch(Duration other) {
        return new ServerOptions(models, host, port, device, token, limits, other);
    }

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "ServerOptions[models=" + models + ", host=" + host + ", port=" + port + "]";
    }
}
