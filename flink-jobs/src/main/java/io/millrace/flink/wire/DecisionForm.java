package io.millrace.flink.wire;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The wire form of a decision with everything that it was made from. */
@SuppressWarnings("EnumOrdinal") // both ends are the same build; nothing of this form is kept
final class DecisionForm implements WireForm<Decision> {

    static final WireSerializer<Decision> SERIALIZER = new WireSerializer<>(new DecisionForm());

    private static final long serialVersionUID = 1L;
    private static final Action[] ACTIONS = Action.values();
    private static final Regime[] REGIMES = Regime.values();
    private static final AlphaName[] ALPHAS = AlphaName.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final Gate[] GATES = Gate.values();

    @Override
    public void write(Decision decision, DataOutputView out) throws IOException {
        WireText.write(decision.strategy(), out);
        BarForm.write(decision.bar(), out);
        out.writeByte(decision.action().ordinal());
        out.writeDouble(decision.score());
        out.writeDouble(decision.confidence());
        out.writeByte(decision.regime().ordinal());
        out.writeBoolean(decision.modelAbsent());
        writeVotes(decision.votes(), out);
        writeGates(decision.gates(), out);
        writeRisk(decision.risk(), out);
    }

    @Override
    public Decision read(DataInputView in) throws IOException {
        String strategy = WireText.read(in);
        Bar bar = BarForm.read(in);
        return new Decision(
                strategy,
                bar,
                ACTIONS[in.readByte()],
                in.readDouble(),
                in.readDouble(),
                REGIMES[in.readByte()],
                in.readBoolean(),
                readVotes(in),
                readGates(in),
                readRisk(in));
    }

    private static void writeVotes(List<Vote> votes, DataOutputView out) throws IOException {
        out.writeByte(votes.size());
        for (int i = 0; i < votes.size(); i++) {
            Vote vote = votes.get(i);
            out.writeByte(vote.alpha().ordinal());
            out.writeByte(vote.direction().ordinal());
            out.writeDouble(vote.weight());
            out.writeDouble(vote.confidence());
        }
    }

    private static List<Vote> readVotes(DataInputView in) throws IOException {
        int count = in.readByte();
        List<Vote> votes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            votes.add(
                    new Vote(
                            ALPHAS[in.readByte()],
                            DIRECTIONS[in.readByte()],
                            in.readDouble(),
                            in.readDouble()));
        }
        return votes;
    }

    private static void writeGates(List<GateReading> gates, DataOutputView out) throws IOException {
        out.writeByte(gates.size());
        for (int i = 0; i < gates.size(); i++) {
            GateReading gate = gates.get(i);
            out.writeByte(gate.gate().ordinal());
            writeNumber(gate.actual(), out);
            out.writeDouble(gate.limit());
            out.writeBoolean(gate.passed());
        }
    }

    private static List<GateReading> readGates(DataInputView in) throws IOException {
        int count = in.readByte();
        List<GateReading> gates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            gates.add(
                    new GateReading(
                            GATES[in.readByte()],
                            readNumber(in),
                            in.readDouble(),
                            in.readBoolean()));
        }
        return gates;
    }

    private static void writeRisk(@Nullable RiskContext risk, DataOutputView out)
            throws IOException {
        out.writeBoolean(risk != null);
        if (risk != null) {
            writeNumber(risk.volatility5(), out);
            long[] ends = risk.returns().endMillis();
            double[] returns = risk.returns().returns();
            out.writeInt(returns.length);
            for (int i = 0; i < returns.length; i++) {
                out.writeLong(ends[i]);
                out.writeDouble(returns[i]);
            }
        }
    }

    private static @Nullable RiskContext readRisk(DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        Double volatility = readNumber(in);
        int size = in.readInt();
        long[] ends = new long[size];
        double[] returns = new double[size];
        for (int i = 0; i < size; i++) {
            ends[i] = in.readLong();
            returns[i] = in.readDouble();
        }
        return new RiskContext(volatility, ReturnWindow.of(ends, returns));
    }

    private static void writeNumber(@Nullable Double number, DataOutputView out)
            throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeDouble(number);
        }
    }

    private static @Nullable Double readNumber(DataInputView in) throws IOException {
        return in.readBoolean() ? in.readDouble() : null;
    }
}
