package io.millrace.trainer.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a walk forward depends on: two runs with the same identity give the same results, so one
 * may go on where the other was killed.
 *
 * @param facts by name: code, definition, seed, settings, and the hash of every input
 */
public record RunIdentity(Map<String, String> facts) {

    public RunIdentity {
        facts = new TreeMap<>(facts);
    }

    /** A short name of the run: equal for equal identities. */
    public String id() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(facts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** What another run does otherwise, fact by fact. */
    public List<String> differencesFrom(RunIdentity other) {
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(other.facts);
        all.putAll(facts);
        for (String name : all.keySet()) {
            String mine = facts.getOrDefault(name, "none");
            String theirs = other.facts.getOrDefault(name, "none");
            if (!mine.equals(theirs)) {
                differences.add(name + ": " + mine + ", there " + theirs);
            }
        }
        return differences;
    }
}
