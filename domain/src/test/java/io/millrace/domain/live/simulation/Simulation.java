package io.millrace.domain.live.simulation;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.config.Settings;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.LiveAccount;
import io.millrace.domain.live.LiveEngine;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.domain.risk.RiskDecision;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One account at a misbehaving broker, in one thread and virtual time: everything that goes wrong
 * is a function of the seed.
 *
 * <p>A minute of the market is a second of the wall. Answers get lost before and after their
 * effect, reports come late, twice, or after a cut; the broker goes away; the process dies and
 * comes back from its last checkpoint and its journal. After forty such minutes everything behaves,
 * and by the end the books have to agree.
 */
final class Simulation {

    static final Map<String, Object> SETTINGS =
            Map.ofEntries(
                    Map.entry("account.cash", "5000"),
                    Map.entry("sizing.notional", "1200"),
                    Map.entry("risk.max-position-fraction", "0.25"),
                    Map.entry("risk.max-total-exposure", "4000"),
                    Map.entry("risk.max-order-shares", "30"),
                    Map.entry("risk.max-open-orders", "12"),
                    Map.entry("risk.max-orders-per-symbol-day", "20"),
                    Map.entry("risk.max-orders-per-minute", "6"),
                    Map.entry("risk.cooldown", "2m"),
                    Map.entry("risk.cvar.max", "1"),
                    Map.entry("exits.max-holding", "15m"));

    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "XOM");
    private static final long TEN =
            LocalDate.parse("2024-03-05")
                    .atTime(LocalTime.parse("10:00"))
                    .atZone(ZoneId.of("America/New_York"))
                    .toInstant()
                    .toEpochMilli();
    private static final long MINUTE = 60_000;

    /** Stands in the journal where the process came back. */
    private static final AccountInput WOKE = AccountInput.signal(AccountInput.Kind.TICK, -1, -1);

    private static final int FAULTY_MINUTES = 40;
    private static final int MINUTES = 75;
    private static final long TICK = 250;
    private static final long SNAPSHOT_EVERY = 3_000;

    /** What a careless program would do; the checks have to see it. */
    enum Sabotage {
        NONE,
        /** A submission that nobody answered is simply sent again. */
        SENDS_AGAIN,
        /** What was taken after the last checkpoint is not taken again. */
        FORGETS_THE_JOURNAL,
        /** After a crash everything goes out again, answered or not. */
        ASKS_EVERYTHING_AGAIN
    }

    /** Something that happens at an instant of the wall clock. */
    private record Happening(long wall, long order, int life, Runnable action)
            implements Comparable<Happening> {

        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(wall, other.wall);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** What survives the process. */
    private record Checkpoint(
            LiveAccount account,
            int journal,
            int heard,
            long instant,
            List<BrokerRequest> inFlight) {}

    private final Sabotage sabotage;
    private final SplittableRandom chance;
    private final LiveEngine engine;
    private final MisbehavingBroker broker;
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
    private final List<AccountInput> journal = new ArrayList<>();
    private final Map<String, RiskDecision> verdicts = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Double> prices = new HashMap<>();
    private final Map<String, ReturnWindow> returns = new HashMap<>();
    private final List<AccountInput> instants = new ArrayList<>();
    private final Map<String, Long> busyUntil = new HashMap<>();
    private final List<BrokerRequest> inFlight = new ArrayList<>();

    private LiveAccount account;
    private Checkpoint checkpoint;
    private long wall;
    private long sequence;
    private long commands;
    private int life;
    private boolean up = true;
    private boolean connected = true;
    private boolean brokerUp = true;
    private int told;
    private int heard;
    private long lastDelivery;
    private long takenInstant = Long.MIN_VALUE;
    private long lastSnapshot = Long.MIN_VALUE;
    private int crashes;

    Simulation(long seed) {
        this(seed, Sabotage.NONE);
    }

    Simulation(long seed, Sabotage sabotage) {
        this.sabotage = sabotage;
        this.chance = new SplittableRandom(seed);
        Settings settings = new Settings(SETTINGS);
        AccountSettings known = AccountSettings.from(settings);
        this.engine =
                new LiveEngine(
                        known, Market.XNYS, LiveSettings.from(new Settings(Map.of()), MINUTE));
        this.broker =
                new MisbehavingBroker(
                        known.cash(), Map.of("venue.fees", "none", "venue.volume-share", "0.3"));
        this.account = engine.opening();
        this.checkpoint = new Checkpoint(account, 0, 0, Long.MIN_VALUE, List.of());
        SYMBOLS.forEach(symbol -> prices.put(symbol, 20 + 60 * chance.nextDouble()));
        SYMBOLS.forEach(symbol -> returns.put(symbol, history(symbol)));
    }

    /** Runs to the end and says what is wrong; nothing, if all is well. */
    List<String> run() {
        for (int minute = 0; minute < MINUTES; minute++) {
            long end = TEN + minute * MINUTE;
            boolean faulty = minute < FAULTY_MINUTES;
            at(minute * 1_000L, () -> passMinute(end, faulty));
            if (faulty && chance.nextInt(12) == 0) {
                at(minute * 1_000L + chance.nextInt(1_000), this::crash);
            }
            if (faulty && chance.nextInt(15) == 0) {
                at(minute * 1_000L + chance.nextInt(1_000), this::cut);
            }
            if (faulty && chance.nextInt(25) == 0) {
                at(minute * 1_000L + chance.nextInt(1_000), this::brokerGoesAway);
            }
            if (faulty && chance.nextInt(30) == 0) {
                say(minute * 1_000L + 500, ControlCommand.Kind.KILL);
                say(minute * 1_000L + 3_500, ControlCommand.Kind.RESUME);
            }
        }
        long end = MINUTES * 1_000L;
        for (long tick = 0; tick < end; tick += TICK) {
            at(tick, this::tick);
        }
        for (long save = 2_000; save < end; save += 2_000) {
            at(save, this::save);
        }
        while (!agenda.isEmpty()) {
            Happening next = agenda.remove();
            wall = next.wall();
            if (next.life() < 0 || (next.life() == life && up)) {
                next.action().run();
            }
            if (wall >= end) {
                break;
            }
        }
        check();
        return faults;
    }

    int crashes() {
        return crashes;
    }

    int orders() {
        return broker.orders().size();
    }

    /** Happens whatever becomes of the process. */
    private void at(long when, Runnable action) {
        agenda.add(new Happening(when, sequence++, -1, action));
    }

    /** Happens unless the process dies first. */
    private void inThisLife(long delay, Runnable action) {
        agenda.add(new Happening(wall + delay, sequence++, life, action));
    }

    private boolean isFaulty() {
        return wall < FAULTY_MINUTES * 1_000L;
    }

    private boolean strikes(int oneIn) {
        return isFaulty() && chance.nextInt(oneIn) == 0;
    }

    private void passMinute(long end, boolean faulty) {
        List<Decision> decisions = new ArrayList<>();
        for (String symbol : SYMBOLS) {
            Bar bar = nextBar(symbol, end);
            broker.onBar(bar);
            int draw = chance.nextInt(10);
            Action action = faulty && draw < 4 ? Action.BUY : draw == 9 ? Action.SELL : Action.HOLD;
            decisions.add(decision(action, bar));
        }
        AccountInput instant = AccountInput.instant(end, decisions);
        instants.add(instant);
        if (up) {
            inThisLife(chance.nextInt(200), () -> takeInstant(instant));
        }
        tellNews();
    }

    private void takeInstant(AccountInput instant) {
        if (instant.atMillis() <= takenInstant) {
            return;
        }
        takenInstant = instant.atMillis();
        List<Decision> concerning =
                instant.decisions().stream()
                        .filter(decision -> engine.concerns(account, decision))
                        .toList();
        if (!concerning.isEmpty()) {
            take(AccountInput.instant(instant.atMillis(), concerning));
        }
    }

    private void take(AccountInput input) {
        journal.add(input);
        judge(engine.take(account, input)).forEach(this::send);
    }

    /** Books the step and gives what it asks of the broker. */
    private List<BrokerRequest> judge(LiveStep step) {
        account = step.account();
        for (Assessment assessment : step.assessments()) {
            RiskDecision verdict = assessment.verdict();
            RiskDecision before =
                    verdicts.put(verdict.symbol() + "@" + verdict.atMillis(), verdict);
            if (before != null && !before.equals(verdict)) {
                faults.add("judged anew: " + before + " became " + verdict);
            }
        }
        step.violations().forEach(one -> faults.add("violation: " + one));
        return step.requests();
    }

    /** What was answered before the crash must not be asked again, least of all if refused. */
    private static void answered(List<BrokerRequest> requests, @Nullable BrokerAnswer answer) {
        for (int i = 0; answer != null && i < requests.size(); i++) {
            OrderRequest one = requests.get(i).request();
            if (one.kind() == answer.kind() && one.clientOrderId().equals(answer.clientOrderId())) {
                requests.remove(i);
                return;
            }
        }
    }

    /** Requests of one symbol go one after the other. */
    private void send(BrokerRequest request) {
        inFlight.add(request);
        String chain = request.address().clientOrderId();
        long start = Math.max(wall, busyUntil.getOrDefault("all", wall));
        long effect = start + 1 + chance.nextInt(strikes(10) ? 2_000 : 30);
        busyUntil.put("all", effect);
        int asked = life;
        boolean lostOnTheWay = strikes(15);
        boolean answerLost = strikes(8);
        // bytes that have left arrive even when the sender dies
        boolean outlives = chance.nextBoolean();
        agenda.add(
                new Happening(
                        effect,
                        sequence++,
                        -1,
                        () -> {
                            boolean alive = up && life == asked;
                            if (!alive && !outlives) {
                                return;
                            }
                            if (!alive) {
                                broker.hearsTheDead(request);
                                return;
                            }
                            BrokerAnswer answer = effectOf(request, lostOnTheWay, answerLost);
                            inThisLife(
                                    chance.nextInt(20),
                                    () -> {
                                        inFlight.remove(request);
                                        take(AccountInput.answered(answer, wall));
                                        sendAgain(request, answer);
                                    });
                        }));
        if (chain.isEmpty()) {
            faults.add("a request without a name: " + request);
        }
    }

    private void sendAgain(BrokerRequest request, BrokerAnswer answer) {
        if (sabotage == Sabotage.SENDS_AGAIN
                && answer.outcome() == Outcome.NO_ANSWER
                && answer.kind() == OrderRequest.Kind.SUBMIT) {
            send(request);
        }
    }

    private BrokerAnswer effectOf(BrokerRequest request, boolean lost, boolean answerLost) {
        if (!brokerUp) {
            boolean question = request.request().kind() == OrderRequest.Kind.LOOKUP;
            return failed(request, question ? Outcome.NO_ANSWER : Outcome.NOT_SENT);
        }
        if (lost) {
            return failed(request, Outcome.NO_ANSWER);
        }
        BrokerAnswer answer = broker.execute(request);
        tellNews();
        return answerLost ? failed(request, Outcome.NO_ANSWER) : answer;
    }

    private static BrokerAnswer failed(BrokerRequest request, Outcome outcome) {
        return new BrokerAnswer(
                request.request().clientOrderId(),
                request.request().kind(),
                outcome,
                List.of(),
                null,
                "",
                request.request().atMillis());
    }

    /** Tells what the feed has not told yet, in order; some of it twice. */
    private void tellNews() {
        if (!up || !connected) {
            return;
        }
        while (told < broker.history().size()) {
            int number = told++;
            deliver(number);
            if (strikes(10)) {
                deliver(chance.nextInt(told));
            }
        }
    }

    private void deliver(int number) {
        lastDelivery = Math.max(lastDelivery, wall + chance.nextInt(strikes(10) ? 800 : 20));
        inThisLife(
                lastDelivery - wall,
                () -> {
                    BrokerReport report = broker.history().get(number);
                    heard = Math.max(heard, number + 1);
                    take(AccountInput.reported(report, wall));
                });
    }

    private void tick() {
        if (!up) {
            return;
        }
        take(AccountInput.signal(AccountInput.Kind.TICK, marketMillis(), wall));
        boolean due = wall - lastSnapshot >= (account.wantsSnapshot() ? 500 : SNAPSHOT_EVERY);
        if (!connected || !due) {
            return;
        }
        lastSnapshot = wall;
        if (!brokerUp) {
            take(AccountInput.signal(AccountInput.Kind.BROKER_AWAY, marketMillis(), wall));
            return;
        }
        tellNews();
        AccountInput snapshot = AccountInput.snapshot(broker.snapshot(), wall);
        lastDelivery = Math.max(lastDelivery, wall);
        inThisLife(lastDelivery - wall, () -> take(snapshot));
    }

    private long marketMillis() {
        return TEN + wall / 1_000 * MINUTE;
    }

    private void cut() {
        if (!up || !connected) {
            return;
        }
        connected = false;
        take(AccountInput.signal(AccountInput.Kind.REPORTS_CUT, marketMillis(), wall));
        at(
                wall + 200 + chance.nextInt(3_000),
                () -> {
                    connected = true;
                    tellNews();
                });
    }

    private void brokerGoesAway() {
        brokerUp = false;
        at(wall + 300 + chance.nextInt(4_000), () -> brokerUp = true);
    }

    private void say(long when, ControlCommand.Kind kind) {
        ControlCommand command = new ControlCommand(++commands, kind, "backtest", "test", "", when);
        at(when, () -> hear(command));
    }

    /** A command stands in a file until a living process has read it. */
    private void hear(ControlCommand command) {
        if (up) {
            take(AccountInput.command(command, marketMillis(), wall));
        } else {
            at(wall + 300, () -> hear(command));
        }
    }

    private void save() {
        if (up) {
            checkpoint =
                    new Checkpoint(
                            account, journal.size(), heard, takenInstant, List.copyOf(inFlight));
        }
    }

    private void crash() {
        if (!up) {
            return;
        }
        crashes++;
        up = false;
        connected = false;
        life++;
        at(wall + 200 + chance.nextInt(3_000), this::wake);
    }

    /**
     * The newest checkpoint, the rest of the journal, and then everything that may be under way.
     */
    private void wake() {
        up = true;
        connected = true;
        busyUntil.clear();
        inFlight.clear();
        lastDelivery = wall;
        account = checkpoint.account();
        takenInstant = checkpoint.instant();
        List<BrokerRequest> unanswered = new ArrayList<>(checkpoint.inFlight());
        int journaled =
                sabotage == Sabotage.FORGETS_THE_JOURNAL ? checkpoint.journal() : journal.size();
        for (AccountInput input : List.copyOf(journal.subList(checkpoint.journal(), journaled))) {
            if (input.kind() == AccountInput.Kind.INSTANT) {
                takenInstant = input.atMillis();
            }
            if (sabotage != Sabotage.ASKS_EVERYTHING_AGAIN) {
                answered(unanswered, input.answer());
            }
            unanswered.addAll(
                    judge(
                            input.equals(WOKE)
                                    ? engine.restored(account)
                                    : engine.take(account, input)));
        }
        unanswered.forEach(request -> send(lookingFirst(request)));
        journal.add(WOKE);
        judge(engine.restored(account)).forEach(this::send);
        told = checkpoint.heard();
        heard = told;
        for (AccountInput instant : instants) {
            inThisLife(1, () -> takeInstant(instant));
        }
        lastSnapshot = wall - SNAPSHOT_EVERY;
        tellNews();
    }

    private static BrokerRequest lookingFirst(BrokerRequest request) {
        return new BrokerRequest(request.request(), request.address(), true);
    }

    private void check() {
        broker.repeatedPosts().forEach(id -> faults.add("posted again without looking: " + id));
        for (String symbol : SYMBOLS) {
            BigDecimal local =
                    account.account().positions().stream()
                            .filter(position -> position.symbol().equals(symbol))
                            .map(position -> position.quantity())
                            .findFirst()
                            .orElse(BigDecimal.ZERO);
            BigDecimal there = broker.positionOf(symbol);
            if (local.compareTo(there) != 0) {
                faults.add(symbol + ": " + local + " here, " + there + " at the broker");
            }
            if (there.signum() != 0) {
                faults.add(symbol + ": " + there + " still held long after its time");
            }
        }
        if (account.account().ledger().cash().compareTo(broker.cash()) != 0) {
            faults.add(
                    "cash: "
                            + account.account().ledger().cash()
                            + " here, "
                            + broker.cash()
                            + " at the broker");
        }
        account.account()
                .orders()
                .values()
                .forEach(
                        record -> {
                            if (record.isWorking()) {
                                faults.add("still working: " + record);
                            }
                        });
        broker.orders().stream()
                .filter(MisbehavingBroker::enters)
                .forEach(
                        order -> {
                            RiskDecision verdict = verdictOf(order.symbol(), order.clientOrderId());
                            if (verdict == null || !verdict.approved()) {
                                faults.add("an order that nobody approved: " + order);
                            }
                        });
        broker.orders().stream()
                .filter(order -> broker.isOpen(order.clientOrderId()))
                .forEach(order -> faults.add("left open at the broker: " + order));
    }

    private @Nullable RiskDecision verdictOf(String symbol, String clientOrderId) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.symbol().equals(symbol))
                .filter(verdict -> entryOf(verdict).equals(clientOrderId))
                .findFirst()
                .orElse(null);
    }

    private static String entryOf(RiskDecision verdict) {
        return io.millrace.domain.order.ClientOrderId.of(
                verdict.account(),
                verdict.strategy(),
                verdict.symbol(),
                verdict.atMillis(),
                io.millrace.domain.order.Leg.ENTRY,
                0);
    }

    private Decision decision(Action action, Bar bar) {
        return new Decision(
                "ensemble",
                bar,
                action,
                0.8,
                1,
                Regime.BULL,
                true,
                List.of(),
                List.of(
                        new GateReading(Gate.VOTES, 1.0, 0, true),
                        new GateReading(Gate.AVERAGE_VOLUME, 1e6, 5e5, true)),
                new RiskContext(0.01, Objects.requireNonNull(returns.get(bar.symbol()))));
    }

    /** Returns that no two symbols share. */
    private static ReturnWindow history(String symbol) {
        SplittableRandom own = new SplittableRandom(symbol.hashCode());
        ReturnWindow window = ReturnWindow.empty();
        for (int i = 40; i > 0; i--) {
            window = window.with(TEN - i * MINUTE, (own.nextDouble() - 0.5) * 0.002);
        }
        return window;
    }

    private Bar nextBar(String symbol, long endMillis) {
        double open = prices.getOrDefault(symbol, 50.0);
        double close = cents(open * (1 + 0.006 * chance.nextGaussian()));
        double high = Math.max(open, close) * (1 + 0.003 * chance.nextDouble());
        double low = Math.min(open, close) * (1 - 0.003 * chance.nextDouble());
        prices.put(symbol, close);
        return new Bar(
                symbol,
                endMillis - MINUTE,
                endMillis,
                open,
                Math.max(open, cents(high)),
                Math.min(open, cents(low)),
                close,
                20 + chance.nextInt(400));
    }

    private static double cents(double price) {
        return Math.round(Math.max(1, price) * 100) / 100.0;
    }
}
