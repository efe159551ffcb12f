package io.millrace.domain.live;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the account stands to the broker's record of it.
 *
 * @param reconciled whether the two were found equal, and nothing has happened since that could
 *     have changed that unseen
 * @param opened whether they ever were
 * @param wanted whether somebody asked for a comparison that has not come
 * @param unconfirmedWall wall clock of the first fill that no comparison has confirmed; absent when
 *     there is none
 * @param overdue whether that has taken too long
 * @param sightings the differences of the last comparison, each with what both sides said
 * @param bare symbols of the positions that nothing protects, with the market time since when
 */
public record Books(
        boolean reconciled,
        boolean opened,
        boolean wanted,
        @Nullable Long unconfirmedWall,
        boolean overdue,
        Map<String, String> sightings,
        Map<String, Long> bare) {

    static Books unopened() {
        return new Books(false, false, true, null, false, Map.of(), Map.of());
    }

    Books doubted() {
        return new Books(false, opened, true, unconfirmedWall, overdue, sightings, bare);
    }

    Books wanting() {
        return wanted
                ? this
                : new Books(reconciled, opened, true, unconfirmedWall, overdue, sightings, bare);
    }

    Books filled(long wallMillis) {
        return unconfirmedWall != null
                ? this
                : new Books(reconciled, opened, wanted, wallMillis, false, sightings, bare);
    }

    Books tooLate() {
        return new Books(false, opened, true, unconfirmedWall, true, sightings, bare);
    }

    Books agreed(boolean nothingUnderWay, Map<String, String> seen) {
        boolean equal = reconciled || nothingUnderWay;
        return new Books(equal, opened || equal, !equal, null, false, seen, bare);
    }

    Books disagreed(Map<String, String> seen) {
        return new Books(false, opened, true, unconfirmedWall, overdue, seen, bare);
    }

    Books forgetting(String sighting) {
        if (!sightings.containsKey(sighting)) {
            return this;
        }
        Map<String, String> rest = new HashMap<>(sightings);
        rest.remove(sighting);
        return new Books(reconciled, opened, true, unconfirmedWall, overdue, rest, bare);
    }

    Books withBare(Map<String, Long> symbols) {
        return symbols.equals(bare)
                ? this
                : new Books(
                        reconciled, opened, wanted, unconfirmedWall, overdue, sightings, symbols);
    }
}
