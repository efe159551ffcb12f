package io.millrace.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import org.junit.jupiter.api.Test;

class ControlWordTest {
    private static final ControlCommand KILL =
            new ControlCommand(3, ControlCommand.Kind.KILL, "paper", "ann", "news", 5);
    private static final ModelPointer MODEL =
            new ModelPointer(7, 9, ModelRef.newest("tft"), null, 0);

    @Test
    void aWordToAnAccountIsItsCommand() {
        ControlWord word = ControlWord.of(KILL);

        assertThat(word).isEqualTo(new ControlWord(KILL, null, "ann", "news"));
        assertThat(word.name()).isEqualTo("KILL");
        assertThat(word.account()).isEqualTo("paper");
        assertThat(word.sequence()).isEqualTo(3);
        assertThat(word.atMillis()).isEqualTo(5);
    }

    @Test
    void aWordAboutAModelIsForAllAccountsFromItsInstantOn() {
        ControlWord word = ControlWord.of(MODEL, "bob", "drift");

        assertThat(word).isEqualTo(new ControlWord(null, MODEL, "bob", "drift"));
        assertThat(word.name()).isEqualTo("CHANGE_MODEL");
        assertThat(word.account()).isEqualTo("*");
        assertThat(word.sequence()).isZero();
        assertThat(word.atMillis()).isEqualTo(7);
    }

    @Test
    void aWordIsAboutOneOfTheTwo() {
        assertThatThrownBy(() -> new ControlWord(null, null, "ann", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: one of the two");
        assertThatThrownBy(() -> new ControlWord(KILL, MODEL, "ann", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
