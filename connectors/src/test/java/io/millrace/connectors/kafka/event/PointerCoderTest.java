package io.millrace.connectors.kafka.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.ControlCommandEvent;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointerCoderTest {
    private static final PointerCoder CODER = new PointerCoder();

    static List<ModelPointer> pointers() {
        ModelRef newest = ModelRef.newest("tft");
        ModelRef pinned = new ModelRef("tft", "3", "ab".repeat(32));
        return List.of(
                new ModelPointer(1_700_000_000_000L, ModelPointer.NEVER, newest, null, 0),
                new ModelPointer(1_700_000_000_000L, 1_800_000_000_123L, pinned, newest, 0.25));
    }

    @ParameterizedTest
    @MethodSource("pointers")
    void aPointerComesBackAsItWasWritten(ModelPointer pointer) {
        assertThat(CODER.decode(CODER.encode(pointer))).isEqualTo(pointer);
    }

    @Test
    void anotherPointerIsAnotherEventAndTheSameOneIsTheSame() {
        assertThat(pointers().stream().map(one -> CODER.encode(one).getEventId()))
                .doesNotHaveDuplicates();
        assertThat(CODER.encode(pointers().get(0))).isEqualTo(CODER.encode(pointers().get(0)));
    }

    @Test
    void accountsHearNothingOfPointersAndModelsNothingOfKills() {
        CommandCoder commands = new CommandCoder();
        ControlCommandEvent pointer = CODER.encode(pointers().get(0));
        ControlCommandEvent kill =
                commands.encode(
                        new ControlCommand(1, ControlCommand.Kind.KILL, "paper", "me", "", 5));

        assertThat(CODER.holds(pointer)).isTrue();
        assertThat(CODER.holds(kill)).isFalse();
        assertThat(commands.holds(pointer)).isFalse();
        assertThat(commands.holds(kill)).isTrue();
    }

    @Test
    void theRecordKeepsBothWithWhoAndWhy() {
        ControlWordCoder words = new ControlWordCoder();
        List<ControlWord> said =
                List.of(
                        ControlWord.of(pointers().get(0), "ann", "better"),
                        ControlWord.of(
                                new ControlCommand(
                                        1, ControlCommand.Kind.KILL, "paper", "bob", "news", 5)));

        assertThat(said)
                .allSatisfy(
                        word -> {
                            assertThat(words.decode(words.encode(word))).isEqualTo(word);
                            assertThat(words.encode(word).getTs().toEpochMilli())
                                    .isEqualTo(words.atMillis(word));
                            assertThat(words.key(word)).isEqualTo(words.encode(word).getAccount());
                        });
    }

    @Test
    void aPointerToNothingIsUnusable() {
        ControlCommandEvent event = CODER.encode(pointers().get(0));
        event.setArguments(List.of());

        assertThatThrownBy(() -> CODER.decode(event))
                .isInstanceOf(UnusableEvent.class)
                .hasMessageContaining("expected: model.name");
    }
}
