package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaHistoryTest {

    private final SchemaHistory history = SchemaHistory.ofTheProject();

    @BeforeAll
    static void storeNewVersionsWhenAsked() throws IOException {
        if (Boolean.getBoolean("millrace.schemas.store")) {
            for (Topic topic : Topic.values()) {
                SchemaHistory.ofTheProject().store(topic.subject(), topic.schema());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNewestStoredVersionIsTheCurrentSchema(Topic topic) throws IOException {
        assertThat(history.staleness(topic.subject(), topic.schema())).isEmpty();
        assertThat(topic.schemaVersion()).isEqualTo(history.versions(topic.subject()).size());
    }

    @ParameterizedTest
    @EnumSource
    void everyStoredVersionCanStillBeRead(Topic topic)
            throws IOException, SchemaValidationException {
        List<Schema> versions = history.versions(topic.subject());
        for (Schema stored : versions) {
            assertThat(SchemaEvolution.problems(topic.schema(), stored)).isEmpty();
        }
        new SchemaValidatorBuilder()
                .canReadStrategy()
                .validateAll()
                .validate(topic.schema(), versions);
    }

    @Test
    void everyStoredSubjectIsATopic() throws IOException {
        try (Stream<Path> folders = Files.list(history.root())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Topic.values()).map(Topic::subject).toList());
        }
    }

    /** Each row edits a stored schema as a careless change would. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'quantity','type':'long'} |  | quantity: REMOVED",
                "'type':'long' | 'type':'string' | quantity: TYPE_MISMATCH",
                "'type':'double' | 'type':'float' | votes.weight: TYPE_MISMATCH",
                "{'name':'quantity' | {'name':'venue','type':'string'},{'name':'quantity' | venue: READER_FIELD_MISSING_DEFAULT_VALUE",
                "'symbols':['BUY','SELL'] | 'symbols':['BUY'] | side: MISSING_ENUM_SYMBOLS",
                "{'name':'weight','type':'double'} |  | votes.weight: REMOVED",
            })
    void aChangeThatBreaksReadersIsRefusedWithItsField(
            String careless, String instead, String problem) {
        Schema stored = schema(ORDER);
        Schema current =
                schema(ORDER.replace(careless, instead == null ? "" : instead).replace(",]", "]"));
        assertThat(SchemaEvolution.problems(current, stored))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'quantity' | {'name':'venue','type':['null','string'],'default':null},{'name':'quantity'",
                "'symbols':['BUY','SELL'] | 'symbols':['BUY','SELL','SHORT']",
                "{'name':'note','type':['null','string'],'default':null}, | ''",
                "'name':'quantity' | 'name':'shares','aliases':['quantity']",
                "'type':'long' | 'type':'double'",
            })
    void aChangeThatReadersSurviveIsAllowed(String before, String after) {
        String edited = ORDER.replace(before, after.equals("''") ? "" : after);
        assertThat(edited).isNotEqualTo(ORDER);
        assertThat(SchemaEvolution.problems(schema(edited), schema(ORDER))).isEmpty();
    }

    @Test
    void aChangedSchemaIsRefusedUntilItIsStored(@TempDir Path folder) throws IOException {
        SchemaHistory fresh = new SchemaHistory(folder);
        fresh.store("order-value", schema(ORDER));
        assertThat(fresh.staleness("order-value", schema(ORDER))).isEmpty();

        Schema changed = schema(ORDER.replace("'BUY','SELL'", "'BUY','SELL','SHORT'"));
        fresh.store("order-value", changed);
        assertThat(fresh.staleness("order-value", changed))
                .get()
                .asString()
                .contains("order-value: version 1 differs", "\"version\": 2 in Order.avsc");

        Schema second =
                schema(changed.toString().replace('"', '\'').replace("'version':1", "'version':2"));
        assertThat(fresh.staleness("order-value", second)).isPresent();
        fresh.store("order-value", second);
        assertThat(fresh.staleness("order-value", second)).isEmpty();
        assertThat(fresh.versions("order-value")).containsExactly(schema(ORDER), second);
    }

    private static final String ORDER =
            "{'type':'record','name':'Order','version':1,'fields':["
                    + "{'name':'note','type':['null','string'],'default':null},"
                    + "{'name':'side','type':{'type':'enum','name':'Side','symbols':['BUY','SELL']}},"
                    + "{'name':'votes','type':{'type':'array','items':{'type':'record','name':'Vote','fields':["
                    + "{'name':'alpha','type':'string'},{'name':'weight','type':'double'}]}}},"
                    + "{'name':'quantity','type':'long'}]}";

    private static Schema schema(String singleQuoted) {
        return new Schema.Parser().parse(singleQuoted.replace('\'', '"'));
    }
}
