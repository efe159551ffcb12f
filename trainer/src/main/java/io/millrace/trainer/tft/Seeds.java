package io.millrace.trainer.tft;

/**
 * Seeds made of a seed: each use of chance has its own, so that none depends on another's draws.
 */
final class Seeds {

    private Seeds() {}

    static long of(long seed, long use) {
        // SplitMix64's finisher: neighbours become strangers
        long mixed = seed + use * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
