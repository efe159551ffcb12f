package io.millrace.connectors.kafka.event;

import io.millrace.avro.ActionName;
import io.millrace.avro.DecisionEvent;
import io.millrace.avro.DirectionName;
import io.millrace.avro.GateReadingValue;
import io.millrace.avro.RegimeName;
import io.millrace.avro.ReturnValue;
import io.millrace.avro.RiskContextValue;
import io.millrace.avro.Topic;
import io.millrace.avro.VoteValue;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code signals.scored}: a decision with everything that the account needs to act on it. */
public final class DecisionCoder implements EventCoder<Decision, DecisionEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.SIGNALS_SCORED;
    }

    @Override
    public Class<DecisionEvent> event() {
        return DecisionEvent.class;
    }

    @Override
    public String key(Decision record) {
        return record.symbol();
    }

    @Override
    public long atMillis(Decision record) {
        return record.atMillis();
    }

    @Override
    public DecisionEvent encode(Decision record) {
        DecisionEvent event = new DecisionEvent();
        UUID id = record.id();
        event.setEventId(id);
        event.setCorrelationId(record.correlationId());
        event.setIdempotencyKey(topic().label() + "/" + id);
        event.setSymbol(record.symbol());
        event.setTs(Instant.ofEpochMilli(record.atMillis()));
        event.setSchemaVersion(topic().schemaVersion());
        event.setSource("signals");
        event.setStrategy(record.strategy());
        event.setBar(Bars.wire(record.bar()));
        event.setAction(ActionName.valueOf(record.action().name()));
        event.setScore(record.score());
        event.setConfidence(record.confidence());
        event.setRegime(RegimeName.valueOf(record.regime().name()));
        event.setModelAbsent(record.modelAbsent());
        event.setVotes(record.votes().stream().map(DecisionCoder::wire).toList());
        event.setGates(record.gates().stream().map(DecisionCoder::wire).toList());
        event.setRisk(wire(record.risk()));
        return event;
    }

    @Override
    public Decision decode(DecisionEvent event) {
        return new Decision(
                event.getStrategy(),
                Bars.plain(event.getSymbol(), event.getBar()),
                Action.valueOf(event.getAction().name()),
                event.getScore(),
                event.getConfidence(),
                Regime.valueOf(event.getRegime().name()),
                event.getModelAbsent(),
                event.getVotes().stream().map(DecisionCoder::plain).toList(),
                event.getGates().stream().map(DecisionCoder::plain).toList(),
                plain(event.getRisk()));
    }

    private static VoteValue wire(Vote vote) {
        return new VoteValue(
                vote.alpha().name(),
                DirectionName.valueOf(vote.direction().name()),
                vote.weight(),
                vote.confidence());
    }

    private static Vote plain(VoteValue vote) {
        return new Vote(
                UnusableEvent.constant("votes.alpha", vote.getAlpha(), AlphaName.class),
                Direction.valueOf(vote.getDirection().name()),
                vote.getWeight(),
                vote.getConfidence());
    }

    private static GateReadingValue wire(GateReading gate) {
        return new GateReadingValue(gate.gate().name(), gate.actual(), gate.limit(), gate.passed());
    }

    private static GateReading plain(GateReadingValue gate) {
        return new GateReading(
                UnusableEvent.constant("gates.gate", gate.getGate(), Gate.class),
                gate.getActual(),
                gate.getLimit(),
                gate.getPassed());
    }

    private static @Nullable RiskContextValue wire(@Nullable RiskContext risk) {
        if (risk == null) {
            return null;
        }
        long[] ends = risk.returns().endMillis();
        double[] returns = risk.returns().returns();
        List<ReturnValue> values = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            values.add(new ReturnValue(Instant.ofEpochMilli(ends[i]), returns[i]));
        }
        return new RiskContextValue(risk.volatility5(), values);
    }

    private static @Nullable RiskContext plain(@Nullable RiskContextValue risk) {
        if (risk == null) {
            return null;
        }
        List<ReturnValue> values = risk.getReturns();
        long[] ends = new long[values.size()];
        double[] returns = new double[values.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = values.get(i).getEnd().toEpochMilli();
            returns[i] = values.get(i).getSimple();
        }
        return new RiskContext(risk.getVolatility5(), ReturnWindow.of(ends, returns));
    }
}
