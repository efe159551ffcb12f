package io.millrace.control.sql;

import java.util.List;

/** The page {@code docs/queries.md}, told from the headers of the questions. */
final class QuestionsPage {

    private static final String HEAD =
            """
            # Questions

            <!-- Generated from sql/queries by SqlCommandTest, which fails when it is stale and writes it with
                 ./mvnw -pl control -am test -Dtest=SqlCommandTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true -->

            What a desk asks of its tables, each a file in `sql/queries`. `./millrace sql` lists them, `./millrace sql NAME` answers from the
            local stack's PostgreSQL, `--db URL` from another, `--run DIR` from the database of a finished run. Answers are a table on a
            terminal, CSV in a pipe, JSON with `--json`; times are UTC. A parameter is given by `--param name=value`; its value travels beside
            the query and cannot change it. A question runs in a read-only transaction.

                ./millrace sql pnl_today --param day=2024-01-02
                ./millrace sql order_chain --param correlation=3f2a9c1e --json

            The same files run in psql, which knows no defaults, so every parameter has to be said:

                psql postgresql://millrace:millrace@127.0.0.1:5433/millrace -v run= -v day=2024-01-02 -v zone=America/New_York -f sql/queries/pnl_today.sql

            Every question is asked by a test of the rows of a real run, and computed a second time in the test, from the files and the tape of
            that run. Two tests start from rows: `alpha_hit_rate` reads the opinions from their table, which no file has, and
            `unknown_orders` is asked of events that the test writes itself, because a backtest's venue always answers.
            The tables are described in [storage](storage.md).
            """;

    private QuestionsPage() {}

    static String text(List<Question> questions) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Question one : questions) {
            page.append("\n## ").append(one.name()).append("\n\n").append(one.title());
            page.append(one.remarks().isEmpty() ? "" : " " + one.remarks()).append("\n\n");
            page.append("| parameter | unless given | meaning |\n|---|---|---|\n");
            for (Question.Parameter parameter : one.parameters()) {
                page.append(
                        "| `%s` | %s | %s |\n"
                                .formatted(
                                        parameter.name(),
                                        standard(parameter),
                                        parameter.meaning()));
            }
            page.append("\n| column | meaning |\n|---|---|\n");
            one.columns()
                    .forEach(
                            (name, meaning) ->
                                    page.append("| `%s` | %s |\n".formatted(name, meaning)));
        }
        return page.toString();
    }

    private static String standard(Question.Parameter parameter) {
        if (parameter.standard() == null) {
            return "required";
        }
        return parameter.standard().isEmpty() ? "empty" : "`" + parameter.standard() + "`";
    }
}
