package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    @Property(tries = 200)
    void everyEventSurvivesTheWireByteForByte(@ForAll long seed, @ForAll Topic topic)
            throws IOException {
        Object random = new RandomEvents(new SplittableRandom(seed)).of(topic.schema());
        byte[] sent = write(new GenericDatumWriter<>(topic.schema()), random);
        SpecificRecordBase received = read(topic, sent);
        assertThat(received).isInstanceOf(topic.event());
        byte[] again = write(new SpecificDatumWriter<>(topic.schema()), received);
        assertThat(again).isEqualTo(sent);
        assertThat((Object) read(topic, again)).isEqualTo(received);
    }

    @Test
    void decimalsAndInstantsArriveAsTheyWere() throws IOException {
        PositionValue position =
                PositionValue.newBuilder()
                        .setSymbol("BTCUSD")
                        .setQuantity(new BigDecimal("0.123456789"))
                        .setAveragePrice(new BigDecimal("67000.12"))
                        .setLastPrice(new BigDecimal("-0.000000000000000001"))
                        .build();
        Instant ts = Instant.parse("2024-07-03T13:30:00.123Z");
        AccountStateEvent sent = account(ts, position);
        AccountStateEvent received =
                (AccountStateEvent)
                        read(
                                Topic.ACCOUNT_STATE,
                                write(new SpecificDatumWriter<>(AccountStateEvent.class), sent));
        assertThat(received.getTs()).isEqualTo(ts);
        assertThat(received.getPositions().get(0).getQuantity())
                .isEqualByComparingTo("0.123456789");
        assertThat(received.getPositions().get(0).getLastPrice())
                .isEqualByComparingTo("-0.000000000000000001");
        assertThat(received.getSymbol()).isNull();
    }

    @Test
    void aDecimalThatWouldLoseDigitsIsRefused() {
        PositionValue tooFine =
                PositionValue.newBuilder()
                        .setSymbol("BTCUSD")
                        .setQuantity(new BigDecimal("0.1234567890123456789"))
                        .setAveragePrice(BigDecimal.ONE)
                        .setLastPrice(BigDecimal.ONE)
                        .build();
        assertThatThrownBy(
                        () ->
                                write(
                                        new SpecificDatumWriter<>(AccountStateEvent.class),
                                        account(Instant.EPOCH, tooFine)))
                .hasMessageContaining("scale");
    }

    private static AccountStateEvent account(Instant ts, PositionValue position) {
        return AccountStateEvent.newBuilder()
                .setEventId(UUID.fromString("fb7e4466-3006-37df-b9a7-647b7cfdc5c5"))
                .setCorrelationId(UUID.fromString("b385d2fd-f7ac-3c9d-a0a5-5ba9f3e5f7d8"))
                .setIdempotencyKey("account/main/1")
                .setTs(ts)
                .setSchemaVersion(Topic.ACCOUNT_STATE.schemaVersion())
                .setSource("test")
                .setAccount("main")
                .setCash(new BigDecimal("100000"))
                .setEquity(new BigDecimal("100000.00"))
                .setState(TradingStateName.ACTIVE)
                .setPositions(List.of(position))
                .setCause("FILL")
                .build();
    }

    private static <T> byte[] write(DatumWriter<T> writer, T event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static SpecificRecordBase read(Topic topic, byte[] bytes) throws IOException {
        Schema schema = topic.schema();
        SpecificDatumReader<SpecificRecordBase> reader = new SpecificDatumReader<>(schema, schema);
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
