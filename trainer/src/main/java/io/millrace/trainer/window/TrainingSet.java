package io.millrace.trainer.window;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Windows in the order of time, with their targets. Windows of one symbol that follow each other
 * share the rows that they have in common.
 */
public final class TrainingSet implements WindowSet {

    private final ModelDefinition definition;
    private final List<String> vocabulary;
    private final WindowPlace[] places;

    /**
     * A set over gathered windows.
     *
     * @param vocabulary symbols in the order of their first bar
     * @param places in the order of time, then of the vocabulary
     */
    TrainingSet(ModelDefinition definition, List<String> vocabulary, List<WindowPlace> places) {
        this(definition, vocabulary, places.toArray(new WindowPlace[0]));
    }

    private TrainingSet(ModelDefinition definition, List<String> vocabulary, WindowPlace[] places) {
        this.definition = definition;
        this.vocabulary = List.copyOf(vocabulary);
        this.places = places;
    }

    /** The windows of those numbers, in that order, over the same rows. */
    public TrainingSet only(int[] windows) {
        WindowPlace[] chosen =
                Arrays.stream(windows).mapToObj(i -> places[i]).toArray(WindowPlace[]::new);
        return new TrainingSet(definition, vocabulary, chosen);
    }

    /** Symbols by their place, the first of which is 1 in {@link #symbol}. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    @Override
    public ModelDefinition definition() {
        return definition;
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public int symbol(int window) {
        return places[window].symbol();
    }

    @Override
    public long atMillis(int window) {
        return places[window].atMillis();
    }

    /** When the window's first bar began. */
    public long fromMillis(int window) {
        return places[window].fromMillis();
    }

    /** When the nearest target was known. */
    public long nearestMillis(int window) {
        return places[window].nearestMillis();
    }

    /** When the last target was known: from then on the window may be learned from. */
    public long learnableMillis(int window) {
        return places[window].learnableMillis();
    }

    @Override
    public void observed(int window, FloatBuffer into) {
        places[window].rows().observed(places[window].firstRow(), definition, into);
    }

    @Override
    public void known(int window, FloatBuffer into) {
        places[window].rows().known(places[window].firstRow(), definition, into);
        into.put(places[window].ahead());
    }

    @Override
    public void targets(int window, FloatBuffer into) {
        into.put(places[window].targets());
    }
}
