package io.millrace.domain.alpha;

/** Where an alpha expects the price to go. */
public enum Direction {
    UP(1),
    FLAT(0),
    DOWN(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    public int sign() {
        return sign;
    }
}
