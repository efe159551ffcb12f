package io.millrace.domain.portfolio;

import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.ExitSettings.KillSwitchExits;
import io.millrace.domain.portfolio.Holding.LastBars;
import io.millrace.domain.portfolio.Holding.Opening;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Every way out of a position, and what protects it until then. */
final class Exits {

    static final String SIGNAL = "SIGNAL";
    static final String TRAILING_STOP = "TRAILING_STOP";
    static final String MAX_HOLDING = "MAX_HOLDING";
    static final String END_OF_DAY = "END_OF_DAY";
    static final String PROTECTION = "PROTECTION";
    static final String UNPROTECTED = "UNPROTECTED";

    /** Ends the reason of an exit that is tried again: nobody decided it at that instant. */
    private static final String AGAIN = "_AGAIN";

    /** Minutes of open market after which an exit that came to nothing is tried again. */
    private static final long RETRY_MINUTES = 1;

    private static final long VAIN_MILLIS = 60_000;

    private final ExitSettings settings;
    private final SessionCalendar calendar;
    private final Increments increments;
    private final BigDecimal aboveFactor;
    private final BigDecimal belowFactor;
    private final BigDecimal trailingFactor;

    Exits(ExitSettings settings, SessionCalendar calendar, Increments increments) {
        this.settings = settings;
        this.calendar = calendar;
        this.increments = increments;
        this.aboveFactor = BigDecimal.ONE.add(settings.takeProfit());
        this.belowFactor = BigDecimal.ONE.subtract(settings.stopLoss());
        this.trailingFactor = BigDecimal.ONE.subtract(settings.trailingStop());
    }

    /** Rounded up: against us, and never through the market. */
    BigDecimal takeProfit(BigDecimal price) {
        return increments.price(price.multiply(aboveFactor), RoundingMode.CEILING);
    }

    /** Rounded down: against us, and never through the market. */
    BigDecimal stopLoss(BigDecimal price) {
        return increments.price(price.multiply(belowFactor), RoundingMode.FLOOR);
    }

    /** When and why a position that begins now has to be left. */
    Opening opening(long atMillis, BigDecimal price) {
        Opening opening = new Opening(atMillis, price, null, "");
        if (settings.maxHoldingMinutes() > 0) {
            long due = calendar.plusOpenMinutes(atMillis, settings.maxHoldingMinutes());
            opening = opening.due(due, MAX_HOLDING);
        }
        TradingSession session =
                calendar.sessionAt(atMillis).orElseGet(() -> calendar.nextSession(atMillis));
        boolean closes =
                calendar.nextSession(session.closeMillis()).openMillis() > session.closeMillis();
        long endOfDay = Math.max(atMillis, session.closeMillis() - settings.beforeCloseMillis());
        Long due = opening.dueMillis();
        return settings.endOfDay() && closes && (due == null || endOfDay <= due)
                ? opening.due(endOfDay, END_OF_DAY)
                : opening;
    }

    boolean hasTrailedOut(Holding holding) {
        Opening opening = holding.opening();
        return opening != null
                && settings.trailingStop().signum() > 0
                && holding.lastPrice().compareTo(opening.high().multiply(trailingFactor)) <= 0;
    }

    boolean areBlocked(AccountChange change) {
        return change.status().killed() && settings.underKillSwitch() == KillSwitchExits.BLOCK;
    }

    boolean liquidateUnderKillSwitch() {
        return settings.underKillSwitch() == KillSwitchExits.LIQUIDATE;
    }

    /** Sells the whole position at the market unless that is under way; protections go first. */
    void leave(AccountChange change, Holding holding, long atMillis, String reason) {
        HoldingOrders orders = holding.orders();
        if (change.works(orders.exitId())) {
            return;
        }
        if (areBlocked(change)) {
            retryLater(change, holding, atMillis, reason);
            return;
        }
        if (!holding.isOpen()) {
            withdrawEntry(change, holding, atMillis, reason);
            return;
        }
        giveUpProtections(change, orders, atMillis, reason);
        withdrawEntry(change, holding, atMillis, reason);
        Order exit = exit(change, holding, atMillis, reason);
        change.put(OrderRecord.submitted(exit));
        change.put(holding.with(orders.leaving(exit.clientOrderId())));
        change.set(change.activity().sent(atMillis));
        change.submit(List.of(exit));
    }

    void leaveEverything(AccountChange change, long atMillis, String reason) {
        for (String symbol : change.symbols()) {
            Holding holding = change.holding(symbol);
            if (holding != null) {
                leave(change, holding, atMillis, reason);
            }
        }
    }

    void withdrawEntries(AccountChange change, long atMillis, String reason) {
        for (String symbol : change.symbols()) {
            Holding holding = change.holding(symbol);
            if (holding != null) {
                withdrawEntry(change, holding, atMillis, reason);
            }
        }
    }

    void leaveWhatIsDue(AccountChange change, long atMillis) {
        for (String symbol : change.symbols()) {
            Holding holding = change.holding(symbol);
            Opening opening = holding == null ? null : holding.opening();
            if (holding != null && opening != null) {
                Long due = opening.dueMillis();
                if (due != null && due <= atMillis && holding.isOpen()) {
                    leave(change, holding, atMillis, opening.dueReason());
                }
            }
        }
    }

    /** The reason of an exit that takes the place of one that came to nothing. */
    static String again(String reason) {
        return reason.endsWith(AGAIN) ? reason : reason + AGAIN;
    }

    void retryLater(AccountChange change, Holding holding, long atMillis, String reason) {
        Opening opening = holding.opening();
        if (opening != null) {
            long again = calendar.plusOpenMinutes(atMillis, RETRY_MINUTES);
            Long due = opening.dueMillis();
            if (due == null || due <= atMillis || due > again) {
                change.put(holding.with(opening.due(again, reason)));
            }
        }
    }

    /** A symbol that the account has no entry for, with the exits that an entry would have had. */
    Holding holdingWithoutEntry(String symbol, BigDecimal price, long atMillis, String groupId) {
        return new Holding(
                symbol,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                price,
                price,
                new LastBars(atMillis, price.doubleValue(), ReturnWindow.empty()),
                null,
                new HoldingOrders(
                        groupId, groupId, "", "", takeProfit(price), stopLoss(price), null, 0));
    }

    /** Whether a renewed stop loss ended so soon that another one would fare no better. */
    boolean stopIsVain(AccountChange change, Holding holding) {
        OrderRecord stop = change.order(holding.orders().stopLossId());
        return stop != null && isVain(holding.orders(), stop);
    }

    private static boolean isVain(HoldingOrders orders, OrderRecord ended) {
        long age = ended.changedMillis() - ended.order().submittedAtMillis();
        return orders.later() > 0 && !ended.isWorking() && age < VAIN_MILLIS;
    }

    /** Protects a position unless an exit serves it, or a protection has just proved vain. */
    void protectBare(AccountChange change, Holding holding, long atMillis) {
        if (!change.works(holding.orders().exitId()) && !stopIsVain(change, holding)) {
            protect(change, holding, atMillis);
        }
    }

    /** Withdraws every order that serves the holding. */
    void abandon(AccountChange change, Holding holding, long atMillis, String reason) {
        giveUpProtections(change, holding.orders(), atMillis, reason);
        withdrawEntry(change, holding, atMillis, reason);
        String exit = holding.orders().exitId();
        if (exit != null && change.stands(exit)) {
            change.cancel(exit, atMillis, reason);
        }
    }

    /** Makes the protections of an open position work exactly its quantity. */
    void protect(AccountChange change, Holding holding, long atMillis) {
        HoldingOrders orders = holding.orders();
        OrderRecord below = change.order(orders.stopLossId());
        if (below == null || !change.stands(orders.stopLossId())) {
            renew(change, holding, atMillis);
            return;
        }
        int tooMuch = below.open().compareTo(holding.quantity());
        if (tooMuch > 0) {
            fit(change, below, holding, atMillis);
            OrderRecord above = change.order(orders.takeProfitId());
            if (above != null && change.stands(orders.takeProfitId())) {
                fit(change, above, holding, atMillis);
            }
        } else if (tooMuch < 0) {
            giveUpProtections(change, orders, atMillis, PROTECTION);
            renew(change, holding, atMillis);
        }
    }

    private static void fit(
            AccountChange change, OrderRecord record, Holding holding, long atMillis) {
        if (record.open().compareTo(holding.quantity()) != 0) {
            BigDecimal total = record.filled().add(holding.quantity());
            change.resize(record, total, atMillis, PROTECTION);
        }
    }

    /** New protections at the old prices; they cancel each other because they share a parent. */
    private static void renew(AccountChange change, Holding holding, long atMillis) {
        HoldingOrders orders = holding.orders();
        Order below = protection(change, holding, Leg.STOP_LOSS, atMillis);
        List<Order> renewed = new ArrayList<>(2);
        renewed.add(below);
        String aboveId = orders.takeProfitId();
        if (!change.stands(aboveId)) {
            Order above = protection(change, holding, Leg.TAKE_PROFIT, atMillis);
            renewed.add(above);
            aboveId = above.clientOrderId();
        }
        for (Order order : renewed) {
            change.put(OrderRecord.submitted(order));
        }
        change.put(holding.with(orders.protectedBy(aboveId, below.clientOrderId())));
        change.submit(List.copyOf(renewed));
    }

    /** By cancelling one of them: a venue gives up a group as a whole. */
    private static void giveUpProtections(
            AccountChange change, HoldingOrders orders, long atMillis, String reason) {
        String first =
                change.stands(orders.stopLossId()) ? orders.stopLossId() : orders.takeProfitId();
        if (change.stands(first)) {
            change.cancel(first, atMillis, reason);
            change.markWithdrawn(orders.takeProfitId());
            change.markWithdrawn(orders.groupId());
        }
    }

    private static void withdrawEntry(
            AccountChange change, Holding holding, long atMillis, String reason) {
        String entry = holding.orders().entryId();
        if (change.stands(entry)) {
            change.cancel(entry, atMillis, reason);
        }
    }

    private static Order exit(AccountChange change, Holding holding, long atMillis, String reason) {
        return new Order(
                nameOf(change, holding, Leg.EXIT, atMillis),
                null,
                holding.symbol(),
                Side.SELL,
                Leg.EXIT,
                OrderType.MARKET,
                TimeInForce.DAY,
                holding.quantity(),
                null,
                null,
                atMillis,
                reason);
    }

    private static Order protection(AccountChange change, Holding holding, Leg leg, long atMillis) {
        boolean above = leg == Leg.TAKE_PROFIT;
        return new Order(
                nameOf(change, holding, leg, atMillis),
                holding.orders().groupId(),
                holding.symbol(),
                Side.SELL,
                leg,
                above ? OrderType.LIMIT : OrderType.STOP,
                TimeInForce.GTC,
                holding.quantity(),
                above ? holding.orders().takeProfit() : null,
                above ? null : holding.orders().stopLoss(),
                atMillis,
                PROTECTION);
    }

    /** Counted from 1: a bracket's own legs have 0. */
    private static String nameOf(AccountChange change, Holding holding, Leg leg, long atMillis) {
        return ClientOrderId.of(
                change.accountId(),
                change.strategy(),
                holding.symbol(),
                atMillis,
                leg,
                holding.orders().later() + 1);
    }
}
