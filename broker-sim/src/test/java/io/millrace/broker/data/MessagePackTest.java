package io.millrace.broker.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePackTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void aTimeBecomesATimestamp() {
        ObjectNode bar = NODES.objectNode().put("T", "b").put("t", "2024-01-02T14:30:00.123Z");

        assertThat(Unpacked.of(ByteBuffer.wrap(MessagePackWriter.write(bar))))
                .isEqualTo(Map.of("T", "b", "t", Instant.parse("2024-01-02T14:30:00.123Z")));
    }

    @Property
    void numbersAndTextsArriveAsTheyWere(
            @ForAll double price, @ForAll long size, @ForAll String text) throws IOException {
        ArrayNode message = NODES.arrayNode().add(price).add(size).add(text).add(true).addNull();

        byte[] packed = MessagePackWriter.write(message);

        List<?> told = (List<?>) requireNonNull(Unpacked.of(ByteBuffer.wrap(packed)));
        assertThat(told.subList(0, 2)).isEqualTo(List.of(price, size));
        assertThat(told.get(2)).isEqualTo(asUtf8(text));
        assertThat(MessagePackReader.read(packed).get(1).asLong()).isEqualTo(size);
    }

    @Property(tries = 60)
    void lengthsOfEverySizeAreTold(@ForAll @IntRange(min = 0, max = 70_000) int length)
            throws IOException {
        ArrayNode list = NODES.arrayNode();
        ObjectNode map = NODES.objectNode();
        for (int i = 0; i < length; i++) {
            list.add(1);
            map.put("k" + i, 1);
        }
        ArrayNode message = NODES.arrayNode().add("x".repeat(length));
        message.add(list).add(map);

        byte[] packed = MessagePackWriter.write(message);

        List<?> told = (List<?>) requireNonNull(Unpacked.of(ByteBuffer.wrap(packed)));
        assertThat((String) told.get(0)).hasSize(length);
        assertThat((List<?>) told.get(1)).hasSize(length);
        assertThat((Map<?, ?>) told.get(2)).hasSize(length);
        assertThat(MessagePackReader.read(packed))
                .isEqualTo(new ObjectMapper().readTree(message.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d9", "dd7fffffff", "dbffffffff", "c1", "9191919191919191919191c0"})
    void aBrokenMessageIsRefused(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> MessagePackReader.read(bytes)).isInstanceOf(IOException.class);
        assertThat(FeedCodec.MESSAGE_PACK.read(bytes).isMissingNode()).isTrue();
    }

    private static String asUtf8(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
