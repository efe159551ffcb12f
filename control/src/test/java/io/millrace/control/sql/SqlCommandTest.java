package io.millrace.control.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command around the questions: what it lists, prints and refuses. */
class SqlCommandTest {

    private static final List<String> NAMES = Questions.NAMES;
    private static final Path FOLDER =
            Path.of(System.getProperty("project.root"), "sql", "queries");
    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "queries.md");

    @TempDir private Path folder;

    @Test
    void everyFileOfTheFolderIsAQuestion() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream().map(name -> name + ".sql").toList());
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aHeaderNamesEveryParameterAndEveryColumn(String name) throws IOException {
        Question question = Questions.named(name);
        List<String> used =
                Pattern.compile("(?m)^(?!--).*$")
                        .matcher(question.sql())
                        .results()
                        .flatMap(
                                line ->
                                        Pattern.compile(":'(\\w+)'")
                                                .matcher(line.group())
                                                .results())
                        .map(found -> found.group(1))
                        .distinct()
                        .toList();
        String correlation = name.equals("order_chain") ? "correlation=00000000" : "";
        String out =
                correlation.isEmpty()
                        ? run("sql", name).out()
                        : run("sql", name, "--param", correlation).out();

        assertThat(question.parameters())
                .extracting(Question.Parameter::name)
                .containsExactlyInAnyOrderElementsOf(used);
        assertThat(out.lines().findFirst().orElse(""))
                .isEqualTo(String.join(",", question.columns().keySet()));
        assertThat(question.title()).endsWith(".");
    }

    @Test
    void theQuestionsPageSaysWhatTheHeadersSay() throws IOException {
        String text = QuestionsPage.text(Questions.all());
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE)
                .as("%s is stale: run this test with -Dmillrace.docs.write=true", PAGE)
                .hasContent(text);
    }

    @Test
    void withoutAnArgumentTheQuestionsAreListed() throws IOException {
        CliRun list = CliRun.of("sql");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSameSizeAs(NAMES);
        assertThat(list.out()).contains("pnl_today           What a day earned");

        JsonNode json = new ObjectMapper().readTree(CliRun.of("sql", "--json").out());
        assertThat(json).hasSameSizeAs(NAMES);
        assertThat(json.get(0).at("/parameters/1/name").asText()).isEqualTo("day");
    }

    @Test
    void anAnswerInJsonHasNumbersTextsAndNulls() throws IOException {
        String out =
                run(
                                "sql",
                                "--json",
                                "select 1.50 as a, 'x' as b, null as c, true as d,"
                                        + " '{\"e\":[1]}'::jsonb as f, 'NaN'::float8 as g")
                        .out();

        assertThat(new ObjectMapper().readTree(out))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "[{\"a\":1.50,\"b\":\"x\",\"c\":null,\"d\":true,"
                                                + "\"f\":{\"e\":[1]},\"g\":\"NaN\"}]"));
    }

    @Test
    void aParameterIsAValueAndNeverAPartOfTheQuery() {
        String evil = "x' or '1' = '1";

        CliRun told =
                run(
                        "sql",
                        "select :'a' as a, ':a' as b, 1::text as c -- :a\n",
                        "--param",
                        "a=" + evil);

        assertThat(told.out()).isEqualTo("a,b,c\n" + evil + ",:a,1\n");
    }

    @Test
    void aQuestionMarkIsAnOperatorOfPostgres() {
        assertThat(run("sql", "select '{\"a\":1}'::jsonb ? 'a' as has").out())
                .isEqualTo("has\nt\n");
    }

    @Test
    void aFileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.sql"), "-- Mine.\nselect 7 as n;\n");

        assertThat(run("sql", file.toString()).out()).isEqualTo("n\n7\n");
    }

    @Test
    void nothingIsChangedUnlessSaid() {
        CliRun refused = CliRun.of("sql", "create table mine (a int)", "--db", database());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("read-only transaction");

        assertThat(run("sql", "--write", "create table mine (a int)").out()).isEqualTo("done\n");
        assertThat(run("sql", "--write", "--json", "insert into mine values (1), (2)").out())
                .isEqualTo("{\"changed\":2}\n");
        assertThat(run("sql", "--write", "drop table mine").out()).isEqualTo("done\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pnl_today;--param;dai=1;dai is not a parameter of pnl_today (expected: day, run, zone)",
                "order_chain;--json;--json;correlation is missing (expected: --param correlation=",
                "select :a;--json;--json;a is missing (expected: --param a=VALUE)",
                "pnl_yesterday;--json;--json;pnl_yesterday (expected: one of pnl_today, ",
                "pnl_today;--param;day=soon;invalid input syntax for type date: \"soon\"",
                "pnl_today;--run;here;--db, --run: both"
            })
    void aMistakeIsNamed(String line) {
        String[] parts = line.split(";", -1);
        String[] arguments =
                parts[1].equals(parts[2])
                        ? new String[] {"sql", parts[0], "--db", database(), parts[1]}
                        : new String[] {"sql", parts[0], "--db", database(), parts[1], parts[2]};

        CliRun run = CliRun.of(arguments);

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(parts[3]);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aDatabaseThatIsDownIsNamedWithTheRemedy() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        CliRun run =
                CliRun.of(
                        "sql",
                        "pnl_today",
                        "--db",
                        "postgresql://me:s3cret@127.0.0.1:" + closed + "/x");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("127.0.0.1:" + closed, "./millrace up --only postgres")
                .doesNotContain("s3cret");
    }

    private static CliRun run(String... arguments) {
        Stream<String> all = Stream.concat(Stream.of(arguments), Stream.of("--db", database()));
        CliRun run = CliRun.of(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static String database() {
        return DeskRun.made().database();
    }
}
