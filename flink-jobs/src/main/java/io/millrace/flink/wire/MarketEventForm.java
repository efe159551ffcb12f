package io.millrace.flink.wire;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Trade;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The wire form of a market event: a tag, then the one thing that the event holds. */
final class MarketEventForm implements WireForm<MarketEvent> {

    static final WireSerializer<MarketEvent> SERIALIZER =
            new WireSerializer<>(new MarketEventForm());

    private static final long serialVersionUID = 1L;
    private static final byte BAR = 0;
    private static final byte TRADE = 1;
    private static final byte REJECTED = 2;

    @Override
    public void write(MarketEvent event, DataOutputView out) throws IOException {
        Bar bar = event.bar();
        DeadLetter rejected = event.rejected();
        if (bar != null) {
            out.writeByte(BAR);
            WireText.write(event.source(), out);
            out.writeLong(event.position());
            BarForm.write(bar, out);
        } else if (rejected != null) {
            out.writeByte(REJECTED);
            WireText.write(rejected.source(), out);
            out.writeLong(rejected.line());
            WireText.write(rejected.code().name(), out);
            WireText.write(rejected.value(), out);
            WireText.write(rejected.expectation(), out);
        } else {
            out.writeByte(TRADE);
            WireText.write(event.source(), out);
            write(event.requireTrade(), out);
        }
    }

    @Override
    public MarketEvent read(DataInputView in) throws IOException {
        byte tag = in.readByte();
        String source = WireText.read(in);
        return switch (tag) {
            case BAR -> MarketEvent.of(source, in.readLong(), BarForm.read(in));
            case TRADE -> MarketEvent.of(source, readTrade(in));
            case REJECTED ->
                    MarketEvent.of(
                            new DeadLetter(
                                    source,
                                    in.readLong(),
                                    RejectionCode.valueOf(WireText.read(in)),
                                    WireText.read(in),
                                    WireText.read(in)));
            default -> throw new IOException("tag: " + tag + " (expected: 0..2)");
        };
    }

    private static void write(Trade trade, DataOutputView out) throws IOException {
        WireText.write(trade.symbol(), out);
        out.writeLong(trade.atMillis());
        out.writeDouble(trade.price());
        out.writeDouble(trade.size());
        out.writeLong(trade.sequence());
    }

    private static Trade readTrade(DataInputView in) throws IOException {
        return new Trade(
                WireText.read(in), in.readLong(), in.readDouble(), in.readDouble(), in.readLong());
    }
}
