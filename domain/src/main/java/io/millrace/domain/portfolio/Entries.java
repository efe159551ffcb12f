package io.millrace.domain.portfolio;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.Holding.LastBars;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RiskPolicy;
import io.millrace.domain.risk.RiskRules;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a BUY: sized, judged by every rule, and ordered with its protections. */
final class Entries {

    private final AccountSettings settings;
    private final SessionCalendar calendar;
    private final Increments increments;
    private final RiskPolicy policy;
    private final Exits exits;

    Entries(
            AccountSettings settings,
            SessionCalendar calendar,
            Increments increments,
            Exits exits) {
        this.settings = settings;
        this.calendar = calendar;
        this.increments = increments;
        this.exits = exits;
        this.policy = new RiskPolicy(RiskRules.standard(settings.limits()));
    }

    void buy(AccountChange change, Decision decision, Readiness readiness) {
        ProposedEntry entry = propose(change, decision);
        AccountView view =
                Views.of(change, entry, readiness, calendar, settings.limits().cashBuffer());
        RiskPolicy.Verdict verdict = policy.assess(entry, view);
        change.assessed(new EntryEvidence(entry, view));
        change.decide(
                new RiskDecision(
                        change.accountId(),
                        change.strategy(),
                        entry.symbol(),
                        entry.atMillis(),
                        verdict.approved(),
                        entry.requested(),
                        verdict.quantity(),
                        verdict.readings(),
                        change.status().state()));
        if (verdict.approved()) {
            enter(change, decision, entry, verdict.quantity());
        }
    }

    private ProposedEntry propose(AccountChange change, Decision decision) {
        BigDecimal price = BigDecimal.valueOf(decision.bar().close());
        BigDecimal dollars = settings.sizing().dollars(change.equity(), decision.confidence());
        RiskContext known = decision.risk();
        return new ProposedEntry(
                decision.symbol(),
                nameOf(change, decision, Leg.ENTRY),
                price,
                increments.quantity(dollars, price),
                exits.takeProfit(price),
                exits.stopLoss(price),
                increments.lot(),
                known == null ? null : known.volatility5(),
                averageVolume(decision),
                known == null ? ReturnWindow.empty() : known.returns(),
                decision.atMillis());
    }

    /** The ensemble's volume gate has read it already. */
    private static @Nullable Double averageVolume(Decision decision) {
        for (GateReading reading : decision.gates()) {
            if (reading.gate() == Gate.AVERAGE_VOLUME) {
                Double volume = reading.actual();
                return volume != null && volume > 0 ? volume : null;
            }
        }
        return null;
    }

    private void enter(
            AccountChange change, Decision decision, ProposedEntry entry, BigDecimal quantity) {
        Order buy = entryOrder(entry, quantity);
        change.put(OrderRecord.submitted(buy));
        change.set(
                change.activity()
                        .sent(entry.atMillis())
                        .entered(
                                entry.symbol(),
                                entry.atMillis(),
                                quantity,
                                entry.price().multiply(quantity)));
        Holding held = change.holding(entry.symbol());
        if (held != null) {
            change.put(held.with(held.orders().enteredAgain(entry.clientOrderId())));
            change.submit(List.of(buy));
            return;
        }
        Order above = protection(change, decision, buy, Leg.TAKE_PROFIT, entry.takeProfit());
        Order below = protection(change, decision, buy, Leg.STOP_LOSS, entry.stopLoss());
        change.put(OrderRecord.waiting(above));
        change.put(OrderRecord.waiting(below));
        change.put(holding(decision, entry, above, below));
        change.submit(List.of(buy, above, below));
    }

    private static Holding holding(
            Decision decision, ProposedEntry entry, Order above, Order below) {
        return new Holding(
                entry.symbol(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                entry.price(),
                entry.price(),
                new LastBars(entry.atMillis(), decision.bar().close(), entry.returns()),
                null,
                new HoldingOrders(
                        entry.clientOrderId(),
                        entry.clientOrderId(),
                        above.clientOrderId(),
                        below.clientOrderId(),
                        entry.takeProfit(),
                        entry.stopLoss(),
                        null,
                        0));
    }

    private static Order entryOrder(ProposedEntry entry, BigDecimal quantity) {
        return new Order(
                entry.clientOrderId(),
                null,
                entry.symbol(),
                Side.BUY,
                Leg.ENTRY,
                OrderType.MARKET,
                TimeInForce.DAY,
                quantity,
                null,
                null,
                entry.atMillis(),
                Exits.SIGNAL);
    }

    private static Order protection(
            AccountChange change, Decision decision, Order entry, Leg leg, BigDecimal price) {
        boolean above = leg == Leg.TAKE_PROFIT;
        return new Order(
                nameOf(change, decision, leg),
                entry.clientOrderId(),
                entry.symbol(),
                Side.SELL,
                leg,
                above ? OrderType.LIMIT : OrderType.STOP,
                TimeInForce.GTC,
                entry.quantity(),
                above ? price : null,
                above ? null : price,
                entry.submittedAtMillis(),
                Exits.PROTECTION);
    }

    private static String nameOf(AccountChange change, Decision decision, Leg leg) {
        return ClientOrderId.of(
                change.accountId(),
                change.strategy(),
                decision.symbol(),
                decision.atMillis(),
                leg,
                0);
    }
}
