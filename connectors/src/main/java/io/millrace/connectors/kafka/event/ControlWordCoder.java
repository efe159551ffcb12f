package io.millrace.connectors.kafka.event;

import io.millrace.avro.ControlCommandEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.control.ControlWord;
import java.util.Objects;

/** The whole of {@code control.commands}, for who keeps the record of it. */
public final class ControlWordCoder implements EventCoder<ControlWord, ControlCommandEvent> {

    private static final long serialVersionUID = 1L;

    private final CommandCoder commands = new CommandCoder();
    private final PointerCoder models = new PointerCoder();

    @Override
    public Topic topic() {
        return Topic.CONTROL_COMMANDS;
    }

    @Override
    public Class<ControlCommandEvent> event() {
        return ControlCommandEvent.class;
    }

    @Override
    public String key(ControlWord record) {
        return record.account();
    }

    @Override
    public long atMillis(ControlWord record) {
        return record.atMillis();
    }

    @Override
    public ControlCommandEvent encode(ControlWord record) {
        ControlCommand command = record.command();
        return command == null
                ? new PointerCoder(record.who(), record.why())
                        .encode(Objects.requireNonNull(record.model()))
                : commands.encode(command);
    }

    @Override
    public ControlWord decode(ControlCommandEvent event) {
        return models.holds(event)
                ? ControlWord.of(models.decode(event), event.getWho(), event.getWhy())
                : ControlWord.of(commands.decode(event));
    }
}
