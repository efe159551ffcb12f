package io.millrace.broker.contract;

/**
 * One thing that a broker promises.
 *
 * @param asked what is asked, for the page
 * @param expected what the simulator answers, without what differs from request to request
 * @param there what else Alpaca may answer; empty where it answers the same
 * @param why the reason of that
 */
record Card(String id, String asked, Question question, String expected, String there, String why) {

    /** What a question answers where the account does not allow to ask it. */
    static final String LEFT_OUT = "left out: ";

    /** How a card is asked of a broker; the answer is comparable. */
    interface Question {
        String ask(Visitor visitor) throws Exception;
    }

    Card(String id, String asked, Question question, String expected) {
        this(id, asked, question, expected, "", "");
    }

    /** The same card with a difference that is known. */
    Card unless(String answer, String reason) {
        return new Card(id, asked, question, expected, answer, reason);
    }

    /** What is wrong with Alpaca's answer, or nothing. */
    String difference(String here, String answer) {
        boolean known = !there.isEmpty() && answer.equals(there);
        boolean leftOut = answer.startsWith(LEFT_OUT);
        return known || leftOut || answer.equals(here)
                ? ""
                : "%s: there %s (here: %s)".formatted(id, answer, here);
    }
}
