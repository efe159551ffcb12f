package io.millrace.domain.audit;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Alert;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.Difference;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account's chain says about one input and what followed from it: the same step always
 * gives the same entries with the same ids.
 *
 * <p>Decisions to HOLD ask the account for nothing and are not among them.
 */
public final class AuditTrail {

    private static final String BROKER = "broker";
    private static final String MILLRACE = "millrace";

    /** The highest number that the name of a renewed order is tried with. */
    private static final int MOST_RENEWALS = 16;

    private final String account;
    private final String strategy;
    private final Map<String, String> correlations = new HashMap<>();
    private final List<AuditEntry> entries = new ArrayList<>();

    private AuditTrail(LiveStep step) {
        this.account = step.account().account().id();
        this.strategy = step.account().account().strategy();
    }

    /** The entries of a step, in the order in which things happened. */
    public static List<AuditEntry> of(AccountInput input, LiveStep step) {
        AuditTrail trail = new AuditTrail(step);
        trail.learn(step);
        trail.heard(input);
        trail.did(input, step);
        return List.copyOf(trail.entries);
    }

    /**
     * The first entry of an account's chain: what it decides by. Without it no verdict could be
     * made again from the chain alone.
     *
     * @param inForce every setting, as {@code Settings.inForce} gives it
     */
    public static AuditEntry configured(
            String account, Map<String, String> inForce, String version, long atMillis) {
        String payload = CanonicalJson.of(Map.of("settings", inForce, "version", version));
        String kind = AuditKind.CONFIGURATION.name();
        return new AuditEntry(
                account,
                kind,
                id(account, kind, 0, atMillis, payload),
                null,
                MILLRACE,
                payload,
                atMillis);
    }

    private void heard(AccountInput input) {
        ControlCommand command = input.command();
        if (command != null) {
            add(AuditKind.COMMAND, command.who(), null, command, input.atMillis());
        }
        BrokerAnswer answer = input.answer();
        if (answer != null) {
            add(
                    AuditKind.ANSWER,
                    BROKER,
                    correlations.get(answer.clientOrderId()),
                    answer,
                    answer.atMillis());
        }
    }

    private void did(AccountInput input, LiveStep step) {
        for (Assessment assessment : step.assessments()) {
            add(
                    AuditKind.ASSESSMENT,
                    MILLRACE,
                    assessment.decision().correlationId().toString(),
                    content(assessment),
                    assessment.decision().atMillis());
        }
        for (OrderUpdate update : step.orders()) {
            add(
                    AuditKind.ORDER,
                    input.report() == null ? MILLRACE : BROKER,
                    correlations.get(update.order().clientOrderId()),
                    update,
                    update.event().atMillis());
        }
        for (Fill fill : step.fills()) {
            String correlation = correlations.get(fill.clientOrderId());
            add(AuditKind.FILL, BROKER, correlation, fill, fill.atMillis());
        }
        for (BrokerRequest request : step.requests()) {
            add(
                    AuditKind.REQUEST,
                    MILLRACE,
                    correlations.get(request.request().clientOrderId()),
                    content(request),
                    request.request().atMillis());
        }
        for (Difference difference : step.differences()) {
            add(AuditKind.DIFFERENCE, MILLRACE, null, difference, difference.atMillis());
        }
        for (IllegalOrderEvent violation : step.violations()) {
            add(
                    AuditKind.VIOLATION,
                    BROKER,
                    correlations.get(violation.event().clientOrderId()),
                    violation,
                    violation.event().atMillis());
        }
        for (Alert alert : step.alerts()) {
            add(AuditKind.ALERT, MILLRACE, null, alert, alert.atMillis());
        }
    }

    private static Map<String, @Nullable Object> content(Assessment assessment) {
        Map<String, @Nullable Object> content = new TreeMap<>();
        content.put("decision", assessment.decision());
        content.put("decisionId", assessment.decision().id().toString());
        content.put("entry", assessment.entry());
        content.put("verdict", assessment.verdict());
        content.put("view", assessment.view());
        return content;
    }

    /**
     * Without whether it may have been sent before: that is so only after a crash, and the chain
     * must not show one.
     */
    private static Map<String, Object> content(BrokerRequest request) {
        return Map.of("address", request.address(), "request", request.request());
    }

    /** Orders carry no correlation, but those of a decision carry its name in theirs. */
    private void learn(LiveStep step) {
        for (OrderUpdate update : step.orders()) {
            learn(update.order());
        }
        for (BrokerRequest request : step.requests()) {
            OrderRequest asked = request.request();
            asked.orders().forEach(this::learn);
        }
    }

    private void learn(Order order) {
        for (int renewal = 0; renewal <= MOST_RENEWALS; renewal++) {
            String name =
                    ClientOrderId.of(
                            account,
                            strategy,
                            order.symbol(),
                            order.submittedAtMillis(),
                            order.leg(),
                            renewal);
            if (name.equals(order.clientOrderId())) {
                UUID chain =
                        EventIds.of(
                                "chain", strategy, order.symbol(), order.submittedAtMillis(), 0);
                correlations.put(order.clientOrderId(), chain.toString());
                return;
            }
        }
    }

    private void add(
            AuditKind kind,
            String actor,
            @Nullable String correlation,
            Object content,
            long atMillis) {
        String payload = CanonicalJson.of(content);
        String id = id(account, kind.name(), entries.size(), atMillis, payload);
        entries.add(
                new AuditEntry(account, kind.name(), id, correlation, actor, payload, atMillis));
    }

    private static String id(
            String account, String kind, int place, long atMillis, String payload) {
        String name = String.join("\u001f", account, kind, place + "@" + atMillis, payload);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
