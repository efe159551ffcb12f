package io.millrace.trainer.baseline;

import java.util.Arrays;

/**
 * A tree of fixed depth over binned columns. It is grown along the gradient of the pinball loss,
 * and a leaf says the quantile of the residuals that fall into it.
 */
final class QuantileTree {

    private static final int DEPTH = 3;
    private static final int LEAVES = 1 << DEPTH;

    /**
     * Feature per inner node, -1 where everything goes left; nodes numbered from 1 as in a heap.
     */
    private final int[] feature = new int[LEAVES];

    /** Parts up to this one go left. */
    private final byte[] upTo = new byte[LEAVES];

    private final double[] says = new double[LEAVES];

    private QuantileTree() {}

    /**
     * Grows a tree.
     *
     * @param parts by feature and row
     * @param fewest rows on either side of a split
     */
    static QuantileTree grown(byte[][] parts, double[] residuals, double quantile, int fewest) {
        QuantileTree tree = new QuantileTree();
        int rows = residuals.length;
        int[] node = new int[rows];
        Arrays.fill(node, 1);
        for (int level = 0; level < DEPTH; level++) {
            tree.split(1 << level, parts, residuals, node, quantile, fewest);
            for (int row = 0; row < rows; row++) {
                node[row] = tree.below(node[row], parts, row);
            }
        }
        double[][] members = new double[LEAVES][rows];
        int[] counts = new int[LEAVES];
        for (int row = 0; row < rows; row++) {
            int leaf = node[row] - LEAVES;
            members[leaf][counts[leaf]++] = residuals[row];
        }
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            Arrays.sort(members[leaf], 0, counts[leaf]);
            tree.says[leaf] =
                    counts[leaf] == 0
                            ? 0
                            : SampleQuantile.ofSorted(members[leaf], counts[leaf], quantile);
        }
        return tree;
    }

    double of(byte[][] parts, int row) {
        int node = 1;
        while (node < LEAVES) {
            node = below(node, parts, row);
        }
        return says[node - LEAVES];
    }

    private int below(int node, byte[][] parts, int row) {
        int chosen = feature[node];
        boolean right = chosen >= 0 && parts[chosen][row] > upTo[node];
        return 2 * node + (right ? 1 : 0);
    }

    /** Finds the best split of each node from {@code first} to {@code 2 first - 1}. */
    private void split(
            int first,
            byte[][] parts,
            double[] residuals,
            int[] node,
            double quantile,
            int fewest) {
        int nodes = first;
        double[] best = new double[nodes];
        Arrays.fill(feature, first, 2 * first, -1);
        for (int candidate = 0; candidate < parts.length; candidate++) {
            double[][] gradient = new double[nodes][Bins.MOST];
            int[][] count = new int[nodes][Bins.MOST];
            byte[] part = parts[candidate];
            for (int row = 0; row < residuals.length; row++) {
                int at = node[row] - first;
                gradient[at][part[row]] += residuals[row] >= 0 ? quantile : quantile - 1;
                count[at][part[row]]++;
            }
            for (int at = 0; at < nodes; at++) {
                double allGradient = Arrays.stream(gradient[at]).sum();
                int all = Arrays.stream(count[at]).sum();
                double left = 0;
                int leftCount = 0;
                for (byte cut = 0; cut < Bins.MOST - 1; cut++) {
                    left += gradient[at][cut];
                    leftCount += count[at][cut];
                    int rightCount = all - leftCount;
                    if (leftCount < fewest || rightCount < fewest) {
                        continue;
                    }
                    double right = allGradient - left;
                    double gain =
                            left * left / leftCount
                                    + right * right / rightCount
                                    - allGradient * allGradient / all;
                    if (gain > best[at] + 1e-12) {
                        best[at] = gain;
                        feature[first + at] = candidate;
                        upTo[first + at] = cut;
                    }
                }
            }
        }
    }
}
