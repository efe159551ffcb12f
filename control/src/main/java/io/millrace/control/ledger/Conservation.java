package io.millrace.control.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Equation 6: nothing is made or lost between a fill and the last place that knows of it. */
final class Conservation {

    private Conservation() {}

    static List<Finding> findings(BrokerBook book, List<HeldPositions> held) {
        List<Finding> findings = new ArrayList<>(book.contradictions());
        for (HeldPositions holder : held) {
            Set<String> symbols = new TreeSet<>(book.positions().keySet());
            symbols.addAll(holder.quantities().keySet());
            for (String symbol : symbols) {
                BigDecimal there = holder.quantities().getOrDefault(symbol, BigDecimal.ZERO);
                compare(findings, holder, symbol, there, book.position(symbol));
            }
            if (holder.cash() == null) {
                throw new UnreadableRecord(
                        "positions: " + holder.name() + " (expected: a row for cash)");
            }
            compare(findings, holder, HeldPositions.CASH, holder.cash(), book.cash());
        }
        return findings;
    }

    private static void compare(
            List<Finding> findings,
            HeldPositions holder,
            String what,
            BigDecimal there,
            BigDecimal atTheBroker) {
        if (there.compareTo(atTheBroker) != 0) {
            findings.add(
                    new Finding(
                            Breach.WRONG_POSITION,
                            holder.name()
                                    + ": "
                                    + what
                                    + ": "
                                    + there.toPlainString()
                                    + " (expected: "
                                    + atTheBroker.toPlainString()
                                    + ", as the fills add up)"));
        }
    }
}
