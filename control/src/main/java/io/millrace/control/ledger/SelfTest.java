package io.millrace.control.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The test of the tester: a check that finds nothing in a planted ledger proves nothing. */
public final class SelfTest {

    /**
     * What became of one planted fault.
     *
     * @param planted its name; {@code nothing} for the clean ledger
     * @param caught whether it was named, and nothing else was
     * @param named what the check said
     */
    public record Outcome(String planted, boolean caught, List<String> named) {}

    private SelfTest() {}

    /**
     * Checks a clean ledger, then one with each of the seven faults.
     *
     * @param folder where the planted ledgers are kept
     */
    public static List<Outcome> run(long seed, Path folder) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        Verdict clean = LedgerCheck.of(new SampleRun(seed).write(folder.resolve("clean")));
        outcomes.add(new Outcome("nothing", clean.holds(), said(clean)));
        for (Plant plant : Plant.values()) {
            Path planted = folder.resolve(plant.breach().words().replace(' ', '-'));
            Verdict verdict = LedgerCheck.of(plant.in(new SampleRun(seed), planted));
            Equation broken = plant.breach().equation();
            boolean alone = verdict.of(broken).size() == verdict.findings().size();
            boolean caught = alone && verdict.breaches().contains(plant.breach());
            outcomes.add(new Outcome(plant.breach().words(), caught, said(verdict)));
        }
        return outcomes;
    }

    private static List<String> said(Verdict verdict) {
        return verdict.findings().stream().map(Finding::toString).toList();
    }
}
