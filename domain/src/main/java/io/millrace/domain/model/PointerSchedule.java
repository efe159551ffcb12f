package io.millrace.domain.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every pointer that is known, so that a bar's model depends on the bar's time and not on when
 * somebody said so.
 *
 * @param pointers by the time from which they count, each time once
 */
public record PointerSchedule(List<ModelPointer> pointers) implements Serializable {

    /** A schedule in the order of time. Of two pointers from the same time the later one counts. */
    public PointerSchedule {
        List<ModelPointer> ordered = new ArrayList<>();
        for (ModelPointer pointer : pointers) {
            ordered.removeIf(known -> known.fromMillis() == pointer.fromMillis());
            ordered.add(pointer);
        }
        ordered.sort(Comparator.comparingLong(ModelPointer::fromMillis));
        pointers = List.copyOf(ordered);
    }

    public static PointerSchedule of(ModelPointer... pointers) {
        return new PointerSchedule(List.of(pointers));
    }

    /** The schedule with one more pointer. */
    public PointerSchedule with(ModelPointer pointer) {
        List<ModelPointer> more = new ArrayList<>(pointers);
        more.add(pointer);
        return new PointerSchedule(more);
    }

    /** The pointer that counts for a bar that ends then, expired or not; empty before the first. */
    public Optional<ModelPointer> at(long atMillis) {
        for (int i = pointers.size() - 1; i >= 0; i--) {
            if (pointers.get(i).fromMillis() <= atMillis) {
                return Optional.of(pointers.get(i));
            }
        }
        return Optional.empty();
    }
}
