package io.millrace.control.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The eight equations over the files of a run. */
public final class LedgerCheck {

    private LedgerCheck() {}

    /**
     * Reads everything and computes every equation that the files allow.
     *
     * @throws UnreadableRecord when a file cannot be read
     */
    public static Verdict of(RunFiles files) {
        LedgerFile ledger = LedgerFile.read(files.ledger());
        BrokerBook book = BrokerBook.of(ledger);
        Map<String, KeptOrder> kept = KeptOrder.read(files.orders());
        List<Decided> decided = Decided.read(files.decisions());
        List<HeldPositions> held = files.positions().stream().map(HeldPositions::read).toList();

        List<Finding> findings = new ArrayList<>();
        findings.addAll(Sequence.findings(ledger));
        findings.addAll(Names.findings(book, kept));
        findings.addAll(new Decisions(book, kept, decided).findings());
        findings.addAll(Conservation.findings(book, held));
        findings.addAll(new Liveness(book, kept, files.grace()).findings());

        long carriers = book.orders().stream().filter(BookedOrder::isCarrier).count();
        long approved = decided.stream().filter(Decided::approved).count();
        String rows = carriers + " orders submitted, " + book.orders().size() + " with legs";
        Map<Equation, Verdict.Scope> scopes = new EnumMap<>(Equation.class);
        scopes.put(Equation.RECORD, done(ledger.rows().size() + " rows"));
        scopes.put(Equation.NO_DUPLICATES, done(rows));
        scopes.put(Equation.NO_SEMANTIC_DUPLICATES, done(rows));
        scopes.put(Equation.NO_LOSSES, done(approved + " approved, " + kept.size() + " orders"));
        scopes.put(Equation.NO_ORPHANS, done(rows));
        scopes.put(Equation.NO_DENIED, done(decided.size() - approved + " denied"));
        scopes.put(Equation.CONSERVATION, conservation(book, held));
        scopes.put(Equation.LIVENESS, done(book.orders().size() + " orders"));
        if (files.golden() == null) {
            scopes.put(Equation.GOLDEN, new Verdict.Scope(false, "give --golden FILE"));
        } else {
            GoldenDecisions golden = GoldenDecisions.compare(files.golden(), files.decisions());
            findings.addAll(golden.findings());
            scopes.put(Equation.GOLDEN, done(golden.rows() + " decisions"));
        }
        return new Verdict(findings, scopes);
    }

    /** The ledger's own sums are always checked; without positions that is not the equation. */
    private static Verdict.Scope conservation(BrokerBook book, List<HeldPositions> held) {
        String fills = book.fills() + " fills";
        return held.isEmpty()
                ? new Verdict.Scope(false, fills + " add up; give --positions FILE")
                : done(fills + ", " + held.size() + " position files");
    }

    private static Verdict.Scope done(String over) {
        return new Verdict.Scope(true, over);
    }
}
