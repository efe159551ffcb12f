package io.millrace.control.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A run without processes, in a time of its own; every order comes in its second. */
final class FakeStack implements Stack, Pace {

    final List<String> deeds = new ArrayList<>();
    private final Map<VictimName, FakeVictim> victims = new EnumMap<>(VictimName.class);
    private final long recoveryMillis;
    private long millis;
    long overAtMillis = Long.MAX_VALUE;

    FakeStack(long recoveryMillis) {
        this.recoveryMillis = recoveryMillis;
        for (VictimName name : VictimName.values()) {
            victims.put(name, new FakeVictim(name));
        }
    }

    @Override
    public Set<VictimName> victims() {
        return victims.keySet();
    }

    @Override
    public FakeVictim victim(VictimName name) {
        return Objects.requireNonNull(victims.get(name));
    }

    @Override
    public Sight look() {
        return new Sight((int) (millis / 1_000), 3, 1);
    }

    @Override
    public void script(String kind, String path, long delayMillis) {
        deeds.add("script " + kind);
    }

    @Override
    public void behave() {
        deeds.add("behave");
    }

    @Override
    public boolean isOver() {
        return millis >= overAtMillis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public void pause(long wanted) {
        millis += wanted;
    }

    /** One that is back so long after its start. */
    final class FakeVictim implements Victim {

        private final VictimName name;
        boolean alive = true;
        boolean neverBack;
        private long startedMillis = Long.MIN_VALUE / 2;

        FakeVictim(VictimName name) {
            this.name = name;
        }

        @Override
        public void start() {
            deeds.add("start " + name);
            alive = true;
            startedMillis = millis;
        }

        @Override
        public void kill() {
            deeds.add("kill " + name);
            alive = false;
        }

        @Override
        public void freeze() {
            deeds.add("freeze " + name);
        }

        @Override
        public void thaw() {
            deeds.add("thaw " + name);
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public boolean isBack() {
            return !neverBack && alive && millis - startedMillis >= recoveryMillis;
        }
    }
}
