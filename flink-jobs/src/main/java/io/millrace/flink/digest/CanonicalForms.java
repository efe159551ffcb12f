package io.millrace.flink.digest;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.flink.inference.Forecast;

/** The canonical form of every record that leaves a stage. */
public final class CanonicalForms {

    private CanonicalForms() {}

    public static void bar(Bar bar, CanonicalBytes out) {
        out.text(bar.symbol())
                .whole(bar.startMillis())
                .whole(bar.endMillis())
                .number(bar.open())
                .number(bar.high())
                .number(bar.low())
                .number(bar.close())
                .number(bar.volume());
    }

    public static void trade(Trade trade, CanonicalBytes out) {
        out.text(trade.symbol())
                .whole(trade.atMillis())
                .whole(trade.sequence())
                .number(trade.price())
                .number(trade.size());
    }

    public static void features(FeatureVector vector, CanonicalBytes out) {
        out.text(vector.symbol()).whole(vector.atMillis()).whole(vector.ready());
        for (double value : vector.values()) {
            out.number(value);
        }
    }

    public static void insight(Insight insight, CanonicalBytes out) {
        out.name(insight.alpha())
                .text(insight.symbol())
                .whole(insight.generatedAtMillis())
                .whole(insight.closesAtMillis())
                .name(insight.direction());
    }

    public static void forecast(Forecast forecast, CanonicalBytes out) {
        out.text(forecast.symbol())
                .whole(forecast.atMillis())
                .name(forecast.role())
                .flag(forecast.used())
                .text(forecast.absence() == null ? "" : forecast.absence().name());
        Prediction said = forecast.prediction();
        out.flag(said != null);
        if (said != null) {
            out.text(said.modelVersion()).text(said.modelSha256()).whole(said.horizons().size());
            for (Prediction.Horizon horizon : said.horizons()) {
                out.whole(horizon.bars())
                        .number(horizon.q10())
                        .number(horizon.q50())
                        .number(horizon.q90());
            }
        }
    }

    public static void decision(Decision decision, CanonicalBytes out) {
        out.text(decision.strategy())
                .text(decision.symbol())
                .whole(decision.atMillis())
                .name(decision.action())
                .number(decision.score())
                .number(decision.confidence())
                .name(decision.regime())
                .flag(decision.modelAbsent())
                .whole(decision.votes().size());
        for (Vote vote : decision.votes()) {
            out.name(vote.alpha())
                    .name(vote.direction())
                    .number(vote.weight())
                    .number(vote.confidence());
        }
        out.whole(decision.gates().size());
        for (GateReading gate : decision.gates()) {
            out.name(gate.gate()).number(gate.actual()).number(gate.limit()).flag(gate.passed());
        }
    }

    public static void risk(RiskDecision decision, CanonicalBytes out) {
        out.text(decision.account())
                .text(decision.strategy())
                .text(decision.symbol())
                .whole(decision.atMillis())
                .flag(decision.approved())
                .decimal(decision.requestedQuantity())
                .decimal(decision.quantity())
                .name(decision.state())
                .whole(decision.readings().size());
        for (RuleReading reading : decision.readings()) {
            out.name(reading.rule())
                    .text(reading.actual())
                    .text(reading.limit())
                    .flag(reading.breached());
        }
    }

    public static void order(OrderUpdate update, CanonicalBytes out) {
        Order order = update.order();
        out.text(update.account())
                .text(order.clientOrderId())
                .text(order.parentId() == null ? "" : order.parentId())
                .name(update.event().event())
                .name(update.status())
                .whole(update.event().atMillis())
                .text(order.symbol())
                .name(order.side())
                .name(order.leg())
                .name(order.type())
                .name(order.timeInForce())
                .decimal(order.quantity())
                .decimal(order.limitPrice())
                .decimal(order.stopPrice())
                .whole(order.submittedAtMillis())
                .text(order.reason())
                .text(update.event().note());
    }

    public static void fill(Fill fill, CanonicalBytes out) {
        out.text(fill.clientOrderId())
                .whole(fill.sequence())
                .text(fill.symbol())
                .name(fill.side())
                .decimal(fill.quantity())
                .decimal(fill.price())
                .decimal(fill.fee())
                .whole(fill.atMillis());
    }

    public static void violation(IllegalOrderEvent violation, CanonicalBytes out) {
        out.text(violation.account())
                .text(violation.symbol())
                .text(violation.event().clientOrderId())
                .name(violation.event().event())
                .whole(violation.event().atMillis())
                .text(violation.expectation());
    }

    public static void equity(EquityPoint point, CanonicalBytes out) {
        out.text(point.account())
                .whole(point.atMillis())
                .decimal(point.cash())
                .decimal(point.equity());
    }
}
