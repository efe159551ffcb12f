package io.millrace.flink.account;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.Difference;
import io.millrace.domain.live.LiveAccount;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.Side;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.OrderRecord;
import io.millrace.flink.observe.OperatorMetrics;
import io.millrace.flink.observe.RecentValues;
import io.millrace.observe.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a live account shows of itself. It is told what follows, and readers of gauges find the last
 * account whole: it is immutable.
 */
final class AccountMetrics {

    private static final double MILLIS = 1_000;
    private static final int TENTHS_OF_BASIS_POINTS = 100_000;
    private static final double TENTHS = 10;
    private static final String STAGE = "account";

    private final OperatorMetrics metrics;
    private final RecentValues latencyMillis;
    private final RecentValues slippage;
    private volatile LiveAccount now;
    private final AtomicLong fills = new AtomicLong();

    AccountMetrics(MetricGroup group, LiveAccount opening) {
        metrics = new OperatorMetrics(group);
        now = opening;
        latencyMillis = metrics.summary(Metric.EVENT_LATENCY, MILLIS, STAGE);
        slippage = metrics.summary(Metric.EXECUTION_SLIPPAGE, TENTHS);
        gauge(Metric.POSITIONS, live -> live.account().positions().size());
        gauge(Metric.EQUITY, live -> live.account().equity().doubleValue());
        gauge(Metric.DAILY_PNL, live -> dailyPnl(live.account()));
        gauge(Metric.KILL_SWITCH, live -> one(live.account().status().killed()));
        gauge(Metric.RECONCILED, live -> one(live.books().reconciled()));
        gauge(
                Metric.BROKER_REACHABLE,
                live -> one(!live.connection().open() && !live.connection().lost()));
        gauge(Metric.ORDERS_UNKNOWN, AccountMetrics::unknownOrders);
        gauge(Metric.UNPROTECTED_POSITION, AccountMetrics::bareSeconds);
        gauge(Metric.FEED_STALENESS, AccountMetrics::staleSeconds);
        gauge(Metric.FEED_SILENT, live -> one(live.feed().silent()));
        gauge(Metric.TRADES, live -> fills.get());
    }

    /** The account as it stands now, when nothing else is to be told. */
    void stands(LiveAccount live) {
        now = live;
    }

    /** What followed from an input. */
    void follows(LiveStep step, AccountInput input) {
        LiveAccount live = step.account();
        now = live;
        BrokerAnswer answer = input.answer();
        if (answer != null) {
            metrics.count(Metric.BROKER_REQUESTS, answer.kind().name(), answer.outcome().name());
        }
        for (Assessment assessment : step.assessments()) {
            metrics.count(Metric.EVENTS_PROCESSED, STAGE);
            latencyMillis.update(Math.max(0, live.marketMillis() - input.atMillis()));
            metrics.count(
                    Metric.RISK_DECISIONS,
                    assessment.verdict().approved() ? "approved" : "rejected",
                    assessment
                            .verdict()
                            .binding()
                            .map(reading -> reading.rule().name())
                            .orElse("NONE"));
        }
        for (Fill fill : step.fills()) {
            fills.incrementAndGet();
            slippage.update(tenthsOfBasisPoints(fill));
        }
        for (int i = 0; i < step.violations().size(); i++) {
            metrics.count(Metric.INVARIANT_VIOLATIONS, "order-lifecycle");
        }
        for (Difference difference : step.differences()) {
            metrics.count(Metric.RECONCILIATION_DIFFERENCES, difference.code().name());
        }
    }

    private void gauge(Metric metric, ToDoubleFunction<LiveAccount> value) {
        metrics.gauge(metric, () -> value.applyAsDouble(now), now.account().id());
    }

    private static double one(boolean really) {
        return really ? 1 : 0;
    }

    private static double dailyPnl(Account account) {
        return account.equity().subtract(account.marks().dayStart()).doubleValue();
    }

    private static double unknownOrders(LiveAccount live) {
        int unknown = 0;
        for (OrderRecord order : live.account().orders().values()) {
            if (order.status() == OrderStatus.UNKNOWN) {
                unknown++;
            }
        }
        return unknown;
    }

    private static double bareSeconds(LiveAccount live) {
        long since = live.marketMillis();
        for (long bare : live.books().bare().values()) {
            since = Math.min(since, bare);
        }
        return (live.marketMillis() - since) / MILLIS;
    }

    private static double staleSeconds(LiveAccount live) {
        long newest = live.feed().lastMillis();
        return newest == Long.MIN_VALUE ? 0 : Math.max(0, live.marketMillis() - newest) / MILLIS;
    }

    /** Positive where the fill was worse for us than expected. */
    static long tenthsOfBasisPoints(Fill fill) {
        BigDecimal worse = fill.price().subtract(fill.expectedPrice());
        BigDecimal share =
                worse.multiply(BigDecimal.valueOf(TENTHS_OF_BASIS_POINTS))
                        .divide(fill.expectedPrice(), MathContext.DECIMAL64);
        return Math.round(fill.side() == Side.BUY ? share.doubleValue() : -share.doubleValue());
    }
}
