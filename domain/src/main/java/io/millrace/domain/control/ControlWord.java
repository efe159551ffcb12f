package io.millrace.domain.control;

import io.millrace.domain.model.ModelPointer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something said to running jobs, for the record: a command to an account, or which model answers.
 *
 * @param command absent when it is about a model
 * @param model absent when it is about an account
 * @param who a name, for the audit
 * @param why their reason; may be empty
 */
public record ControlWord(
        @Nullable ControlCommand command, @Nullable ModelPointer model, String who, String why) {

    /** The account that hears of it when it is about a model: every one. */
    public static final String ALL_ACCOUNTS = "*";

    private static final String CHANGE_MODEL = "CHANGE_MODEL";

    /**
     * Refuses a word about both or about neither.
     *
     * @throws IllegalArgumentException when one of the two is not absent and the other present
     */
    public ControlWord {
        if ((command == null) == (model == null)) {
            throw new IllegalArgumentException(
                    "command: %s, model: %s (expected: one of the two)".formatted(command, model));
        }
    }

    public static ControlWord of(ControlCommand command) {
        return new ControlWord(command, null, command.who(), command.why());
    }

    public static ControlWord of(ModelPointer model, String who, String why) {
        return new ControlWord(null, model, who, why);
    }

    /** What is wanted: the name of a {@link ControlCommand.Kind}, or {@code CHANGE_MODEL}. */
    public String name() {
        return command == null ? CHANGE_MODEL : command.kind().name();
    }

    public String account() {
        return command == null ? ALL_ACCOUNTS : command.account();
    }

    /** Counts the commands of an account from 1; 0 for words about models. */
    public long sequence() {
        return command == null ? 0 : command.sequence();
    }

    /** When it was said; of a model, from which event time on it answers. */
    public long atMillis() {
        return command == null ? Objects.requireNonNull(model).fromMillis() : command.atMillis();
    }
}
