package io.millrace.flink.wire;

import io.millrace.domain.market.Bar;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The wire form of a bar, as part of others. */
final class BarForm {

    private BarForm() {}

    static void write(Bar bar, DataOutputView out) throws IOException {
        WireText.write(bar.symbol(), out);
        out.writeLong(bar.startMillis());
        out.writeLong(bar.endMillis());
        out.writeDouble(bar.open());
        out.writeDouble(bar.high());
        out.writeDouble(bar.low());
        out.writeDouble(bar.close());
        out.writeDouble(bar.volume());
    }

    static Bar read(DataInputView in) throws IOException {
        return new Bar(
                WireText.read(in),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }
}
