package io.millrace.flink.account;

import io.millrace.connectors.journal.AccountJournal;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Alert;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.LiveEngine;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.flink.execution.Dispatch;
import io.millrace.flink.execution.JobLife;
import io.millrace.flink.execution.WayBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of an account at a broker. Decisions wait until the watermark has passed their
 * instant and are then taken in the order of their symbols; what the broker and people say is taken
 * as it comes. The journal remembers the order of the two.
 *
 * <p>A verdict is given once: what is decided again after a crash is told with the verdict that the
 * journal's replay found.
 */
public final class LiveAccountFunction
        extends KeyedCoProcessFunction<String, Decision, AccountInput, Judged>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Decision> BY_SYMBOL = Comparator.comparing(Decision::symbol);
    private static final long STATUS_MILLIS = 1_000;

    /** A comparison is asked for again while one is due; more often would use up Alpaca's limit. */
    private static final long ASK_AGAIN_MILLIS = 4_000;

    private final LiveAccountSettings settings;

    private transient ValueState<AccountAt> state;
    private transient MapState<Long, List<Decision>> waiting;
    private transient MapState<Long, JudgedInstant> judgedBefore;

    private transient String life;
    private transient LiveEngine engine;
    private transient JournalForm form;
    private transient AccountMetrics metrics;
    private transient WayBack.End<Long> snapshots;
    private transient @Nullable JournaledAccount account;
    private transient @Nullable Turn turn;
    private transient @Nullable Alert alert;
    private transient boolean snapshotWanted;
    private transient long statusWall;
    private transient long askedWall;

    public LiveAccountFunction(LiveAccountSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        life = JobLife.of(getRuntimeContext());
        engine = new LiveEngine(settings.account(), settings.market(), settings.live());
        metrics =
                new AccountMetrics(
                        getRuntimeContext().getMetricGroup(),
                        engine.opening(settings.beginsMillis()));
        form =
                new JournalForm(
                        getRuntimeContext()
                                .createSerializer(TypeInformation.of(AccountInput.class)));
        snapshots = settings.snapshots().open();
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "account", TypeInformation.of(AccountAt.class)));
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(Decision.class))));
        judgedBefore =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "judged-before",
                                        Types.LONG,
                                        TypeInformation.of(JudgedInstant.class)));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    /** A checkpoint must never know more than the journal. */
    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (account != null) {
            account.sync();
        }
    }

    @Override
    public void close() throws Exception {
        if (account != null) {
            account.close();
        }
        if (snapshots != null) {
            snapshots.close();
        }
    }

    @Override
    public void processElement1(Decision decision, Context context, Collector<Judged> out)
            throws Exception {
        awake(context);
        long at = decision.atMillis();
        List<Decision> sameInstant = waiting.get(at);
        if (sameInstant == null) {
            sameInstant = new ArrayList<>();
            context.timerService().registerEventTimeTimer(at);
        }
        sameInstant.add(decision);
        waiting.put(at, sameInstant);
    }

    @Override
    public void processElement2(AccountInput input, Context context, Collector<Judged> out)
            throws Exception {
        take(awake(context), input);
        if (input.kind() == AccountInput.Kind.TICK) {
            tellTheTime(awake(context), context);
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<Judged> out)
            throws Exception {
        JournaledAccount mine = awake(context);
        List<Decision> decisions = waiting.get(atMillis);
        if (decisions == null) {
            return;
        }
        waiting.remove(atMillis);
        decisions.sort(BY_SYMBOL);
        tellOfInstantsBefore(atMillis, out);
        if (atMillis <= mine.now().instantMillis()) {
            tellAgain(atMillis, decisions, out);
            return;
        }
        List<Decision> concerning =
                decisions.stream().filter(one -> engine.concerns(mine.account(), one)).toList();
        List<Assessment> assessments =
                concerning.isEmpty()
                        ? List.of()
                        : take(mine, AccountInput.instant(atMillis, concerning)).assessments();
        judged(decisions, assessments).forEach(out::collect);
    }

    private LiveStep take(JournaledAccount mine, AccountInput input) throws Exception {
        LiveStep step = mine.take(input);
        state.update(mine.now());
        boolean wanted = mine.account().wantsSnapshot();
        boolean again = mine.account().wallMillis() - askedWall >= ASK_AGAIN_MILLIS;
        if (wanted && (!snapshotWanted || again || input.kind() == AccountInput.Kind.COMMAND)) {
            snapshots.send(mine.account().marketMillis());
            askedWall = mine.account().wallMillis();
        }
        snapshotWanted = wanted;
        return step;
    }

    /** The account; what was left to be done when the last attempt ended is done first. */
    private JournaledAccount awake(Context context) throws Exception {
        Turn mine = turn;
        if (mine == null) {
            mine = new Turn(context);
            turn = mine;
        }
        mine.context = context;
        JournaledAccount known = account;
        if (known == null) {
            if (state.value() == null) {
                LiveOutputs.all(LiveOutputs.AUDIT, settings.trail().opening(), mine);
            }
            AccountJournal journal =
                    AccountJournal.open(Path.of(settings.journal()), form.number());
            try {
                known =
                        JournaledAccount.wake(
                                journal,
                                form,
                                engine,
                                state.value(),
                                engine.opening(settings.beginsMillis()),
                                mine);
            } catch (Exception e) {
                journal.close();
                throw e;
            }
            account = known;
            state.update(known.now());
        }
        return known;
    }

    /** What a feed that tells nothing twice will never ask for again. */
    private void tellOfInstantsBefore(long atMillis, Collector<Judged> out) throws Exception {
        TreeSet<Long> earlier = new TreeSet<>();
        for (Long instant : judgedBefore.keys()) {
            if (instant < atMillis) {
                earlier.add(instant);
            }
        }
        for (Long instant : earlier) {
            judgedBefore.get(instant).judged().forEach(out::collect);
            judgedBefore.remove(instant);
        }
    }

    private void tellAgain(long atMillis, List<Decision> decisions, Collector<Judged> out)
            throws Exception {
        JudgedInstant before = judgedBefore.get(atMillis);
        judgedBefore.remove(atMillis);
        Map<String, RiskDecision> verdicts = new HashMap<>();
        if (before != null) {
            for (Judged judged : before.judged()) {
                RiskDecision risk = judged.risk();
                if (risk != null) {
                    verdicts.put(risk.symbol(), risk);
                }
            }
        }
        for (Decision decision : decisions) {
            out.collect(new Judged(decision, verdicts.get(decision.symbol())));
        }
    }

    private void tellTheTime(JournaledAccount mine, Context context) {
        context.output(LiveOutputs.REQUESTS, Dispatch.time(life, mine.account().marketMillis()));
        long wall = mine.account().wallMillis();
        if (wall - statusWall >= STATUS_MILLIS) {
            tellStatus(mine, context);
        }
    }

    private void tellStatus(JournaledAccount mine, Context context) {
        statusWall = mine.account().wallMillis();
        metrics.stands(mine.account());
        context.output(LiveOutputs.STATUS, LiveStatus.of(mine.account(), alert));
    }

    private static List<Judged> judged(List<Decision> decisions, List<Assessment> assessments) {
        Map<String, RiskDecision> verdicts = new HashMap<>();
        for (Assessment assessment : assessments) {
            verdicts.put(assessment.decision().symbol(), assessment.verdict());
        }
        return decisions.stream()
                .map(decision -> new Judged(decision, verdicts.get(decision.symbol())))
                .toList();
    }

    /** Sends what follows to its outputs, through the context of whatever is being processed. */
    private final class Turn implements JournaledAccount.Follower, LiveOutputs.Sides {

        private Context context;

        private Turn(Context context) {
            this.context = context;
        }

        @Override
        public void follows(AccountInput input, LiveStep step, boolean again) throws Exception {
            LiveOutputs.send(step, this);
            List<AuditEntry> entries = settings.trail().of(input, step);
            LiveOutputs.all(LiveOutputs.AUDIT, entries, this);
            if (!again) {
                // what happened before a crash was counted and logged then
                metrics.follows(step, input);
                entries.forEach(AuditLog::tell);
            }
            for (Alert one : step.alerts()) {
                alert = one;
            }
            if (again && input.kind() == AccountInput.Kind.INSTANT) {
                judgedBefore.put(
                        input.atMillis(),
                        new JudgedInstant(judged(input.decisions(), step.assessments())));
            }
            output(LiveOutputs.STATUS, LiveStatus.of(step.account(), alert));
        }

        @Override
        public void asks(String lane, BrokerRequest request) {
            JournaledAccount mine = account;
            long market =
                    mine == null ? request.request().atMillis() : mine.account().marketMillis();
            output(LiveOutputs.REQUESTS, new Dispatch(life, lane, market, request));
        }

        @Override
        public <T> void output(OutputTag<T> tag, T value) {
            context.output(tag, value);
        }
    }
}
