package io.millrace.control.ledger;

import java.util.Locale;

/** The ways in which an equation can be broken, by the name that is printed. */
public enum Breach {
    TORN_LAST_LINE(Equation.RECORD),
    REORDER(Equation.RECORD),
    DUPLICATE(Equation.NO_DUPLICATES),
    SEMANTIC_DUPLICATE(Equation.NO_SEMANTIC_DUPLICATES),
    LOSS(Equation.NO_LOSSES),
    ORPHAN(Equation.NO_ORPHANS),
    BEFORE_RISK_CHECK(Equation.NO_ORPHANS),
    DENIED(Equation.NO_DENIED),
    WRONG_FILL(Equation.CONSERVATION),
    WRONG_POSITION(Equation.CONSERVATION),
    UNFINISHED(Equation.LIVENESS),
    UNANSWERED(Equation.LIVENESS),
    OTHER_DECISION(Equation.GOLDEN);

    private final Equation equation;

    Breach(Equation equation) {
        this.equation = equation;
    }

    public Equation equation() {
        return equation;
    }

    /** The name in words, such as {@code semantic duplicate}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
