package io.millrace.control.explain;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.report.RoundTrip;
import io.millrace.domain.report.RoundTrips;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An explanation for a terminal of eighty columns. */
final class ExplainText {

    private static final int COLUMNS = 80;
    private static final int SHORT_ID = 8;

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder(4096);

    ExplainText(Explanation explanation) {
        this.explanation = explanation;
    }

    String text() {
        RecordedDecision recorded = explanation.recorded();
        Decision decision = recorded.decision();
        line("%s %s: %s", decision.symbol(), Wording.time(decision.atMillis()), recorded.outcome());
        line("  decision  %s", recorded.id());
        line("  chain     %s", decision.correlationId());
        line("  run       %s", explanation.run());
        bar(decision.bar(), recorded.wholeBar());
        votes(decision);
        gates(decision);
        risk(recorded.verdict());
        orders(recorded);
        recomputed();
        flip();
        return text.toString().stripTrailing();
    }

    private void bar(Bar bar, boolean whole) {
        heading("Bar");
        if (whole) {
            line(
                    "  open %s  high %s  low %s  close %s  volume %s",
                    plain(bar.open()),
                    plain(bar.high()),
                    plain(bar.low()),
                    plain(bar.close()),
                    plain(bar.volume()));
        } else {
            line("  close %s", plain(bar.close()));
        }
        wrapped("  from ", explanation.source());
    }

    private void votes(Decision decision) {
        heading("Votes");
        for (Vote vote : decision.votes()) {
            line(
                    "  %-10s %-5s weight %-8s confidence %s",
                    vote.alpha(),
                    vote.direction(),
                    Wording.number(vote.weight()),
                    Wording.number(vote.confidence()));
        }
        if (decision.votes().isEmpty()) {
            line("  none");
        }
        line(
                "  score %s -> confidence %s in regime %s%s",
                Wording.number(decision.score()),
                Wording.number(decision.confidence()),
                decision.regime(),
                decision.modelAbsent() ? ", without a model" : "");
    }

    private void gates(Decision decision) {
        heading("Gates");
        for (GateReading gate : decision.gates()) {
            line(
                    "  %-20s %14s  limit %-14s %s",
                    Wording.spelled(gate.gate()),
                    Wording.value(gate.gate(), gate.actual()),
                    Wording.value(gate.gate(), gate.limit()),
                    gate.passed() ? "passed" : "HELD");
        }
    }

    private void risk(@Nullable RiskDecision verdict) {
        if (verdict == null) {
            return;
        }
        heading("Risk");
        line(
                "  %s: asked for %s, allowed %s",
                verdict.approved() ? "approved" : "rejected",
                plain(verdict.requestedQuantity()),
                plain(verdict.quantity()));
        verdict.binding().ifPresent(one -> wrapped("  binding: ", one.rule().meaning()));
        for (RuleReading reading : verdict.readings()) {
            line(
                    "  %-22s %18s  limit %-18s%s",
                    Wording.spelled(reading.rule()),
                    reading.actual(),
                    reading.limit(),
                    reading.breached() ? " OBJECTS" : "");
        }
    }

    private void orders(RecordedDecision recorded) {
        if (recorded.orders().isEmpty()) {
            return;
        }
        heading("Orders");
        Set<String> told = new HashSet<>();
        for (OrderUpdate update : recorded.orders()) {
            if (told.add(update.order().clientOrderId())) {
                order(update.order(), recorded);
            }
        }
        RoundTrips trips =
                RoundTrips.of(
                        recorded.fills(),
                        recorded.orders().stream().map(OrderUpdate::order).toList());
        for (RoundTrip trip : trips.closed()) {
            line(
                    "  result: %s in, %s out, fees %s, profit %s (%s)",
                    plain(trip.entryPrice()),
                    plain(trip.exitPrice()),
                    plain(trip.fees()),
                    plain(trip.profit()),
                    trip.exitReason());
        }
    }

    private void order(Order order, RecordedDecision recorded) {
        BigDecimal price = order.limitPrice() == null ? order.stopPrice() : order.limitPrice();
        line(
                "  %s %s %s %s %s%s, %s",
                order.clientOrderId()
                        .substring(0, Math.min(SHORT_ID, order.clientOrderId().length())),
                Wording.spelled(order.leg()),
                order.side(),
                plain(order.quantity()),
                order.type(),
                price == null ? "" : " at " + plain(price),
                order.reason());
        for (OrderUpdate update : recorded.orders()) {
            if (update.order().clientOrderId().equals(order.clientOrderId())) {
                String note = update.event().note();
                wrapped(
                        "    " + Wording.time(update.event().atMillis()) + " ",
                        Wording.spelled(update.event().event())
                                + " -> "
                                + update.status()
                                + (note.isEmpty() ? "" : ": " + note));
            }
        }
        for (Fill fill : recorded.fills()) {
            if (fill.clientOrderId().equals(order.clientOrderId())) {
                line(
                        "    %s fill %s at %s, expected %s, fee %s",
                        Wording.time(fill.atMillis()),
                        plain(fill.quantity()),
                        plain(fill.price()),
                        plain(fill.expectedPrice()),
                        plain(fill.fee()));
            }
        }
    }

    private void recomputed() {
        Recomputation recomputed = explanation.recomputed();
        heading("Recomputed: " + (recomputed.isEqual() ? "equal" : "DIFFERS"));
        for (Recomputation.Check check : recomputed.checks()) {
            if (!check.isEqual()) {
                wrapped("  " + check.part() + ": recorded ", check.recorded());
                wrapped("  " + check.part() + ": computed ", check.recomputed());
            }
        }
        recomputed.notes().forEach(note -> wrapped("  note: ", note));
    }

    private void flip() {
        heading("Smallest change");
        Flip flip = explanation.flip();
        if (flip == null) {
            wrapped("  ", "nothing that is in the record could have turned it alone");
            return;
        }
        flip.changes().forEach(change -> wrapped("  ", change));
        wrapped("  ", flip.before() + " -> " + flip.after() + ", tried on " + flip.checkedOn());
    }

    private void heading(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String format, @Nullable Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    /** Words that go on in the next line, as far to the right as they began. */
    private void wrapped(String start, String words) {
        int indent = Math.min(start.length(), COLUMNS / 2);
        StringBuilder line = new StringBuilder(start);
        boolean first = true;
        for (String word : words.split(" ", -1)) {
            if (!first && line.length() + 1 + word.length() > COLUMNS) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(indent)).append(word);
            } else {
                line.append(first ? "" : " ").append(word);
            }
            first = false;
        }
        text.append(line).append('\n');
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }
}
