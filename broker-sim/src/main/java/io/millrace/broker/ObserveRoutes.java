package io.millrace.broker;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Exchange;
import io.millrace.observe.Health;
import io.millrace.observe.HealthCheck;
import io.millrace.observe.HealthReport;
import io.millrace.observe.Metric;
import io.millrace.observe.Metrics;
import io.millrace.observe.ObserveServer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What the simulator shows of itself, on its own port: {@code /health} and {@code /metrics}. */
final class ObserveRoutes implements Routes {

    private static final MediaType TEXT = MediaType.parse(ObserveServer.METRICS_TYPE);

    private final Metrics metrics;
    private final Health health;

    ObserveRoutes(Metrics metrics, Exchange exchange) {
        this.metrics = metrics;
        this.health =
                Health.of("broker-sim")
                        .with(
                                "exchange",
                                () ->
                                        exchange.read(
                                                desk ->
                                                        HealthCheck.Finding.passed(
                                                                desk.tickets().all().size()
                                                                        + " orders")))
                        .with(
                                "tape",
                                () ->
                                        HealthCheck.Finding.passed(
                                                exchange.isOver() ? "over" : "not over"));
        health.measure(metrics);
        count("open", exchange, desk -> desk.tickets().open().size());
        count("all", exchange, desk -> desk.tickets().all().size());
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/health").build((ctx, request) -> aside(ctx, request, this::healthNow));
        server.route()
                .get("/health/live")
                .build(
                        (ctx, request) ->
                                HttpResponse.of(
                                        HttpStatus.OK,
                                        MediaType.JSON_UTF_8,
                                        "{\"status\":\"UP\"}"));
        server.route()
                .get("/metrics")
                .build(
                        (ctx, request) ->
                                aside(
                                        ctx,
                                        request,
                                        () ->
                                                HttpResponse.of(
                                                        HttpStatus.OK, TEXT, metrics.scrape())));
    }

    private HttpResponse healthNow() {
        HealthReport report = health.report();
        return HttpResponse.of(
                HttpStatus.valueOf(report.httpStatus()), MediaType.JSON_UTF_8, report.json());
    }

    /** Looking waits for the exchange, and who serves orders must not wait for who looks. */
    private static HttpResponse aside(
            ServiceRequestContext ctx, HttpRequest request, Supplier<HttpResponse> answer) {
        return HttpResponse.of(
                request.aggregate()
                        .thenApplyAsync(whole -> answer.get(), ctx.blockingTaskExecutor()));
    }

    /** Counts everything that the server answers, whoever asks. */
    void countOn(ServerBuilder server) {
        server.decorator(
                (service, ctx, request) -> {
                    var unused = ctx.log().whenComplete().thenAccept(this::count);
                    return service.serve(ctx, request);
                });
    }

    private void count(RequestLog log) {
        metrics.count(
                Metric.SIMULATOR_REQUESTS,
                log.requestHeaders().method().name(),
                log.responseHeaders().status().codeAsText());
    }

    private void count(String state, Exchange exchange, ToIntFunction<Desk> orders) {
        metrics.gauge(Metric.SIMULATOR_ORDERS, () -> exchange.read(orders::applyAsInt), state);
    }
}
