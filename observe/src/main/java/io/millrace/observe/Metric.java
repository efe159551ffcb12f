package io.millrace.observe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every metric of Millrace: the only place where one gets its name, its labels and its meaning.
 *
 * <p>{@code docs/metrics.md} is this table for people; dashboards and alert rules may use nothing
 * else of ours.
 */
public enum Metric {
    EVENTS_PROCESSED(
            "events_processed_total",
            Kind.COUNTER,
            "events",
            Seen.OPERATOR,
            "Events that a stage has taken, the refused ones included.",
            "stage"),
    EVENTS_FAILED(
            "events_failed_total",
            Kind.COUNTER,
            "events",
            Seen.OPERATOR,
            "Events that a stage has refused; the code is that of the dead letter.",
            "stage",
            "code"),
    EVENT_LATENCY(
            "event_latency_seconds",
            Kind.SUMMARY,
            "seconds",
            Seen.OPERATOR,
            "Market time from the end of a bar to the verdict on its decision.",
            "stage"),
    RISK_DECISIONS(
            "risk_decisions_total",
            Kind.COUNTER,
            "verdicts",
            Seen.OPERATOR,
            "Verdicts of the risk rules; the rule is the one that bound, or NONE.",
            "verdict",
            "rule"),
    BROKER_REQUESTS(
            "broker_requests_total",
            Kind.COUNTER,
            "requests",
            Seen.OPERATOR,
            "Requests to the broker by what was asked and what came of it.",
            "kind",
            "outcome"),
    EXECUTION_SLIPPAGE(
            "execution_slippage_bps",
            Kind.SUMMARY,
            "basis points",
            Seen.OPERATOR,
            "What a fill cost against its expected price; positive is worse for us."),
    TRADES(
            "trade_count",
            Kind.GAUGE,
            "fills",
            Seen.OPERATOR,
            "Fills booked since the job was started or restored.",
            "account"),
    POSITIONS(
            "position_count",
            Kind.GAUGE,
            "positions",
            Seen.OPERATOR,
            "Symbols of which the account holds some.",
            "account"),
    EQUITY(
            "equity_usd",
            Kind.GAUGE,
            "dollars",
            Seen.OPERATOR,
            "Cash and every position at its last price.",
            "account"),
    DAILY_PNL(
            "daily_pnl_usd",
            Kind.GAUGE,
            "dollars",
            Seen.OPERATOR,
            "Equity less the equity with which the session began.",
            "account"),
    KILL_SWITCH(
            "kill_switch_active",
            Kind.GAUGE,
            "0 or 1",
            Seen.OPERATOR,
            "Whether the kill switch has stopped the account.",
            "account"),
    RECONCILED(
            "account_reconciled",
            Kind.GAUGE,
            "0 or 1",
            Seen.OPERATOR,
            "Whether the broker's record agreed when last compared.",
            "account"),
    BROKER_REACHABLE(
            "broker_reachable",
            Kind.GAUGE,
            "0 or 1",
            Seen.OPERATOR,
            "Whether requests to the broker get through.",
            "account"),
    ORDERS_UNKNOWN(
            "orders_unknown",
            Kind.GAUGE,
            "orders",
            Seen.OPERATOR,
            "Orders that nobody has answered for.",
            "account"),
    UNPROTECTED_POSITION(
            "unprotected_position_seconds",
            Kind.GAUGE,
            "seconds",
            Seen.OPERATOR,
            "How long the position that has been longest without a working exit is so; 0 for none.",
            "account"),
    FEED_STALENESS(
            "feed_staleness_seconds",
            Kind.GAUGE,
            "seconds",
            Seen.OPERATOR,
            "Market time since the newest bars; it grows outside sessions, too.",
            "account"),
    FEED_SILENT(
            "feed_silent",
            Kind.GAUGE,
            "0 or 1",
            Seen.OPERATOR,
            "Whether bars are missing in an open session.",
            "account"),
    INVARIANT_VIOLATIONS(
            "invariant_violations_total",
            Kind.COUNTER,
            "violations",
            Seen.OPERATOR,
            "Events that the order table says cannot happen.",
            "law"),
    RECONCILIATION_DIFFERENCES(
            "reconciliation_differences_total",
            Kind.COUNTER,
            "differences",
            Seen.OPERATOR,
            "Disagreements with the broker that reconciliation found.",
            "scenario"),
    CONSUMER_LAG(
            "kafka_consumer_lag",
            Kind.GAUGE,
            "records",
            Seen.SERVER,
            "Records between what a group has committed and the end of a partition.",
            "group",
            "topic",
            "partition"),
    HEALTH(
            "health_check_up",
            Kind.GAUGE,
            "0 or 1",
            Seen.SERVER,
            "Whether a check of /health is passed.",
            "check"),
    SIMULATOR_REQUESTS(
            "broker_sim_requests_total",
            Kind.COUNTER,
            "requests",
            Seen.SERVER,
            "Requests that the simulator has answered.",
            "method",
            "status"),
    SIMULATOR_ORDERS(
            "broker_sim_orders",
            Kind.GAUGE,
            "orders",
            Seen.SERVER,
            "Orders that the simulator has taken since its ledger began.",
            "state"),
    BACKTEST_SHARPE(
            "backtest_sharpe_ratio",
            Kind.GAUGE,
            "ratio",
            Seen.FILE,
            "Annualised Sharpe ratio of a finished backtest.",
            "run");

    /** How values of a metric are read. */
    public enum Kind {
        /** Only grows; begins at 0 whenever its process or job does. */
        COUNTER,
        /** A value now. */
        GAUGE,
        /** Quantiles of the newest values, and how many there have been. */
        SUMMARY
    }

    /** Where a metric is to be had. */
    public enum Seen {
        /** In an operator: by Flink's reporter in a cluster, at /metrics of a live run. */
        OPERATOR,
        /** At /metrics of a server of ours. */
        SERVER,
        /** In {@code metrics.prom} beside the results of a run that has ended. */
        FILE
    }

    private final String label;
    private final Kind kind;
    private final String unit;
    private final Seen seen;
    private final String meaning;
    private final String labels;

    Metric(String label, Kind kind, String unit, Seen seen, String meaning, String... labels) {
        this.label = label;
        this.kind = kind;
        this.unit = unit;
        this.seen = seen;
        this.meaning = meaning;
        this.labels = String.join(" ", labels);
    }

    /** The name that Prometheus knows it by. */
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    public Seen seen() {
        return seen;
    }

    public String meaning() {
        return meaning;
    }

    /** Names of its labels, in the order in which their values are given. */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }

    /** The metric of that name; empty when there is none. */
    public static Optional<Metric> named(String label) {
        return Stream.of(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /** Refuses values that do not stand for the labels one by one. */
    public void require(Kind wanted, List<String> values) {
        if (kind != wanted) {
            throw new IllegalArgumentException(
                    label + ": a " + kind + " (expected: " + wanted + ")");
        }
        if (values.size() != labels().size()) {
            throw new IllegalArgumentException(
                    label + ": " + values + " (expected: values of " + labels() + ")");
        }
    }
}
