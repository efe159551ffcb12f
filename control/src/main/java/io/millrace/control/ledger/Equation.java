package io.millrace.control.ledger;

/** What has to hold of a run, in the order in which it is told. */
public enum Equation {
    /** What the eight are computed from. */
    RECORD(0, "the ledger is whole and in order"),
    NO_DUPLICATES(1, "no two rows share a client order id"),
    NO_SEMANTIC_DUPLICATES(2, "no two rows share a decision"),
    NO_LOSSES(3, "every approved decision has a row or a recorded end"),
    NO_ORPHANS(4, "every row has an approved decision before it"),
    NO_DENIED(5, "no denied decision has a row"),
    CONSERVATION(6, "fills add up to positions and cash, exactly"),
    LIVENESS(7, "every order has ended, none is unknown"),
    GOLDEN(8, "the decisions equal those of the fault-free run");

    private final int number;
    private final String promise;

    Equation(int number, String promise) {
        this.number = number;
        this.promise = promise;
    }

    /** 1 to 8; 0 for the record itself. */
    public int number() {
        return number;
    }

    public String promise() {
        return promise;
    }
}
