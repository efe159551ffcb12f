package io.millrace.broker.tape;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What was published until one moment, in the order of time. */
public interface Published<T> {

    int size();

    /** The time by which it is ordered and asked for: a bar's start, a trade's instant. */
    long atMillis(int place);

    T get(int place);

    /** The place of the first that is not before the instant; the size where all are. */
    default int firstFrom(long millis) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atMillis(middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same in another form. */
    default <R> Published<R> map(Function<? super T, ? extends R> form) {
        Published<T> source = this;
        return new Published<>() {
            @Override
            public int size() {
                return source.size();
            }

            @Override
            public long atMillis(int place) {
                return source.atMillis(place);
            }

            @Override
            public R get(int place) {
                return form.apply(source.get(place));
            }
        };
    }

    /** A list that is in the order of time. */
    static <T> Published<T> of(List<T> items, ToLongFunction<? super T> time) {
        return new Published<>() {
            @Override
            public int size() {
                return items.size();
            }

            @Override
            public long atMillis(int place) {
                return time.applyAsLong(items.get(place));
            }

            @Override
            public T get(int place) {
                return items.get(place);
            }
        };
    }
}
