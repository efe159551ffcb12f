package io.millrace.connectors.kafka.event;

import io.millrace.avro.CommandName;
import io.millrace.avro.ControlCommandEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.control.ControlCommand;
import java.util.List;

/** {@code control.commands}: what a person wants of an account. */
public final class CommandCoder implements EventCoder<ControlCommand, ControlCommandEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.CONTROL_COMMANDS;
    }

    @Override
    public Class<ControlCommandEvent> event() {
        return ControlCommandEvent.class;
    }

    @Override
    public String key(ControlCommand record) {
        return record.account();
    }

    @Override
    public long atMillis(ControlCommand record) {
        return record.atMillis();
    }

    /** Words about models are read by {@link PointerCoder}. */
    @Override
    public boolean holds(ControlCommandEvent event) {
        return event.getCommand() != CommandName.CHANGE_MODEL;
    }

    @Override
    public ControlCommandEvent encode(ControlCommand record) {
        Header header =
                Header.of(
                        topic(),
                        new Header.Id(
                                "command",
                                record.account(),
                                "",
                                record.atMillis(),
                                record.sequence()));
        ControlCommandEvent event = new ControlCommandEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("control");
        event.setAccount(record.account());
        event.setCommand(CommandName.valueOf(record.kind().name()));
        event.setArguments(List.of());
        event.setEffectiveAt(header.ts());
        event.setWho(record.who());
        event.setWhy(record.why());
        event.setSequence(record.sequence());
        return event;
    }

    @Override
    public ControlCommand decode(ControlCommandEvent event) {
        return new ControlCommand(
                event.getSequence(),
                UnusableEvent.constant(
                        "command", event.getCommand().name(), ControlCommand.Kind.class),
                event.getAccount(),
                event.getWho(),
                event.getWhy(),
                event.getTs().toEpochMilli());
    }
}
