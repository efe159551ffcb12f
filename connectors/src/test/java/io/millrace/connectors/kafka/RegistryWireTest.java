package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.Legacy4ByteIdHandler;
import io.apicurio.registry.serde.SerdeConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerdeConfig;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.millrace.avro.AccountStateEvent;
import io.millrace.avro.DecisionEvent;
import io.millrace.avro.InsightEvent;
import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.event.DecisionCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.InsightCoder;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.stack.registry.RegistryServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // contexts that are handed over and never read
class RegistryWireTest {

    private static final int HEADER = 5;

    private static final Decision DECISION =
            new Decision(
                    "ensemble",
                    new Bar("AAPL", 0, 60_000, 1.1, 1.3, 1.0, 1.2, 1000),
                    Action.BUY,
                    0.7,
                    1 / 3.0,
                    Regime.BULL,
                    true,
                    List.of(new Vote(AlphaName.MACD, Direction.UP, 1, 0.7)),
                    List.of(new GateReading(Gate.SPREAD, null, 0.001, true)),
                    new RiskContext(
                            0.01, ReturnWindow.of(new long[] {60_000}, new double[] {0.1})));

    private static RegistryServer server;
    private static KafkaSettings settings;

    @BeforeAll
    static void starts() {
        server = RegistryServer.start();
        settings = KafkaSettings.local("127.0.0.1:1", server.url());
    }

    @AfterAll
    static void stops() {
        server.close();
    }

    @Test
    void whatIsWrittenComesBackTheSame() throws Exception {
        Wire<Decision, DecisionEvent> wire = decisions();

        assertThat(wire.read(wire.written(DECISION)).right()).isEqualTo(DECISION);
    }

    @Test
    void anybodyReadsItWithTheSchemaBehindTheHeader() throws Exception {
        byte[] bytes = decisions().written(DECISION);

        DecisionEvent event =
                new SpecificDatumReader<>(DecisionEvent.class)
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));

        assertThat(bytes[0]).isZero();
        assertThat(event).isEqualTo(new DecisionCoder().encode(DECISION));
    }

    @Test
    void apicuriosOwnDeserializerReadsIt() throws Exception {
        byte[] bytes = decisions().written(DECISION);

        try (AvroKafkaDeserializer<DecisionEvent> apicurio = new AvroKafkaDeserializer<>()) {
            apicurio.configure(apicurio(), false);

            assertThat(apicurio.deserialize(Topic.SIGNALS_SCORED.label(), bytes))
                    .isEqualTo(new DecisionCoder().encode(DECISION));
        }
    }

    @Test
    void whatApicuriosOwnSerializerWritesIsRead() throws Exception {
        Wire<Decision, DecisionEvent> wire = decisions();

        try (AvroKafkaSerializer<DecisionEvent> apicurio = new AvroKafkaSerializer<>()) {
            apicurio.configure(apicurio(), false);
            byte[] bytes =
                    apicurio.serialize(
                            Topic.SIGNALS_SCORED.label(), new DecisionCoder().encode(DECISION));

            assertThat(bytes).isEqualTo(wire.written(DECISION));
            assertThat(wire.read(bytes).right()).isEqualTo(DECISION);
        }
    }

    @Test
    void aRecordThatBreaksOffLeavesNoTraceInTheNext() throws Exception {
        Wire<Decision, DecisionEvent> wire = decisions();
        byte[] whole = wire.written(DECISION);
        for (int length = 0; length < whole.length; length += 7) {
            Either<FailedRecord, Decision> broken = wire.read(Arrays.copyOf(whole, length));

            assertThat(broken.isLeft()).isTrue();
            assertThat(wire.read(whole).right()).isEqualTo(DECISION);
        }
        byte[] more = Arrays.copyOf(whole, whole.length + 1);

        assertThat(wire.read(more).left().message())
                .isEqualTo("value: bytes after the event (expected: one event)");
        assertThat(wire.read(whole).right()).isEqualTo(DECISION);
    }

    @Test
    void aFailureKeepsPlaceKeyAndBytes() throws Exception {
        FailedRecord failed = decisions().read(new byte[] {9, 9}).left();

        assertThat(failed.topic()).isEqualTo("signals.scored");
        assertThat(failed.key()).containsExactly('k');
        assertThat(failed.bytes()).containsExactly(9, 9);
        assertThat(failed.position()).isEqualTo(FailedRecord.place(2, 7));
    }

    @Test
    void aSchemaThatNobodyRegisteredIsTheRecordsFault() throws Exception {
        assertThat(decisions().read(new byte[] {0, 0, 0x7f, 0, 0, 1}).isLeft()).isTrue();
    }

    @Test
    void aRegistryThatIsAwayIsNotTheRecordsFault() throws Exception {
        KafkaSettings away =
                KafkaSettings.local("127.0.0.1:1", "http://127.0.0.1:1/apis/ccompat/v7");
        Wire<Decision, DecisionEvent> wire =
                new Wire<>(new DecisionCoder(), Decision.class, settings, away);
        byte[] bytes = wire.written(DECISION);

        assertThatThrownBy(() -> wire.read(bytes))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("http://127.0.0.1:1/apis/ccompat/v7 (expected: a schema");
    }

    @Test
    void aSchemaThatWouldBreakReadersIsRefusedWithTheFieldsName() {
        SchemaRegistry registry = new SchemaRegistry(settings);
        Schema ours = AccountStateEvent.getClassSchema();
        String subject = Topic.ACCOUNT_STATE.subject();
        registry.register(subject, ours);
        registry.enforce(subject, Compatibility.BACKWARD);
        String string = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
        Schema planted =
                new Schema.Parser()
                        .parse(
                                ours.toString()
                                        .replace(
                                                "\"name\":\"cause\",\"type\":" + string,
                                                "\"name\":\"cause\",\"type\":\"int\"")
                                        .replace("\"name\":\"equity\"", "\"name\":\"net_worth\""));

        assertThatThrownBy(() -> registry.register(subject, planted))
                .isInstanceOf(IncompatibleSchema.class)
                .hasMessageContaining("account.state-value")
                .hasMessageContaining("field net_worth is new and has no default")
                .hasMessageContaining("field cause was string and is int");
        assertThat(registry.newest(subject)).contains(ours);
    }

    @Test
    void aWriterWhoseSchemaIsRefusedDoesNotEvenStart() {
        SchemaRegistry registry = new SchemaRegistry(settings);
        Schema planted =
                new Schema.Parser()
                        .parse(
                                InsightEvent.getClassSchema()
                                        .toString()
                                        .replace("\"name\":\"alpha\"", "\"name\":\"voice\""));
        registry.register(Topic.ALPHA_SIGNALS.subject(), planted);

        assertThatThrownBy(() -> new Wire<>(new InsightCoder("mine"), Insight.class, settings))
                .isInstanceOf(IncompatibleSchema.class)
                .hasMessageContaining("field alpha is new and has no default");
    }

    private static Wire<Decision, DecisionEvent> decisions() throws Exception {
        return new Wire<>(new DecisionCoder(), Decision.class, settings);
    }

    /** Confluent's form is not its own: it has to be asked for. */
    private static Map<String, Object> apicurio() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(
                SerdeConfig.REGISTRY_URL,
                server.url().replace("/apis/ccompat/v7", "/apis/registry/v2"));
        configuration.put(SerdeConfig.ID_HANDLER, Legacy4ByteIdHandler.class.getName());
        configuration.put(SerdeConfig.USE_ID, "contentId");
        configuration.put(SerdeConfig.ENABLE_HEADERS, false);
        configuration.put(SerdeConfig.AUTO_REGISTER_ARTIFACT, true);
        configuration.put(SerdeConfig.AUTO_REGISTER_ARTIFACT_IF_EXISTS, "RETURN_OR_UPDATE");
        configuration.put(AvroKafkaSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
        return configuration;
    }
}
