package io.millrace.broker.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import io.millrace.broker.Routes;
import java.util.function.Supplier;

/** What only the operator of the simulator asks: faults, and how far everything is. */
public final class AdminRoutes implements Routes {

    private static final String FAULTS = "/admin/faults";

    private final FaultScript script;
    private final Supplier<ObjectNode> state;

    /** Routes to the script, and to whatever else there is to say. */
    public AdminRoutes(FaultScript script, Supplier<ObjectNode> state) {
        this.script = script;
        this.state = state;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .post(FAULTS)
                .build(
                        (ctx, request) ->
                                HttpResponse.of(
                                        request.aggregate()
                                                .thenApply(whole -> add(whole.contentUtf8()))));
        server.route().get(FAULTS).build((ctx, request) -> list());
        server.route()
                .delete(FAULTS)
                .build(
                        (ctx, request) -> {
                            script.clear();
                            return list();
                        });
        server.route()
                .get("/admin/state")
                .build(
                        (ctx, request) ->
                                HttpResponse.of(
                                        request.aggregate()
                                                .thenApplyAsync(
                                                        whole -> json(HttpStatus.OK, state.get()),
                                                        ctx.blockingTaskExecutor())));
    }

    private HttpResponse add(String text) {
        try {
            script.add(FaultRules.parse(text, "faults"));
            return list();
        } catch (InvalidFaults e) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            return json(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    body.put("code", 40010001).put("message", e.getMessage()));
        }
    }

    private HttpResponse list() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("faults", script.json());
        return json(HttpStatus.OK, body);
    }

    private static HttpResponse json(HttpStatus status, ObjectNode body) {
        return HttpResponse.of(status, MediaType.JSON_UTF_8, body.toString());
    }
}
