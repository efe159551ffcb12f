package io.millrace.trainer.baseline;

import java.util.Arrays;

/** Cuts each column into as many parts of equal count as there can be, by training data alone. */
final class Bins {

    static final int MOST = 32;

    private final double[][] edges;

    private Bins(double[][] edges) {
        this.edges = edges;
    }

    static Bins cutting(double[][] rows) {
        double[][] edges = new double[rows[0].length][];
        double[] column = new double[rows.length];
        for (int feature = 0; feature < edges.length; feature++) {
            for (int row = 0; row < rows.length; row++) {
                column[row] = rows[row][feature];
            }
            Arrays.sort(column);
            double[] cuts = new double[MOST - 1];
            for (int cut = 0; cut < cuts.length; cut++) {
                cuts[cut] = SampleQuantile.ofSorted(column, column.length, (cut + 1.0) / MOST);
            }
            edges[feature] = Arrays.stream(cuts).distinct().toArray();
        }
        return new Bins(edges);
    }

    /** The part that a value falls into: how many edges lie below it. */
    private byte part(int feature, double value) {
        int place = Arrays.binarySearch(edges[feature], value);
        return (byte) (place < 0 ? -place - 1 : place);
    }

    /** By feature and row, so that one feature's parts lie side by side. */
    byte[][] parts(double[][] rows) {
        byte[][] parts = new byte[edges.length][rows.length];
        for (int feature = 0; feature < edges.length; feature++) {
            for (int row = 0; row < rows.length; row++) {
                parts[feature][row] = part(feature, rows[row][feature]);
            }
        }
        return parts;
    }
}
