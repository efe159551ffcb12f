package io.millrace.modelserver.repository;

/**
 * A row of the repository's index.
 *
 * @param version empty for a model without a known one
 * @param state {@code READY} or {@code UNAVAILABLE}
 * @param reason why it is not available, or why its newest files are not what serves
 */
public record ModelState(String name, String version, String state, String reason) {

    static final String READY = "READY";
    static final String UNAVAILABLE = "UNAVAILABLE";

    public boolean isReady() {
        return state.equals(READY);
    }
}
