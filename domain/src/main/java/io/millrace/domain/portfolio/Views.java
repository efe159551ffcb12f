package io.millrace.domain.portfolio;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Side;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.Exposure;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.Readiness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Shows an account to the policy as one entry concerns it. */
final class Views {

    private Views() {}

    static AccountView of(
            AccountChange change,
            ProposedEntry entry,
            Readiness readiness,
            SessionCalendar calendar,
            BigDecimal cashBuffer) {
        BigDecimal reserved = BigDecimal.ZERO;
        List<Exposure> exposures = new ArrayList<>();
        for (String symbol : change.symbols()) {
            Holding holding = change.holding(symbol);
            if (holding != null) {
                BigDecimal inFlight = inFlight(change, holding);
                reserved = reserved.add(inFlight);
                BigDecimal value = holding.marketValue().add(inFlight);
                if (value.signum() != 0) {
                    exposures.add(new Exposure(symbol, value, holding.bars().returns()));
                }
            }
        }
        BigDecimal kept = reserved.multiply(BigDecimal.ONE.add(cashBuffer));
        EquityMarks marks = change.marks();
        OrderActivity activity = change.activity();
        return new AccountView(
                change.status().state(),
                change.status().killed(),
                calendar.isOpen(entry.atMillis()),
                change.equity(),
                marks.opening(),
                marks.dayStart(),
                marks.peak(),
                change.ledger().cash().subtract(kept),
                exposures,
                openOrders(change),
                activity.sentInTheMinuteBefore(entry.atMillis()),
                change.status().slippageBlockedUntilMillis(),
                activity.runOrders(),
                activity.runNotional(),
                readiness,
                inSymbol(change, entry));
    }

    private static int openOrders(AccountChange change) {
        int open = 0;
        for (OrderRecord record : change.allOrders()) {
            if (record.isWorking()) {
                open++;
            }
        }
        return open;
    }

    /** What the working entry may still buy, at the last price. */
    private static BigDecimal inFlight(AccountChange change, Holding holding) {
        OrderRecord record = change.order(holding.orders().entryId());
        return record == null ? BigDecimal.ZERO : record.open().multiply(holding.lastPrice());
    }

    private static AccountView.InSymbol inSymbol(AccountChange change, ProposedEntry entry) {
        Holding holding = change.holding(entry.symbol());
        SymbolActivity before = change.activity().of(entry.symbol());
        Long last = before.lastEntryMillis();
        boolean nameTaken =
                change.order(entry.clientOrderId()) != null
                        || (last != null && last >= entry.atMillis());
        return new AccountView.InSymbol(
                holding == null ? BigDecimal.ZERO : holding.quantity(),
                holding != null && change.works(holding.orders().entryId()),
                opposing(change, entry.symbol()),
                nameTaken,
                before.entriesToday(),
                before.lastTradeMillis(),
                last,
                before.lastEntryQuantity());
    }

    /** Own sell orders that would trade with a buy, protections of what is held left aside. */
    private static BigDecimal opposing(AccountChange change, String symbol) {
        Holding holding = change.holding(symbol);
        BigDecimal quantity = BigDecimal.ZERO;
        for (OrderRecord record : change.allOrders()) {
            boolean protects = holding != null && record.order().leg() != Leg.EXIT;
            if (record.order().side() == Side.SELL
                    && record.order().symbol().equals(symbol)
                    && !protects) {
                quantity = quantity.add(record.open());
            }
        }
        return quantity;
    }
}
