package io.millrace.control.chaos;

import io.millrace.control.CommandFailure;
import java.util.Locale;

/** How large a campaign is. */
enum Profile {
    PUSH(40),
    NIGHTLY(400),
    RELEASE(1_500);

    private final int faults;

    Profile(int faults) {
        this.faults = faults;
    }

    int faults() {
        return faults;
    }

    static Profile named(String name) {
        for (Profile profile : values()) {
            if (profile.words().equals(name)) {
                return profile;
            }
        }
        throw CommandFailure.usage("--profile: " + name + " (expected: push, nightly or release)");
    }

    String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
