package io.millrace.control.chaos;

import io.millrace.control.ledger.Equation;
import io.millrace.control.ledger.SelfTest;
import io.millrace.control.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A campaign that has been carried out.
 *
 * @param ended whether the run came to its end by itself
 * @param ownDeaths how often a process ended that nobody had struck
 * @param about seed, commit, machine and the like, by name
 */
record CampaignResult(
        CampaignPlan plan,
        List<Struck> struck,
        boolean ended,
        Map<VictimName, Integer> ownDeaths,
        int orders,
        int fills,
        List<SelfTest.Outcome> selfTest,
        Verdict verdict,
        Map<String, String> about) {

    /** What is not as it has to be, in words; nothing for a campaign that is green. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (SelfTest.Outcome outcome : selfTest) {
            if (!outcome.caught()) {
                failures.add("the check did not name a planted " + outcome.planted());
            }
        }
        if (struck.size() < plan.blows().size()) {
            failures.add(struck.size() + " of " + plan.blows().size() + " blows fell");
        }
        if (!ended) {
            failures.add("the run did not come to its end");
        }
        for (Equation equation : Equation.values()) {
            if (!verdict.word(equation).equals("holds")) {
                failures.add(
                        "equation "
                                + equation.number()
                                + ", "
                                + equation.promise()
                                + ": "
                                + verdict.word(equation));
            }
        }
        for (Recoveries one : Recoveries.of(struck)) {
            if (!one.isWithinLimit()) {
                failures.add(
                        String.format(
                                Locale.ROOT,
                                "%s: 95 %% recovered within %.1f s (expected: %d s), %d never",
                                one.blow().words(),
                                one.p95Millis() / 1_000.0,
                                one.limitSeconds(),
                                one.lost()));
            }
        }
        return failures;
    }

    /** Orders that had not ended when a blow fell, over all blows. */
    int openAtBlows() {
        return struck.stream().mapToInt(one -> one.seen().open()).sum();
    }

    /** Requests without answer when a blow fell, over all blows. */
    int unansweredAtBlows() {
        return struck.stream()
                .mapToInt(one -> Math.max(one.seen().unanswered(), one.inFlight() ? 1 : 0))
                .sum();
    }

    /** By the rule of three: what no fault in so many blows says about the rate, at 95 %. */
    double rateBound() {
        return struck.isEmpty() ? 1 : Math.min(1, 3.0 / struck.size());
    }
}
