package io.millrace.connectors.files.synthetic;

import java.util.SplittableRandom;

/**
 * Seeded randomness in additions and multiplications only: what the standard library computes with
 * logarithms may differ in the last bit between machines, and a tape may not.
 */
final class Noise {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double BELL_SCALE = Math.sqrt(3) / 0x1p16;
    private static final int LOW_16 = 0xffff;

    private final SplittableRandom random;

    private Noise(SplittableRandom random) {
        this.random = random;
    }

    /** The noise of one symbol, whatever other symbols the tape has. */
    static Noise of(long seed, String symbol) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < symbol.length(); i++) {
            hash = (hash ^ symbol.charAt(i)) * FNV_PRIME;
        }
        return new Noise(new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash));
    }

    double uniform() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Nearly normal with mean 0 and deviation 1: the sum of four uniform numbers. */
    double bell() {
        long bits = random.nextLong();
        long sum =
                (bits & LOW_16)
                        + (bits >>> 16 & LOW_16)
                        + (bits >>> 32 & LOW_16)
                        + (bits >>> 48 & LOW_16);
        return (sum - 2 * LOW_16) * BELL_SCALE;
    }
}
