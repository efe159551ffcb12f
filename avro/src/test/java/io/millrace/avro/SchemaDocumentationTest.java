package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDocumentationTest {

    @Test
    void everyRecordEnumAndFieldIsDocumented() {
        assertThat(SchemaDocumentation.documentationProblems(Schemas.events())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyEventCarriesTheEnvelope(Topic topic) {
        assertThat(SchemaDocumentation.envelopeProblems(topic.schema())).isEmpty();
        assertThat(topic.schema().getField(topic.keyField()))
                .as("%s has its key %s", topic, topic.keyField())
                .isNotNull();
    }

    @Test
    void everyDecimalHasTheSamePrecision() {
        assertThat(Schemas.named(Schemas.events()))
                .filteredOn(schema -> schema.getType() == Schema.Type.RECORD)
                .flatExtracting(Schema::getFields)
                .extracting(Schema.Field::schema)
                .extracting(Schema::getLogicalType)
                .filteredOn(LogicalTypes.Decimal.class::isInstance)
                .isNotEmpty()
                .extracting(type -> ((LogicalTypes.Decimal) type).getScale())
                .containsOnly(18);
    }

    @Test
    void aSilentFieldOrRecordIsNoticed() {
        Schema silent =
                SchemaBuilder.record("Silent")
                        .fields()
                        .name("mute")
                        .type()
                        .array()
                        .items()
                        .enumeration("Nested")
                        .symbols("A")
                        .noDefault()
                        .endRecord();
        assertThat(SchemaDocumentation.documentationProblems(List.of(silent)))
                .containsExactly("Silent", "Silent.mute", "Nested");
    }

    @Test
    void aMissingOrMistypedEnvelopeFieldIsNoticed() {
        Schema bare = SchemaBuilder.record("Bare").fields().requiredLong("ts").endRecord();
        assertThat(SchemaDocumentation.envelopeProblems(bare))
                .hasSize(7)
                .contains("Bare.event_id: absent", "Bare.ts: \"long\"");
    }
}
