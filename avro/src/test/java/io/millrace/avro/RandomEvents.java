package io.millrace.avro;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Random data of any schema of the contract, as generic records over raw Avro types. */
record RandomEvents(SplittableRandom random) {

    Object of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM ->
                    new GenericData.EnumSymbol(
                            schema,
                            schema.getEnumSymbols()
                                    .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> array(schema);
            case UNION -> of(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case STRING -> schema.getLogicalType() == null ? text() : uuid();
            case BYTES -> bytes(schema);
            case INT -> random.nextInt();
            case LONG -> random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L);
            case DOUBLE -> random.nextDouble(-1e9, 1e9);
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            default -> throw new IllegalArgumentException("no such type in use: " + schema);
        };
    }

    private GenericData.Record record(Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), of(field.schema())));
        return record;
    }

    private List<Object> array(Schema schema) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> of(schema.getElementType()))
                .toList();
    }

    private String text() {
        return random.ints(random.nextInt(12), ' ', 'ÿ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private ByteBuffer bytes(Schema schema) {
        byte[] raw = new byte[schema.getLogicalType() instanceof LogicalTypes.Decimal ? 15 : 9];
        random.nextBytes(raw);
        // the shortest form of the number, as the decimal conversion writes it
        return ByteBuffer.wrap(new BigInteger(raw).toByteArray());
    }
}
