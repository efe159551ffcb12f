package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes bars as Millrace CSV, digit by digit into one buffer: the generator is for scale. */
final class CsvRows implements AutoCloseable {

    static final String HEADER = "symbol,ts,open,high,low,close,volume\n";

    private static final byte[] SECONDS = {':', '0', '0', 'Z'};
    private static final int LONGEST_ROW = 256;
    private static final long DAY_MILLIS = 86_400_000L;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] digits = new byte[20];
    private int used;
    private long epochDay = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    CsvRows(OutputStream out) {
        this.out = out;
        put(HEADER.getBytes(StandardCharsets.US_ASCII));
    }

    void write(Bar bar, byte[] symbol) throws IOException {
        if (buffer.length - used < LONGEST_ROW) {
            flush();
        }
        put(symbol);
        put(',');
        putStamp(bar.startMillis());
        putPrice(bar.open());
        putPrice(bar.high());
        putPrice(bar.low());
        putPrice(bar.close());
        put(',');
        putWhole(Math.round(bar.volume()));
        put('\n');
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private void putStamp(long atMillis) {
        long day = Math.floorDiv(atMillis, DAY_MILLIS);
        if (day != epochDay) {
            epochDay = day;
            date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        int minute = (int) (Math.floorMod(atMillis, DAY_MILLIS) / 60_000);
        put(date);
        put('T');
        putTwo(minute / 60);
        put(':');
        putTwo(minute % 60);
        put(SECONDS);
    }

    private void putPrice(double price) {
        long cents = Math.round(price * 100);
        put(',');
        putWhole(cents / 100);
        put('.');
        putTwo((int) (cents % 100));
    }

    private void putTwo(int number) {
        put('0' + number / 10);
        put('0' + number % 10);
    }

    private void putWhole(long number) {
        int count = 0;
        long rest = number;
        do {
            digits[count++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        while (count > 0) {
            buffer[used++] = digits[--count];
        }
    }

    private void put(int character) {
        buffer[used++] = (byte) character;
    }

    private void put(byte[] text) {
        System.arraycopy(text, 0, buffer, used, text.length);
        used += text.length;
    }
}
