package io.millrace.control.ledger;

/**
 * One place where a run breaks an equation.
 *
 * @param what where it is and what is wrong there
 */
public record Finding(Breach breach, String what) {

    @Override
    public String toString() {
        return breach.words() + ": " + what;
    }
}
