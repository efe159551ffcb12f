package io.millrace.trainer.tft;

import java.util.Arrays;
import java.util.Objects;

/**
 * The network once more, in plain doubles, one window, one step and one variable at a time: no
 * batches, no folded layers, none of the trainer's operations. It shares the weights' names with
 * the trainer and nothing else.
 */
final class PlainTransformer {

    private static final double NORM_EPSILON = 1e-5;

    private final TrainedModel model;
    private final NetworkShape shape;
    private final int hidden;

    /** What the network says of a window: rows by horizon, and weights by bar. */
    static final class Says {
        final double[][] quantiles;
        final double[][] attention;
        final double[][] variableWeights;

        Says(double[][] quantiles, double[][] attention, double[][] variableWeights) {
            this.quantiles = quantiles;
            this.attention = attention;
            this.variableWeights = variableWeights;
        }
    }

    PlainTransformer(TrainedModel model) {
        this.model = model;
        this.shape = model.shape();
        this.hidden = shape.hidden();
    }

    Says forecast(double[][] observed, double[][] known, int symbol) {
        int lookback = shape.lookback();
        double[] embedding =
                Arrays.copyOfRange(
                        weight("symbol.embedding"), symbol * hidden, (symbol + 1) * hidden);
        double[] context = residual("symbol.selection", embedding);
        double[][] selected = new double[shape.positions()][];
        double[][] weights = new double[lookback][];
        for (int at = 0; at < shape.positions(); at++) {
            if (at < lookback) {
                double[] values = joined(standardised(observed[at]), known[at]);
                weights[at] = selectionWeights("past", values, context);
                selected[at] = selected("past", values, weights[at]);
            } else {
                double[] shares = selectionWeights("ahead", known[at], context);
                selected[at] = selected("ahead", known[at], shares);
            }
        }

        double[] h = residual("symbol.hidden", embedding);
        double[] c = residual("symbol.cell", embedding);
        double[][] local = new double[shape.positions()][];
        double[][] enriched = new double[shape.positions()][];
        double[] enrichment = residual("symbol.enrichment", embedding);
        for (int at = 0; at < shape.positions(); at++) {
            double[][] next = lstmStep(at < lookback ? "encoder" : "decoder", selected[at], h, c);
            h = next[0];
            c = next[1];
            local[at] = addAndNorm("local", h, selected[at]);
            enriched[at] = residual("enrichment", local[at], enrichment);
        }

        double[][] attention = new double[shape.horizons()][];
        double[][] quantiles = new double[shape.horizons()][];
        for (int horizon = 0; horizon < shape.horizons(); horizon++) {
            int at = lookback + horizon;
            attention[horizon] = attention(enriched, at);
            double[] attended = attended(enriched, attention[horizon]);
            double[] remembered = addAndNorm("attended", attended, enriched[at]);
            double[] wise = residual("positionwise", remembered);
            double[] decoded = addAndNorm("decoded", wise, local[at]);
            quantiles[horizon] = quantiles(decoded, horizon);
        }
        return new Says(quantiles, attention, weights);
    }

    private double[] standardised(double[] observed) {
        double[] standard = new double[observed.length];
        for (int i = 0; i < standard.length; i++) {
            standard[i] =
                    (observed[i] - model.scalers().observedMean()[i])
                            / model.scalers().observedDeviation()[i];
        }
        return standard;
    }

    private double[] selectionWeights(String name, double[] values, double[] context) {
        String weights = name + ".weights";
        double[] flat = new double[0];
        for (int variable = 0; variable < values.length; variable++) {
            flat = joined(flat, embedded(name, values, variable));
        }
        double[] in =
                plus(
                        affine(weights + ".in", flat),
                        product(weight(weights + ".context.weight"), context));
        double[] inner = affine(weights + ".inner", elu(in));
        double[] skip = affine(weights + ".skip", flat);
        return softmax(norm(weights + ".norm", plus(skip, gated(weights + ".gate", inner))));
    }

    private double[] selected(String name, double[] values, double[] shares) {
        double[] sum = new double[hidden];
        for (int variable = 0; variable < values.length; variable++) {
            double[] embedded = embedded(name, values, variable);
            double[] in = ofVariable(name + ".each.in", embedded, variable, hidden);
            double[] inner = ofVariable(name + ".each.inner", elu(in), variable, hidden);
            double[] gates = ofVariable(name + ".each.gate", inner, variable, 2 * hidden);
            double[] each = norm(name + ".each.norm", plus(embedded, gate(gates)));
            for (int i = 0; i < hidden; i++) {
                sum[i] += shares[variable] * each[i];
            }
        }
        return sum;
    }

    private double[] embedded(String name, double[] values, int variable) {
        double[] embedded = new double[hidden];
        for (int i = 0; i < hidden; i++) {
            embedded[i] =
                    values[variable] * weight(name + ".embedding.weight")[variable * hidden + i]
                            + weight(name + ".embedding.bias")[variable * hidden + i];
        }
        return embedded;
    }

    private double[] ofVariable(String name, double[] x, int variable, int outputs) {
        double[] weight = weight(name + ".weight");
        double[] y = new double[outputs];
        for (int out = 0; out < outputs; out++) {
            y[out] = weight(name + ".bias")[variable * outputs + out];
            for (int i = 0; i < hidden; i++) {
                y[out] += x[i] * weight[(variable * hidden + i) * outputs + out];
            }
        }
        return y;
    }

    /** Rows of the input, forget, cell and output gate; the next hidden state and the next cell. */
    private double[][] lstmStep(String name, double[] x, double[] h, double[] c) {
        double[] gates =
                plus(
                        plus(product(weight(name + ".input"), x), weight(name + ".input.bias")),
                        plus(product(weight(name + ".hidden"), h), weight(name + ".hidden.bias")));
        double[] cell = new double[hidden];
        double[] state = new double[hidden];
        for (int i = 0; i < hidden; i++) {
            double input = sigmoid(gates[i]);
            double forget = sigmoid(gates[hidden + i]);
            double candidate = Math.tanh(gates[2 * hidden + i]);
            double output = sigmoid(gates[3 * hidden + i]);
            cell[i] = forget * c[i] + input * candidate;
            state[i] = output * Math.tanh(cell[i]);
        }
        return new double[][] {state, cell};
    }

    /** Mean over the heads of each head's softmax, over this position and all before it. */
    private double[] attention(double[][] enriched, int at) {
        int width = hidden / NetworkShape.HEADS;
        double[] query = affine("attention.query", enriched[at]);
        double[] mean = new double[shape.positions()];
        for (int head = 0; head < NetworkShape.HEADS; head++) {
            double[] scores = new double[at + 1];
            for (int other = 0; other <= at; other++) {
                double[] key = affine("attention.key", enriched[other]);
                for (int i = head * width; i < (head + 1) * width; i++) {
                    scores[other] += query[i] * key[i] / Math.sqrt(width);
                }
            }
            double[] shares = softmax(scores);
            for (int other = 0; other <= at; other++) {
                mean[other] += shares[other] / NetworkShape.HEADS;
            }
        }
        return mean;
    }

    private double[] attended(double[][] enriched, double[] attention) {
        double[] sum = new double[hidden / NetworkShape.HEADS];
        for (int at = 0; at < attention.length; at++) {
            double[] value = affine("attention.value", enriched[at]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += attention[at] * value[i];
            }
        }
        return affine("attention.out", sum);
    }

    private double[] quantiles(double[] decoded, int horizon) {
        double[] raw = affine("quantiles", decoded);
        double scale = model.scalers().target()[horizon];
        double median = raw[1];
        return new double[] {
            scale * (median - Math.log1p(Math.exp(raw[0]))),
            scale * median,
            scale * (median + Math.log1p(Math.exp(raw[2])))
        };
    }

    private double[] residual(String name, double[] x) {
        return residual(name, x, new double[0]);
    }

    private double[] residual(String name, double[] x, double[] context) {
        double[] in = affine(name + ".in", x);
        if (context.length > 0) {
            in = plus(in, product(weight(name + ".context.weight"), context));
        }
        double[] inner = affine(name + ".inner", elu(in));
        return norm(name + ".norm", plus(x, gated(name + ".gate", inner)));
    }

    private double[] addAndNorm(String name, double[] x, double[] before) {
        return norm(name + ".norm", plus(before, gated(name + ".gate", x)));
    }

    private double[] gated(String name, double[] x) {
        return gate(affine(name, x));
    }

    private static double[] gate(double[] both) {
        int width = both.length / 2;
        double[] through = new double[width];
        for (int i = 0; i < width; i++) {
            through[i] = sigmoid(both[i]) * both[width + i];
        }
        return through;
    }

    private double[] norm(String name, double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] =
                    (x[i] - mean) / Math.sqrt(variance + NORM_EPSILON) * weight(name + ".gain")[i]
                            + weight(name + ".shift")[i];
        }
        return y;
    }

    private double[] affine(String name, double[] x) {
        return plus(product(weight(name + ".weight"), x), weight(name + ".bias"));
    }

    private static double[] product(double[] weight, double[] x) {
        double[] y = new double[weight.length / x.length];
        for (int out = 0; out < y.length; out++) {
            for (int i = 0; i < x.length; i++) {
                y[out] += weight[out * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double[] softmax(double[] x) {
        double sum = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(v -> Math.exp(v) / sum).toArray();
    }

    private static double[] elu(double[] x) {
        return Arrays.stream(x).map(v -> v > 0 ? v : Math.expm1(v)).toArray();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private double[] weight(String name) {
        Tensor tensor = Objects.requireNonNull(model.weights().tensors().get(name));
        double[] values = new double[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[i];
        }
        return values;
    }
}
