package io.millrace.control.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the check found.
 *
 * @param scopes for each equation over how much it was computed, or why it was not
 */
public record Verdict(List<Finding> findings, Map<Equation, Scope> scopes) {

    private static final int SHOWN = 5;

    /**
     * How much an equation was computed over.
     *
     * @param checked whether it was computed at all
     * @param what the amount, or the option that would make it so
     */
    public record Scope(boolean checked, String what) {}

    /** Order is kept. */
    public Verdict {
        findings = List.copyOf(findings);
        scopes = Collections.unmodifiableMap(new EnumMap<>(scopes));
    }

    public boolean holds() {
        return findings.isEmpty();
    }

    /** The names of everything that was found. */
    public Set<Breach> breaches() {
        Set<Breach> breaches = EnumSet.noneOf(Breach.class);
        findings.forEach(finding -> breaches.add(finding.breach()));
        return breaches;
    }

    /** The findings that break one equation. */
    public List<Finding> of(Equation equation) {
        return findings.stream()
                .filter(finding -> finding.breach().equation() == equation)
                .toList();
    }

    /** {@code holds}, {@code BROKEN} or {@code not checked}. */
    public String word(Equation equation) {
        if (!of(equation).isEmpty()) {
            return "BROKEN";
        }
        Scope scope = scopes.get(equation);
        return scope != null && scope.checked() ? "holds" : "not checked";
    }

    /** A line for each equation, and the first findings of each below it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Equation equation : Equation.values()) {
            Scope scope = scopes.getOrDefault(equation, new Scope(false, ""));
            lines.add(
                    equation.number()
                            + "  "
                            + word(equation)
                            + ": "
                            + equation.promise()
                            + " ("
                            + scope.what()
                            + ")");
            List<Finding> broken = of(equation);
            broken.stream().limit(SHOWN).forEach(finding -> lines.add("     " + finding));
            if (broken.size() > SHOWN) {
                lines.add("     and " + (broken.size() - SHOWN) + " more");
            }
        }
        return lines;
    }
}
