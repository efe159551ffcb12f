package io.millrace.control.dlq;

import io.millrace.connectors.deadletter.DeadLetterReplay;
import io.millrace.connectors.deadletter.DeadLetterReplay.ReplayFailed;
import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.control.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Letters on their way back, one after the other: sent first and marked then, so that a crash
 * between both sends a letter twice, which its id makes harmless, and never loses one.
 */
final class ReplayedLetters {

    private final OpenBox box;
    private final boolean again;
    private final List<UUID> sent = new ArrayList<>();
    private final List<UUID> before = new ArrayList<>();
    private final List<UUID> unsendable = new ArrayList<>();

    /**
     * Letters of a box.
     *
     * @param again whether those that were sent before are sent once more
     */
    ReplayedLetters(OpenBox box, boolean again) {
        this.box = box;
        this.again = again;
    }

    /**
     * Sends what can be sent.
     *
     * @throws CommandFailure at the first that does not arrive; those before it stay marked
     */
    void send(List<StoredLetter> letters, DeadLetterReplay replay) {
        for (StoredLetter letter : letters) {
            if (!letter.canBeReplayed()) {
                unsendable.add(letter.id());
            } else if (letter.replays() > 0 && !again) {
                before.add(letter.id());
            } else {
                send(letter, replay);
            }
        }
    }

    private void send(StoredLetter letter, DeadLetterReplay replay) {
        try {
            replay.send(letter);
        } catch (ReplayFailed failed) {
            throw CommandFailure.failed(
                    failed.getMessage() + "; " + sent.size() + " were sent before it");
        }
        box.ask(
                letters -> {
                    letters.markReplayed(letter.id());
                    return letter;
                });
        sent.add(letter.id());
    }

    List<UUID> sent() {
        return sent;
    }

    /** Those that were sent by an earlier replay. */
    List<UUID> before() {
        return before;
    }

    /** Those that did not come from a topic, and so have nowhere to go back to. */
    List<UUID> unsendable() {
        return unsendable;
    }
}
