package io.millrace.modelserver;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.metric.MeterIdPrefixFunction;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import com.linecorp.armeria.server.metric.MetricCollectingService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.modelserver.grpc.InferenceService;
import io.millrace.modelserver.metrics.MetricsPage;
import io.millrace.modelserver.onnx.Accelerator;
import io.millrace.modelserver.onnx.BadModel;
import io.millrace.modelserver.onnx.CudaMissing;
import io.millrace.modelserver.repository.FolderWatch;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.repository.ServedVersion;
import io.millrace.modelserver.rest.InferenceRoutes;
import io.millrace.modelserver.rest.ModelRoutes;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Models behind the Open Inference Protocol on one port, REST and gRPC; when it has started, every
 * model of its folder is warmed up.
 */
public final class ModelServer implements AutoCloseable {

    private final ServerOptions options;
    private final ModelRepository models;
    private final FolderWatch watch;
    private final SettableHealthChecker health = new SettableHealthChecker(true);
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Server server;

    private ModelServer(ServerOptions options, ModelRepository models) {
        this.options = options;
        this.models = models;
        this.server = built();
        server.start().join();
        this.watch = FolderWatch.start(models, options.watch());
    }

    /**
     * Loads the models, then listens.
     *
     * @throws BadModel naming every model that cannot serve, or the folder
     * @throws CudaMissing when CUDA was demanded and does not work
     * @throws java.util.concurrent.CompletionException when the port cannot be had
     */
    public static ModelServer start(ServerOptions options) throws BadModel {
        ModelRepository models =
                ModelRepository.open(options.models(), Accelerator.choose(options.device()));
        try {
            return new ModelServer(options, models);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI uri() {
        return URI.create("http://" + options.host() + ":" + server.activeLocalPort());
    }

    public ModelRepository models() {
        return models;
    }

    /** {@code cpu} or {@code cuda}. */
    public String device() {
        return models.device();
    }

    /** Says that it is not ready, takes no new connections, answers what has begun, and ends. */
    @Override
    public void close() {
        health.setHealthy(false);
        watch.close();
        server.stop().join();
        models.close();
        meters.close();
    }

    private Server built() {
        ServerBuilder builder =
                Server.builder()
                        .http(new InetSocketAddress(options.host(), options.port()))
                        .maxRequestLength(options.limits().bodyBytes())
                        .requestTimeoutMillis(0)
                        .gracefulShutdownTimeout(
                                Duration.ofMillis(200),
                                Duration.ofSeconds(options.limits().drainSeconds()))
                        .errorHandler(new ErrorBody())
                        .meterRegistry(meters);
        long maxElements = options.limits().tensorElements();
        new InferenceRoutes(models, maxElements).addTo(builder);
        new ModelRoutes(models, health::isHealthy).addTo(builder);
        builder.route().get("/metrics").build((ctx, request) -> metrics());
        builder.service(
                GrpcService.builder()
                        .addService(new InferenceService(models, health::isHealthy, maxElements))
                        .addService(GrpcHealthCheckService.of(health))
                        .maxRequestMessageLength(
                                (int) Math.min(Integer.MAX_VALUE, options.limits().bodyBytes()))
                        .build());
        builder.decorator(
                MetricCollectingService.newDecorator(
                        MeterIdPrefixFunction.ofDefault("millrace.model.server")));
        String token = options.token();
        if (token != null) {
            builder.decorator(new Access(token));
        }
        return builder.build();
    }

    private HttpResponse metrics() {
        String counters =
                MetricsPage.of(
                        models.counters(),
                        models.serving().stream().map(ModelServer::pending).toList());
        return HttpResponse.of(
                HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, counters + meters.scrape());
    }

    private static MetricsPage.Pending pending(ServedVersion version) {
        return new MetricsPage.Pending(
                version.identity().model(),
                version.identity().version(),
                version.scheduler().waiting(),
                version.identity().device());
    }
}
