package io.millrace.control.explain;

import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.Exposure;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy was asked, open to changes. */
final class ViewDraft {

    final ProposedEntry before;
    BigDecimal requested;
    BigDecimal takeProfit;
    @Nullable Double volatility;
    @Nullable Double averageVolume;
    ReturnWindow returns;

    TradingState state;
    boolean killed;
    boolean sessionOpen;
    BigDecimal equity;
    BigDecimal startEquity;
    BigDecimal dayStartEquity;
    BigDecimal peakEquity;
    BigDecimal spendableCash;
    List<Exposure> exposures;
    int openOrders;
    int ordersLastMinute;
    long slippageBlockedUntilMillis;
    int runOrders;
    BigDecimal runNotional;

    BigDecimal held;
    boolean entryWorking;
    BigDecimal opposing;
    boolean nameTaken;
    int entriesToday;
    @Nullable Long lastTradeMillis;
    @Nullable Long lastEntryMillis;
    private final BigDecimal lastEntryQuantity;

    ViewDraft(RecordedDecision.Inputs inputs) {
        before = inputs.entry();
        requested = before.requested();
        takeProfit = before.takeProfit();
        volatility = before.volatility5();
        averageVolume = before.averageVolume();
        returns = before.returns();
        AccountView view = inputs.view();
        state = view.state();
        killed = view.killed();
        sessionOpen = view.sessionOpen();
        equity = view.equity();
        startEquity = view.startEquity();
        dayStartEquity = view.dayStartEquity();
        peakEquity = view.peakEquity();
        spendableCash = view.spendableCash();
        exposures = view.exposures();
        openOrders = view.openOrders();
        ordersLastMinute = view.ordersLastMinute();
        slippageBlockedUntilMillis = view.slippageBlockedUntilMillis();
        runOrders = view.runOrders();
        runNotional = view.runNotional();
        AccountView.InSymbol symbol = view.symbol();
        held = symbol.held();
        entryWorking = symbol.entryWorking();
        opposing = symbol.opposingQuantity();
        nameTaken = symbol.orderNameTaken();
        entriesToday = symbol.entriesToday();
        lastTradeMillis = symbol.lastTradeMillis();
        lastEntryMillis = symbol.lastEntryMillis();
        lastEntryQuantity = symbol.lastEntryQuantity();
    }

    ProposedEntry entry() {
        return new ProposedEntry(
                before.symbol(),
                before.clientOrderId(),
                before.price(),
                requested,
                takeProfit,
                before.stopLoss(),
                before.lot(),
                volatility,
                averageVolume,
                returns,
                before.atMillis());
    }

    AccountView view() {
        return new AccountView(
                state,
                killed,
                sessionOpen,
                equity,
                startEquity,
                dayStartEquity,
                peakEquity,
                spendableCash,
                exposures,
                openOrders,
                ordersLastMinute,
                slippageBlockedUntilMillis,
                runOrders,
                runNotional,
                new AccountView.InSymbol(
                        held,
                        entryWorking,
                        opposing,
                        nameTaken,
                        entriesToday,
                        lastTradeMillis,
                        lastEntryMillis,
                        lastEntryQuantity));
    }

    BigDecimal exposure() {
        return exposures.stream().map(Exposure::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
