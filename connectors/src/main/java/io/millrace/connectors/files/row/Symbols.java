package io.millrace.connectors.files.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The symbols of one file, numbered in the order of their first row.
 *
 * <p>Bytes are looked up without making a text of them; every symbol is one String for the whole
 * process.
 */
public final class Symbols {

    /** The text is empty. */
    public static final int EMPTY = -1;

    /** The symbol is not one that is wanted. */
    public static final int UNWANTED = -2;

    private final Set<String> wanted;
    private byte[][] spelled = new byte[16][];
    private String[] names = new String[16];
    private boolean[] skipped = new boolean[16];
    private int[] slots = new int[64];
    private int count;
    private int last = -1;

    /**
     * No symbols yet.
     *
     * @param wanted symbols to read; empty for all
     */
    public Symbols(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** The number of the symbol, {@link #EMPTY} or {@link #UNWANTED}. */
    public int number(byte[] bytes, int from, int to) {
        if (from == to) {
            return EMPTY;
        }
        if (last < 0 || !same(spelled[last], bytes, from, to)) {
            last = find(bytes, from, to);
        }
        return skipped[last] ? UNWANTED : last;
    }

    /** The number of a symbol that is known from elsewhere than a row. */
    public int number(String symbol) {
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return number(bytes, 0, bytes.length);
    }

    public String name(int number) {
        return names[number];
    }

    /** How many symbols were met, wanted or not. */
    public int count() {
        return count;
    }

    /** Every symbol that was met, wanted or not. */
    public Set<String> met() {
        return Set.of(Arrays.copyOf(names, count));
    }

    private int find(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int mask = slots.length - 1;
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (same(spelled[number], bytes, from, to)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = count + 1;
        return added(Arrays.copyOfRange(bytes, from, to));
    }

    private int added(byte[] symbol) {
        if (count == names.length) {
            spelled = Arrays.copyOf(spelled, 2 * count);
            names = Arrays.copyOf(names, 2 * count);
            skipped = Arrays.copyOf(skipped, 2 * count);
        }
        String name = new String(symbol, StandardCharsets.UTF_8).intern();
        spelled[count] = symbol;
        names[count] = name;
        skipped[count] = !wanted.isEmpty() && !wanted.contains(name);
        count++;
        if (4 * count > slots.length) {
            widen();
        }
        return count - 1;
    }

    private void widen() {
        int[] wider = new int[4 * slots.length];
        int mask = wider.length - 1;
        for (int number = 0; number < count; number++) {
            int hash = 0;
            for (byte one : spelled[number]) {
                hash = 31 * hash + one;
            }
            int slot = (hash ^ (hash >>> 16)) & mask;
            while (wider[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            wider[slot] = number + 1;
        }
        slots = wider;
    }

    private static boolean same(byte[] symbol, byte[] bytes, int from, int to) {
        return Arrays.equals(symbol, 0, symbol.length, bytes, from, to);
    }
}
