package io.millrace.control.config;

import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.domain.config.InvalidConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with a command and its configuration, gathered so that all is told at once. */
public final class Complaints {

    private final List<String> complaints = new ArrayList<>();

    /** Notes a complaint unless the condition holds. */
    public void unless(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    /** Reads one part of a command; what is wrong with it is noted, and the part is absent. */
    public <T> Optional<T> reading(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (InvalidConfiguration wrong) {
            complaints.addAll(wrong.complaints());
        } catch (CommandFailure wrong) {
            if (wrong.exitCode() != ExitCode.USAGE) {
                throw wrong;
            }
            complaints.add(wrong.getMessage());
        } catch (DatabaseException wrong) {
            if (!wrong.isMisconfigured()) {
                throw wrong;
            }
            complaints.add(wrong.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Refuses the command if anything was wrong with it.
     *
     * @throws CommandFailure naming every mistake
     */
    public void finish() {
        if (complaints.size() == 1) {
            throw CommandFailure.usage(complaints.get(0));
        }
        if (!complaints.isEmpty()) {
            throw CommandFailure.usage(
                    "nothing was started, because:\n  " + String.join("\n  ", complaints));
        }
    }
}
