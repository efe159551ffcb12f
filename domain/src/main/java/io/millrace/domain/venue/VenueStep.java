package io.millrace.domain.venue;

import io.millrace.domain.order.ExecutionEvent;
import java.util.List;

/**
 * What one request or one bar did: the book after it and the reports it caused, in order.
 *
 * @param book the very book that was given when nothing happened
 */
public record VenueStep(VenueBook book, List<ExecutionEvent> events) {

    static VenueStep quiet(VenueBook book) {
        return new VenueStep(book, List.of());
    }
}
