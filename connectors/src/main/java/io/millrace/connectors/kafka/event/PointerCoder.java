package io.millrace.connectors.kafka.event;

import io.millrace.avro.CommandName;
import io.millrace.avro.ControlCommandEvent;
import io.millrace.avro.SettingValue;
import io.millrace.avro.Topic;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words about which model answers: {@code CHANGE_MODEL} of {@code control.commands}, with the keys
 * of the configuration as arguments. Other commands of the topic are not its records.
 */
public final class PointerCoder implements EventCoder<ModelPointer, ControlCommandEvent> {
    private static final long serialVersionUID = 1L;
    private static final String ACTIVE = "model.";
    private static final String CANDIDATE = "model.candidate.";
    private static final String SHARE = CANDIDATE + "canary-share";
    private static final String EXPIRES = "model.expires";

    private final String who;
    private final String why;

    /** A coder for reading, and for words that nobody in particular says. */
    public PointerCoder() {
        this("control", "");
    }

    /** A coder for what somebody says for a reason. */
    public PointerCoder(String who, String why) {
        this.who = who;
        this.why = why;
    }

    @Override
    public Topic topic() {
        return Topic.CONTROL_COMMANDS;
    }

    @Override
    public Class<ControlCommandEvent> event() {
        return ControlCommandEvent.class;
    }

    @Override
    public String key(ModelPointer record) {
        return ControlWord.ALL_ACCOUNTS;
    }

    @Override
    public long atMillis(ModelPointer record) {
        return record.fromMillis();
    }

    @Override
    public boolean holds(ControlCommandEvent event) {
        return event.getCommand() == CommandName.CHANGE_MODEL;
    }

    @Override
    public ControlCommandEvent encode(ModelPointer record) {
        Header header =
                Header.of(
                        topic(),
                        new Header.Id(
                                "model-pointer",
                                String.valueOf(record),
                                "",
                                record.fromMillis(),
                                0));
        ControlCommandEvent event = new ControlCommandEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("control");
        event.setAccount(ControlWord.ALL_ACCOUNTS);
        event.setCommand(CommandName.CHANGE_MODEL);
        event.setArguments(arguments(record));
        event.setEffectiveAt(header.ts());
        event.setWho(who);
        event.setWhy(why);
        event.setSequence(0);
        return event;
    }

    @Override
    public ModelPointer decode(ControlCommandEvent event) {
        Map<String, String> values = new HashMap<>();
        event.getArguments().forEach(one -> values.put(one.getKey(), one.getValue()));
        ModelRef active = model(values, ACTIVE);
        if (active == null) {
            throw new UnusableEvent("arguments", values, "model.name");
        }
        try {
            String expires = values.get(EXPIRES);
            return new ModelPointer(
                    event.getEffectiveAt().toEpochMilli(),
                    expires == null ? ModelPointer.NEVER : Instant.parse(expires).toEpochMilli(),
                    active,
                    model(values, CANDIDATE),
                    Double.parseDouble(values.getOrDefault(SHARE, "0")));
        } catch (RuntimeException unreadable) {
            throw new UnusableEvent(
                    "arguments", values, "a model pointer; " + unreadable.getMessage());
        }
    }

    private static List<SettingValue> arguments(ModelPointer record) {
        List<SettingValue> arguments = new ArrayList<>();
        put(arguments, ACTIVE, record.active());
        ModelRef other = record.candidate();
        if (other != null) {
            put(arguments, CANDIDATE, other);
            arguments.add(new SettingValue(SHARE, Double.toString(record.canaryShare())));
        }
        if (record.untilMillis() != ModelPointer.NEVER) {
            arguments.add(
                    new SettingValue(
                            EXPIRES, Instant.ofEpochMilli(record.untilMillis()).toString()));
        }
        return arguments;
    }

    private static void put(List<SettingValue> into, String prefix, ModelRef model) {
        into.add(new SettingValue(prefix + "name", model.name()));
        String version = model.version();
        if (version != null) {
            into.add(new SettingValue(prefix + "version", version));
        }
        String sha256 = model.sha256();
        if (sha256 != null) {
            into.add(new SettingValue(prefix + "sha256", sha256));
        }
    }

    private static @Nullable ModelRef model(Map<String, String> values, String prefix) {
        String name = values.get(prefix + "name");
        return name == null
                ? null
                : new ModelRef(name, values.get(prefix + "version"), values.get(prefix + "sha256"));
    }
}
