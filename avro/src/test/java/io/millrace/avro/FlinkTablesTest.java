package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.flink.formats.avro.AvroToRowDataConverters;
import org.apache.flink.formats.avro.typeutils.AvroSchemaConverter;
import org.apache.flink.sql.parser.ddl.SqlTableColumn;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of Flink SQL, read by Flink's own parser and against Flink's own Avro format. */
class FlinkTablesTest {

    private static final Path FOLDER = Path.of(System.getProperty("project.root"), "sql", "flink");
    private static final Pattern COLUMN = Pattern.compile("(?m)^ {4}`(\\w+)` (.*),$");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void theFileSaysWhatTheSchemaSays(Topic topic) throws IOException {
        Path file = FOLDER.resolve(FlinkTables.table(topic) + ".sql");
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, FlinkTables.definition(topic));
        }
        assertThat(file)
                .as("%s is stale: run this test with -Dmillrace.docs.write=true", file)
                .hasContent(FlinkTables.definition(topic));
    }

    @Test
    void thereIsOneFilePerTopic() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Topic.values())
                                    .map(topic -> FlinkTables.table(topic) + ".sql")
                                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void flinkReadsTheStatementAndItsColumnsAreTheEventsFields(Topic topic) throws Exception {
        SqlCreateTable created = parse(FlinkTables.definition(topic));
        Map<String, String> options = created.getProperties();

        assertThat(created.getColumnList().getList())
                .extracting(column -> ((SqlTableColumn) column).getName().getSimple())
                .isEqualTo(topic.schema().getFields().stream().map(Schema.Field::name).toList());
        assertThat(options)
                .containsEntry("topic", topic.label())
                .containsEntry("connector", "kafka")
                .containsEntry("format", "avro-confluent");
        assertThat(rowType(topic))
                .isEqualTo(
                        AvroSchemaConverter.convertToDataType(
                                        options.getOrDefault("avro-confluent.schema", ""))
                                .getLogicalType());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aRowHoldsWhatTheEventHeld(Topic topic) throws Exception {
        Schema written = topic.schema();
        Schema read =
                new Schema.Parser()
                        .parse(
                                parse(FlinkTables.definition(topic))
                                        .getProperties()
                                        .getOrDefault("avro-confluent.schema", ""));
        AvroToRowDataConverters.AvroToRowDataConverter converter =
                AvroToRowDataConverters.createRowConverter(rowType(topic));
        RandomEvents random = new RandomEvents(new SplittableRandom(5));
        for (int i = 0; i < 50; i++) {
            GenericRecord event = (GenericRecord) random.of(written);

            Object row = converter.convert(decoded(encoded(event), written, read));

            assertThat(plain(row)).isEqualTo(plain(event, written));
        }
    }

    @Test
    void withoutTheSchemaAnEnumerationCouldNotBeRead() throws IOException {
        Schema written = Topic.CONTROL_COMMANDS.schema();
        Schema guessed = AvroSchemaConverter.convertToSchema(rowType(Topic.CONTROL_COMMANDS));
        byte[] bytes =
                encoded((GenericRecord) new RandomEvents(new SplittableRandom(1)).of(written));

        assertThatThrownBy(() -> decoded(bytes, written, guessed))
                .isInstanceOf(AvroTypeException.class)
                .hasMessageContaining("CommandName, expecting");
    }

    @Test
    void theExamplesOfThePageAreFlinkSql() throws Exception {
        String page =
                Files.readString(
                        Path.of(System.getProperty("project.root"), "docs", "flink-sql.md"));
        List<String> examples =
                Pattern.compile("(?s)```sql\\n(.*?)```")
                        .matcher(page)
                        .results()
                        .flatMap(block -> Pattern.compile(";\\s*").splitAsStream(block.group(1)))
                        .toList();

        assertThat(examples).hasSize(3);
        for (String example : examples) {
            assertThat(statement(example)).isNotNull();
        }
        assertThatThrownBy(() -> statement("SELECT FROM WHERE"))
                .isInstanceOf(SqlParseException.class);
    }

    @Test
    void aColumnOfAnotherTypeIsSeen() {
        RowType right = rowType(Topic.MARKET_RAW);
        String wrong =
                FlinkTables.definition(Topic.MARKET_RAW)
                        .replace("`ts` TIMESTAMP(3)", "`ts` BIGINT");

        assertThat(rowType(wrong)).isNotEqualTo(right);
    }

    private static SqlCreateTable parse(String statement) throws Exception {
        return (SqlCreateTable) statement(statement);
    }

    private static SqlNode statement(String statement) throws SqlParseException {
        return SqlParser.create(
                        statement.strip().replaceFirst(";$", ""),
                        SqlParser.config()
                                .withParserFactory(FlinkSqlParserImpl.FACTORY)
                                .withQuoting(Quoting.BACK_TICK)
                                .withIdentifierMaxLength(256))
                .parseStmt();
    }

    private static RowType rowType(Topic topic) {
        return rowType(FlinkTables.definition(topic));
    }

    private static RowType rowType(String statement) {
        List<RowType.RowField> fields =
                COLUMN.matcher(statement)
                        .results()
                        .map(found -> new RowType.RowField(found.group(1), type(found.group(2))))
                        .toList();
        return new RowType(false, fields);
    }

    private static LogicalType type(String text) {
        return LogicalTypeParser.parse(text, FlinkTablesTest.class.getClassLoader());
    }

    private static byte[] encoded(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord decoded(byte[] bytes, Schema written, Schema read)
            throws IOException {
        return new GenericDatumReader<GenericRecord>(written, read)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    /** A row without Flink's types. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof GenericRowData row) {
            return Stream.iterate(0, i -> i < row.getArity(), i -> i + 1)
                    .map(i -> String.valueOf(plain(row.getField(i))))
                    .toList();
        }
        if (value instanceof ArrayData array) {
            return Arrays.stream(((GenericArrayData) array).toObjectArray())
                    .map(one -> String.valueOf(plain(one)))
                    .toList();
        }
        if (value instanceof TimestampData time) {
            return time.getMillisecond();
        }
        if (value instanceof DecimalData decimal) {
            return decimal.toBigDecimal();
        }
        return value instanceof byte[] bytes
                ? new BigInteger(1, bytes) + "/" + bytes.length
                : value;
    }

    /** An event without Avro's types. */
    private static @Nullable Object plain(@Nullable Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        if (schema.isUnion()) {
            return plain(value, schema.getTypes().get(1));
        }
        if (value instanceof GenericRecord event) {
            return schema.getFields().stream()
                    .map(field -> String.valueOf(plain(event.get(field.pos()), field.schema())))
                    .toList();
        }
        if (value instanceof Collection<?> items) {
            return items.stream()
                    .map(one -> String.valueOf(plain(one, schema.getElementType())))
                    .toList();
        }
        if (value instanceof ByteBuffer bytes) {
            if (schema.getLogicalType() instanceof LogicalTypes.Decimal) {
                BigDecimal decimal =
                        new Conversions.DecimalConversion()
                                .fromBytes(bytes.duplicate(), schema, schema.getLogicalType());
                return decimal;
            }
            byte[] raw = new byte[bytes.remaining()];
            bytes.duplicate().get(raw);
            return new BigInteger(1, raw) + "/" + raw.length;
        }
        return schema.getType() == Schema.Type.ENUM ? value.toString() : value;
    }
}
