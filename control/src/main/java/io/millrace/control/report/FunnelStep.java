package io.millrace.control.report;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.risk.DenialCode;
import java.util.ArrayList;
import java.util.List;

/**
 * One stage on the way from a bar to a fill.
 *
 * @param note what else is worth knowing about those that got this far
 * @param count how many did
 * @param stopped what kept the others from getting here
 */
record FunnelStep(String name, String note, long count, List<CodeCount> stopped) {

    FunnelStep {
        stopped = List.copyOf(stopped);
    }

    static List<FunnelStep> of(DecisionFunnel funnel) {
        long wanted = funnel.actions(Action.BUY) + funnel.actions(Action.SELL);
        return List.of(
                new FunnelStep("Bars", "", funnel.bars(), List.of()),
                new FunnelStep("Decisions", model(funnel), funnel.decisions(), undecided(funnel)),
                new FunnelStep("Trades wanted", sides(funnel), wanted, held(funnel)),
                new FunnelStep(
                        "Approved by risk",
                        resized(funnel),
                        funnel.approved(),
                        CodeText.counts(funnel.rejections(), DenialCode::meaning)),
                new FunnelStep(
                        "Orders sent",
                        "entries, exits and protections",
                        funnel.orders(),
                        List.of()),
                new FunnelStep("Fills", "partial ones included", funnel.fills(), List.of()));
    }

    private static String model(DecisionFunnel funnel) {
        if (funnel.withoutModel() == 0) {
            return "";
        }
        return funnel.withoutModel() == funnel.decisions()
                ? "all without the model's vote"
                : NumberText.count(funnel.withoutModel()) + " without the model's vote";
    }

    private static String sides(DecisionFunnel funnel) {
        return NumberText.count(funnel.actions(Action.BUY))
                + " BUY, "
                + NumberText.count(funnel.actions(Action.SELL))
                + " SELL";
    }

    private static String resized(DecisionFunnel funnel) {
        return funnel.resized() == 0 ? "" : NumberText.count(funnel.resized()) + " resized";
    }

    private static List<CodeCount> undecided(DecisionFunnel funnel) {
        long missing = funnel.bars() - funnel.decisions();
        return missing <= 0
                ? List.of()
                : List.of(new CodeCount("NO_DECISION", "No strategy decided on the bar.", missing));
    }

    private static List<CodeCount> held(DecisionFunnel funnel) {
        List<CodeCount> held = new ArrayList<>(CodeText.counts(funnel.heldBy(), CodeText::meaning));
        long named = held.stream().mapToLong(CodeCount::count).sum();
        long unnamed = funnel.actions(Action.HOLD) - named;
        if (unnamed > 0) {
            held.add(new CodeCount("NO_GATE", "Held although every gate passed.", unnamed));
        }
        return held;
    }
}
